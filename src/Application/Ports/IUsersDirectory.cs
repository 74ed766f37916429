using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Ports;

/// <summary>WordPress's users as the portal reads them (R1). Names are shown, never logged.</summary>
public interface IUsersDirectory
{
    /// <summary>Null when the account is gone, marked as spam or deleted.</summary>
    Task<DirectoryUser?> Find(ulong userId, CancellationToken cancellationToken);

    /// <summary>Display names; a user who is gone is missing in the answer.</summary>
    Task<IReadOnlyDictionary<ulong, string>> Names(IReadOnlyCollection<ulong> userIds, CancellationToken cancellationToken);
}

/// <summary>A person of the directory with the portal roles that his WordPress roles map to (R1).</summary>
public sealed record DirectoryUser(ulong Id, string DisplayName, string Email, IReadOnlyList<ActingRole> Roles);
