using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Ports;

/// <summary>The signed-in person and the role he chose for this session; null when nobody is signed in.</summary>
public interface ICurrentUser
{
    Actor? Actor { get; }
}

internal static class CurrentUser
{
    /// <summary>For handlers behind <c>[MaySend]</c>: somebody is signed in.</summary>
    public static Actor Require(this ICurrentUser user) => user.Actor ?? throw new InvalidOperationException("Nobody is signed in.");
}
