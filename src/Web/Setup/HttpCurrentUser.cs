using System.Globalization;
using System.Security.Claims;
using Scheduling.Application.Ports;
using Scheduling.Domain.Kernel;

namespace Scheduling.Web.Setup;

/// <summary>The person of the session behind the request, in the role chosen for it.</summary>
internal sealed class HttpCurrentUser(IHttpContextAccessor accessor) : ICurrentUser
{
    public Actor? Actor =>
        accessor.HttpContext?.User is { } user && user.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && user.ActiveRole() is { } role
            ? new Actor(ulong.Parse(id, CultureInfo.InvariantCulture), role)
            : null;
}

internal static class SessionClaims
{
    /// <summary>All roles that the account has; the chosen one is <see cref="ClaimTypes.Role"/>.</summary>
    public const string MayBe = "may_be";

    public const string Language = "language";

    public const string Fingerprint = "fingerprint";

    /// <summary>The session's token; lives in memory for the time of a request.</summary>
    public const string Token = "token";

    public static ActingRole? ActiveRole(this ClaimsPrincipal user) =>
        user.FindFirstValue(ClaimTypes.Role) is { } role ? Enum.Parse<ActingRole>(role) : null;

    public static IReadOnlyList<string> MayBeRoles(this ClaimsPrincipal user) => [.. user.FindAll(MayBe).Select(claim => claim.Value)];
}
