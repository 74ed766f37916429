using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Outbox;

/// <summary>
/// The queue of messages as its workers see it (R63): claim, act, mark. A claim is a lease of two minutes by the database's clock, because
/// the clocks of instances differ; when messages are due is said by the portal's clock.
/// </summary>
internal sealed class MessageQueue(DbSession session, IClock clock)
{
    /// <summary>A row waits while an earlier one of the same visit, receiver and channel is queued.</summary>
    private const string SelectDue = """
        SELECT m.id
        FROM {p}messages m
        WHERE m.state = 'queued' AND m.channel = 'email' AND m.due_at <= @now AND (m.lease_until IS NULL OR m.lease_until < UTC_TIMESTAMP(6))
          AND NOT EXISTS (
            SELECT 1 FROM {p}messages e
            WHERE e.meeting_id = m.meeting_id AND e.channel = m.channel AND e.receiver_id = m.receiver_id AND e.state = 'queued'
              AND e.ical_sequence < m.ical_sequence)
        ORDER BY m.due_at
        LIMIT 8
        FOR UPDATE SKIP LOCKED
        """;

    private const string Lease = """
        UPDATE {p}messages
        SET lease = @lease, lease_until = UTC_TIMESTAMP(6) + INTERVAL 2 MINUTE, tries = tries + 1, first_tried_at = COALESCE(first_tried_at, @now)
        WHERE id IN @ids
        """;

    private const string LockVisit = "SELECT id FROM {p}meetings WHERE id = @meeting FOR UPDATE";

    /// <summary>Marks only what is still leased by this worker: whoever took over after a lease that ran out says what became of it.</summary>
    private const string Mark = """
        UPDATE {p}messages
        SET state = @state, reason = @reason, last_answer = COALESCE(@answer, last_answer), due_at = @due, ended_at = @ended,
            without_link = @withoutLink, lease = NULL, lease_until = NULL
        WHERE id = @id AND lease = @lease
        """;

    private const string InsertCopy = """
        INSERT INTO {p}messages (public_id, channel, kind, meeting_id, attempt_id, receiver_role, receiver_id, address, detail, created_at, due_at)
        SELECT REPLACE(UUID(), '-', ''), channel, kind, meeting_id, attempt_id, receiver_role, @receiver, @address, detail, created_at, @now
        FROM {p}messages
        WHERE id = @id AND lease = @lease
        """;

    public async Task<IReadOnlyList<ulong>> Claim(string lease, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var ids = await session.Query<ulong>(SelectDue, new { now }, cancellationToken);
        if (ids.Count > 0)
        {
            await session.Execute(Lease, new { lease, ids, now }, cancellationToken);
        }

        return ids;
    }

    /// <summary>A message that went without its visit's link is followed by one, if the link has come meanwhile (R53).</summary>
    public async Task Sent(Letter letter, string lease, string answer, QueuedMessages messages, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        if (letter.Meeting is { } meeting)
        {
            await session.QueryOne<ulong?>(LockVisit, new { meeting }, cancellationToken);
        }

        await End(letter.Id, lease, "sent", null, answer, letter.WentWithoutLink, now, cancellationToken);
        if (letter is { Meeting: { } visit, WentWithoutLink: true })
        {
            await messages.LinkMails(visit, now, cancellationToken);
        }
    }

    public Task Dropped(ulong id, string lease, string reason, CancellationToken cancellationToken) =>
        End(id, lease, "dropped", reason, null, withoutLink: false, clock.GetCurrentInstant(), cancellationToken);

    public Task Failed(ulong id, string lease, string answer, CancellationToken cancellationToken) =>
        End(id, lease, "failed", null, answer, withoutLink: false, clock.GetCurrentInstant(), cancellationToken);

    public Task TryAgain(ulong id, string lease, string answer, int tries, CancellationToken cancellationToken) => session.Execute(
        Mark,
        new
        {
            id, lease, state = "queued", reason = (string?)null, answer,
            due = clock.GetCurrentInstant() + Backoff.After(tries), ended = (Instant?)null, withoutLink = false,
        },
        cancellationToken);

    /// <summary>A message to "all who are to be alerted" becomes one for each of them.</summary>
    public async Task HandOn(ulong id, string lease, IReadOnlyList<(ulong? User, string? Address)> receivers, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        foreach (var (receiver, address) in receivers)
        {
            await session.Execute(InsertCopy, new { id, lease, receiver, address, now }, cancellationToken);
        }

        await End(id, lease, "sent", null, FormattableString.Invariant($"handed on to {receivers.Count}"), withoutLink: false, now, cancellationToken);
    }

    private Task<int> End(
        ulong id, string lease, string state, string? reason, string? answer, bool withoutLink, Instant now, CancellationToken cancellationToken) =>
        session.Execute(Mark, new { id, lease, state, reason, answer, due = now, ended = (Instant?)now, withoutLink }, cancellationToken);
}
