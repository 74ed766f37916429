using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Outbox;

/// <summary>
/// Stores the link of a visit and lets go what waited for it (R53): confirmations that are not sent yet take it along, those that went
/// without are followed by a mail. Runs inside a unit of work; locks the visit's row, then its messages.
/// </summary>
internal sealed class MeetLinks(DbSession session, QueuedMessages messages, IClock clock)
{
    private const string LockVisit = "SELECT meet_link FROM {p}meetings WHERE id = @meeting FOR UPDATE";

    /// <summary>What a person entered stands until a person changes it.</summary>
    private const string Store = """
        UPDATE {p}meetings SET meet_link = @link, meet_link_by = @by
        WHERE id = @meeting AND (@by = 'hand' OR meet_link_by IS NULL OR meet_link_by <> 'hand') AND NOT (meet_link <=> @link)
        """;

    private const string Remove = "UPDATE {p}meetings SET meet_link = NULL, meet_link_by = NULL WHERE id = @meeting AND meet_link_by = 'google'";

    /// <summary>Who was sent a link that no longer leads anywhere is to be sent the new one (R53).</summary>
    private const string OldLinkIsWorthNothing = """
        UPDATE {p}messages t
        JOIN {p}meetings m ON m.id = t.meeting_id
        SET t.without_link = 1
        WHERE t.meeting_id = @meeting AND t.channel = 'email' AND t.state = 'sent' AND t.kind IN ('visit_booked', 'visit_moved', 'link_follows')
          AND t.receiver_id IN (m.patient_id, m.therapist_id)
        """;

    private const string ReleaseWaiting = """
        UPDATE {p}messages SET due_at = @now, waits_for_link = 0 WHERE meeting_id = @meeting AND state = 'queued' AND waits_for_link = 1
        """;

    public Task FromGoogle(ulong meeting, Uri link, CancellationToken cancellationToken) => Keep(meeting, link, "google", cancellationToken);

    public Task ByHand(ulong meeting, Uri link, CancellationToken cancellationToken) => Keep(meeting, link, "hand", cancellationToken);

    /// <summary>The event of a link is gone: what Google gave is taken away, what a person entered stays.</summary>
    public async Task Withdraw(ulong meeting, CancellationToken cancellationToken)
    {
        await session.QueryOne<string?>(LockVisit, new { meeting }, cancellationToken);
        if (await session.Execute(Remove, new { meeting }, cancellationToken) > 0)
        {
            await session.Execute(OldLinkIsWorthNothing, new { meeting }, cancellationToken);
        }
    }

    private async Task Keep(ulong meeting, Uri link, string by, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var before = await session.QueryOne<string?>(LockVisit, new { meeting }, cancellationToken);
        if (await session.Execute(Store, new { meeting, link = link.AbsoluteUri, by }, cancellationToken) > 0 && before is not null)
        {
            await session.Execute(OldLinkIsWorthNothing, new { meeting }, cancellationToken);
        }

        await session.Execute(ReleaseWaiting, new { meeting, now }, cancellationToken);
        await messages.LinkMails(meeting, now, cancellationToken);
    }
}
