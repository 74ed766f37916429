using System.Reflection;
using Scheduling.Application.Ports;

namespace Scheduling.Application.Pipeline;

/// <summary>First guard: the active role must be one that the request names (R3, R4). A request without a declaration is refused to everybody.</summary>
internal sealed class AuthorizeBehaviour<TRequest, TResponse>(ICurrentUser user) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    private static readonly bool Anyone = typeof(TRequest).IsDefined(typeof(AnyoneMaySendAttribute));
    private static readonly MaySendAttribute? MaySend = typeof(TRequest).GetCustomAttribute<MaySendAttribute>();

    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        Anyone || (user.Actor is { } actor && MaySend?.Roles.Contains(actor.Role) == true)
            ? next()
            : throw new NotAllowedException(typeof(TRequest).Name);
}
