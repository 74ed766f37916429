using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Outbox;

/// <summary>
/// The rows of <c>outbox</c> as a queue: claimed with a lease by the database's clock, due by the portal's. Everything but the claim holds
/// only while the lease is one's own, so a worker that was away too long changes nothing.
/// </summary>
internal sealed class MeetQueue(DbSession session, IUnitOfWork unitOfWork)
{
    private const string SelectDue = """
        SELECT id FROM {p}outbox
        WHERE state IN ('queued', 'pending', 'configuration') AND due_at <= @now AND (lease_until IS NULL OR lease_until < UTC_TIMESTAMP(6))
        ORDER BY due_at
        LIMIT @most
        FOR UPDATE SKIP LOCKED
        """;

    private const string Lease = """
        UPDATE {p}outbox
        SET lease = @lease, lease_until = UTC_TIMESTAMP(6) + INTERVAL 2 MINUTE, tries = tries + 1, first_tried_at = COALESCE(first_tried_at, @now)
        WHERE id IN @ids
        """;

    private const string SelectLeased = """
        SELECT id, meeting_id, generation, state, version, lease, tries, first_tried_at, organiser, called, event_starts_at, conference_request, polls
        FROM {p}outbox
        WHERE id IN @ids
        """;

    private const string SelectVisit = """
        SELECT m.public_id, m.starts_at, m.ends_at, m.status, m.meet_link, m.meet_link_by, m.patient_id, t.google_account, t.language,
               (SELECT MAX(o.generation) FROM {p}outbox o WHERE o.meeting_id = m.id) AS newest_generation
        FROM {p}meetings m
        LEFT JOIN {p}therapists t ON t.user_id = m.therapist_id
        WHERE m.id = @meeting
        """;

    private const string BeginWriting = """
        UPDATE {p}outbox SET called = 1, organiser = @organiser, event_starts_at = NULL
        WHERE id = @id AND lease = @lease AND lease_until > UTC_TIMESTAMP(6)
        """;

    /// <summary>A visit that changed meanwhile is looked at again at once, whatever this turn came to.</summary>
    private const string MarkTurn = """
        UPDATE {p}outbox
        SET state = IF(version = @version, @state, 'queued'),
            due_at = IF(version = @version, @due, @now),
            tries = IF(version = @version, @tries, 0),
            first_tried_at = IF(version = @version, @firstTriedAt, NULL),
            polls = IF(version = @version, @polls, 0),
            fault = IF(version = @version, @fault, NULL),
            last_answer = @answer, organiser = @organiser, called = @called, event_starts_at = @eventStartsAt,
            conference_request = @conferenceRequest, lease = NULL, lease_until = NULL
        WHERE id = @id AND lease = @lease
        """;

    private const string LockIfUnchanged = "SELECT id FROM {p}outbox WHERE id = @id AND lease = @lease AND version = @version FOR UPDATE";

    private const string OpenNext = """
        INSERT INTO {p}outbox (meeting_id, generation, created_at, due_at) VALUES (@meeting, @generation, @now, @now)
        """;

    /// <summary>Any row that is always there: who holds it is the only one who is asking whether somebody was told already.</summary>
    private const string LockTelling = "SELECT id FROM {p}outbox ORDER BY id LIMIT 1 FOR UPDATE";

    private const string SelectTold = """
        SELECT COUNT(*) FROM {p}outbox
        WHERE state IN ('queued', 'pending', 'configuration') AND organiser <=> @organiser AND SUBSTRING_INDEX(last_answer, ':', 1) = @code
        """;

    public Task<IReadOnlyList<MeetRow>> Claim(Instant now, int most, CancellationToken cancellationToken) => Transaction<IReadOnlyList<MeetRow>>(
        async () =>
        {
            var ids = await session.Query<ulong>(SelectDue, new { now, most }, cancellationToken);
            if (ids.Count == 0)
            {
                return [];
            }

            await session.Execute(Lease, new { ids, now, lease = Guid.NewGuid().ToString("N") }, cancellationToken);
            return await session.Query<MeetRow>(SelectLeased, new { ids }, cancellationToken);
        },
        cancellationToken);

    public async Task<MeetVisit> Visit(MeetRow row, CancellationToken cancellationToken)
    {
        var visit = await session.QueryOne<MeetVisit>(SelectVisit, new { meeting = row.MeetingId }, cancellationToken);
        await session.Forget(); // a connection is not held while Google is asked
        return visit!;
    }

    /// <summary>Notes, before a call that writes, that it may be carried out although its answer is lost. False: the lease is another's by now.</summary>
    public async Task<bool> MayWrite(MeetRow row, CancellationToken cancellationToken)
    {
        var isOurs = await session.Execute(BeginWriting, new { row.Id, row.Lease, row.Organiser }, cancellationToken) == 1;
        await session.Forget();
        (row.Called, row.EventStartsAt) = (true, null);
        return isOurs;
    }

    /// <summary>Ends a turn, inside a unit of work. False: the lease is another's by now, and nothing may be kept.</summary>
    public async Task<bool> Mark(MeetRow row, MeetOutcome outcome, Instant now, CancellationToken cancellationToken) => await session.Execute(
        MarkTurn,
        new
        {
            row.Id,
            row.Lease,
            row.Version,
            outcome.State,
            due = now + outcome.Wait,
            now,
            row.Tries,
            row.FirstTriedAt,
            row.Polls,
            fault = outcome.Fault?.Code,
            answer = outcome.Fault?.Answer,
            row.Organiser,
            row.Called,
            row.EventStartsAt,
            row.ConferenceRequest,
        },
        cancellationToken) == 1;

    /// <summary>Under the lock of the visit's row, or a change of it could wake the generation that ends here.</summary>
    public async Task<bool> Open(MeetRow row, Instant now, CancellationToken cancellationToken)
    {
        if (await session.QueryOne<ulong?>(LockIfUnchanged, new { row.Id, row.Lease, row.Version }, cancellationToken) is null)
        {
            return false;
        }

        await session.Execute(OpenNext, new { meeting = row.MeetingId, generation = row.Generation + 1, now }, cancellationToken);
        return true;
    }

    /// <summary>R52: true for the first row that meets this fault of this organiser, until none does any more. Before the row is marked.</summary>
    public async Task<bool> IsNews(MeetRow row, string code, CancellationToken cancellationToken)
    {
        await session.QueryOne<ulong?>(LockTelling, null, cancellationToken);
        return await session.QueryOne<long>(SelectTold, new { row.Organiser, code }, cancellationToken) == 0;
    }

    /// <summary>Runs until it holds (ADR 3); null keeps nothing.</summary>
    public async Task<T> Transaction<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        var unit = await unitOfWork.Run(async () => new Kept<T>(await work()), cancellationToken);
        await session.Forget();
        return unit.Value;
    }

    private sealed record Kept<T>(T Value) : ICommandResult
    {
        public bool Commits => Value is not (null or false);
    }
}
