using Scheduling.Application.Ports;

namespace Scheduling.Application.Pipeline;

/// <summary>
/// One command, one unit of work: everything or nothing (R41). The unit may be run several times, so a handler keeps nothing between
/// two calls. Registered for commands only.
/// </summary>
internal sealed class TransactionBehaviour<TRequest, TResponse>(IUnitOfWork unitOfWork) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ICommand<TResponse>
    where TResponse : ICommandResult
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        unitOfWork.Run(() => next(), cancellationToken);
}
