// Planted for Rules/HandlersAreInternal.
using FluentValidation;
using MediatR;

namespace Planted.HandlersAreInternal.Scheduling.Application.Patients;

public sealed record RegisterPatient : IRequest;

internal sealed class RegisterPatientHandler : IRequestHandler<RegisterPatient>
{
    public Task<Unit> Handle(RegisterPatient request, CancellationToken cancellationToken) => Unit.Task;
}

public sealed class OpenHandler : IRequestHandler<RegisterPatient>
{
    public Task<Unit> Handle(RegisterPatient request, CancellationToken cancellationToken) => Unit.Task;
}

public sealed class OpenValidator : AbstractValidator<RegisterPatient>;

public sealed class OpenNotifier : INotificationHandler<INotification>
{
    public Task Handle(INotification notification, CancellationToken cancellationToken) => Task.CompletedTask;
}

public sealed class OpenBehaviour<TRequest, TResponse> : IPipelineBehavior<TRequest, TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) => next();
}
