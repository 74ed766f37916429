using System.Text.Json;
using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>
/// The audit (R82): who did what in which role, for whom, when, before and after. Written in the transaction of the change, never altered.
/// Values are ids, codes and times; personal ones must not be passed.
/// </summary>
internal sealed class AuditLog(DbSession session)
{
    private const string Insert = """
        INSERT INTO {p}audit_log (at, user_id, role, on_behalf_of, action, subject, subject_id, changes)
        VALUES (@at, @user, @role, @onBehalfOf, @action, @subject, @id, @changes)
        """;

    public Task Append(AuditEntry entry, CancellationToken cancellationToken) => session.Later(
        Insert,
        new
        {
            at = entry.At,
            user = entry.By.UserId,
            role = Codes.Of(entry.By.Role),
            onBehalfOf = entry.OnBehalfOf,
            action = entry.Action,
            subject = entry.Subject,
            id = entry.SubjectId,
            changes = JsonSerializer.Serialize(entry.Changes),
        },
        cancellationToken);
}

/// <summary>One line of the audit. <paramref name="Changes"/>: field → [before, after].</summary>
internal sealed record AuditEntry(
    Instant At, Actor By, ulong? OnBehalfOf, string Action, string Subject, string SubjectId, IReadOnlyDictionary<string, string?[]> Changes);
