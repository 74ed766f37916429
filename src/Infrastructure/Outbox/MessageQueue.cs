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
        LIMIT 4
        FOR UPDATE SKIP LOCKED
        """;

    private const string Lease = """
        UPDATE {p}messages
        SET lease = @lease, lease_until = UTC_TIMESTAMP(6) + INTERVAL 2 MINUTE, tries = tries + 1, first_tried_at = COALESCE(first_tried_at, @now)
        WHERE id IN @ids
        """;

    private const string SelectClaimed = "SELECT id, public_id, tries, first_tried_at FROM {p}messages WHERE id IN @ids";

    private const string LockVisit = "SELECT meet_link FROM {p}meetings WHERE id = @meeting FOR UPDATE";

    /// <summary>Marks only what is still leased by this worker: whoever took over after a lease that ran out says what became of it.</summary>
    private const string Mark = """
        UPDATE {p}messages
        SET state = @state, reason = @reason, last_answer = COALESCE(@answer, last_answer), due_at = @due, ended_at = @ended,
            without_link = @withoutLink, with_calendar = @withCalendar, lease = NULL, lease_until = NULL
        WHERE id = @id AND lease = @lease
        """;

    private const string InsertCopy = """
        INSERT INTO {p}messages (public_id, channel, kind, meeting_id, attempt_id, receiver_role, receiver_id, address, detail, created_at, due_at)
        SELECT REPLACE(UUID(), '-', ''), channel, kind, meeting_id, attempt_id, receiver_role, @receiver, @address, detail, created_at, @now
        FROM {p}messages
        WHERE id = @id AND lease = @lease
        """;

    public async Task<IReadOnlyList<ClaimedMessage>> Claim(string lease, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var ids = await session.Query<ulong>(SelectDue, new { now }, cancellationToken);
        if (ids.Count == 0)
        {
            return [];
        }

        await session.Execute(Lease, new { lease, ids, now }, cancellationToken);
        return await session.Query<ClaimedMessage>(SelectClaimed, new { ids }, cancellationToken);
    }

    /// <summary>A message that went without the link that its visit has by now is followed by one that has it (R53).</summary>
    public async Task Sent(Letter letter, string lease, string answer, QueuedMessages messages, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var link = letter.Meeting is { } meeting ? await session.QueryOne<string?>(LockVisit, new { meeting }, cancellationToken) : null;
        var withoutLink = letter.TellsLink && (link is null || link != letter.Link);
        await session.Execute(
            Mark,
            new
            {
                letter.Id, lease, state = "sent", reason = (string?)null, answer, due = now, ended = (Instant?)now, withoutLink,
                withCalendar = letter.Calendar is not null,
            },
            cancellationToken);
        if (withoutLink)
        {
            await messages.LinkMails(letter.Meeting!.Value, now, cancellationToken);
        }
    }

    public Task Dropped(ulong id, string lease, string reason, CancellationToken cancellationToken) =>
        End(id, lease, "dropped", reason, null, cancellationToken);

    public Task Failed(ulong id, string lease, string answer, CancellationToken cancellationToken) =>
        End(id, lease, "failed", null, answer, cancellationToken);

    public Task TryAgain(ulong id, string lease, string answer, int tries, CancellationToken cancellationToken) => session.Execute(
        Mark,
        new
        {
            id, lease, state = "queued", reason = (string?)null, answer,
            due = clock.GetCurrentInstant() + Backoff.After(tries), ended = (Instant?)null, withoutLink = false, withCalendar = false,
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

        await End(id, lease, "sent", null, FormattableString.Invariant($"handed on to {receivers.Count}"), cancellationToken);
    }

    private Task<int> End(ulong id, string lease, string state, string? reason, string? answer, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        return session.Execute(
            Mark, new { id, lease, state, reason, answer, due = now, ended = (Instant?)now, withoutLink = false, withCalendar = false }, cancellationToken);
    }
}

/// <summary>A message that this worker has for two minutes; <see cref="Tries"/> counts the one that begins.</summary>
internal sealed class ClaimedMessage
{
    public ulong Id { get; init; }

    public string PublicId { get; init; } = "";

    public int Tries { get; init; }

    public Instant FirstTriedAt { get; init; }
}
