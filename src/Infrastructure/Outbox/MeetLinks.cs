using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Outbox;

/// <summary>
/// Stores the link of a visit and lets go what waited for it (R53): confirmations that are not sent yet take it along, those that went
/// without are followed by a mail. Runs inside a unit of work; locks the visit's row, then its messages.
/// </summary>
internal sealed class MeetLinks(DbSession session, QueuedMessages messages, IClock clock)
{
    private const string LockVisit = "SELECT id FROM {p}meetings WHERE id = @meeting FOR UPDATE";

    /// <summary>What a person entered stands until a person changes it.</summary>
    private const string Store = """
        UPDATE {p}meetings SET meet_link = @link, meet_link_by = @by
        WHERE id = @meeting AND (@by = 'hand' OR meet_link_by IS NULL OR meet_link_by <> 'hand') AND NOT (meet_link <=> @link)
        """;

    private const string ReleaseWaiting = """
        UPDATE {p}messages SET due_at = @now, waits_for_link = 0 WHERE meeting_id = @meeting AND state = 'queued' AND waits_for_link = 1
        """;

    public Task FromGoogle(ulong meeting, Uri link, CancellationToken cancellationToken) => Keep(meeting, link, "google", cancellationToken);

    public Task ByHand(ulong meeting, Uri link, CancellationToken cancellationToken) => Keep(meeting, link, "hand", cancellationToken);

    private async Task Keep(ulong meeting, Uri link, string by, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        await session.QueryOne<ulong?>(LockVisit, new { meeting }, cancellationToken);
        await session.Execute(Store, new { meeting, link = link.AbsoluteUri, by }, cancellationToken);
        await session.Execute(ReleaseWaiting, new { meeting, now }, cancellationToken);
        await messages.LinkMails(meeting, now, cancellationToken);
    }
}
