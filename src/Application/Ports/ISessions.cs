using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Ports;

/// <summary>
/// Sessions, kept in the database so that they survive a restart and can be ended from the server's side (R8). A session is known by a
/// random token of 256 bits, of which only a hash is stored.
/// </summary>
public interface ISessions
{
    /// <summary>Begins a session; the token. <paramref name="role"/> null: the person has two roles and has not chosen yet (R3).</summary>
    Task<string> Begin(ulong userId, ActingRole? role, string fingerprint, string? language, CancellationToken cancellationToken);

    /// <summary>
    /// The session, if its WordPress account, role and password are still those it began with, it was not idle too long (30 minutes,
    /// patients 12 hours) and is not older than 24 hours. Else null, and it is over.
    /// </summary>
    Task<Session?> Find(string token, CancellationToken cancellationToken);

    Task ChooseRole(string token, ActingRole role, CancellationToken cancellationToken);

    Task ChooseLanguage(string token, string language, CancellationToken cancellationToken);

    /// <summary>In all sessions of the person the language in force for him holds again.</summary>
    Task ForgetLanguage(ulong userId, CancellationToken cancellationToken);

    Task Close(string token, CancellationToken cancellationToken);
}

/// <summary>
/// A living session. <paramref name="Language"/>: chosen for this session, else the one in force for the person (R10, R14); null = the portal's.
/// </summary>
public sealed record Session(
    ulong UserId, string DisplayName, ActingRole? Role, IReadOnlyList<ActingRole> Roles, string? Language, Instant EndsAt);
