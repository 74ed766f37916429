using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Outbox;

/// <summary>
/// Writes down, in the transaction of a change, that Google has to be made to agree with the visit again (R41, R52). What there is to do
/// the worker sees from the visit itself, so a cancelling or a move that arrives while the event is not made yet needs no case of its own.
/// </summary>
internal sealed class MeetWork(DbSession session)
{
    /// <summary>The newest generation of the visit's event is looked at again; a visit without work gets its first.</summary>
    private const string Wish = """
        INSERT INTO {p}outbox (meeting_id, generation, created_at, due_at)
        SELECT m.id, COALESCE((SELECT MAX(o.generation) FROM {p}outbox o WHERE o.meeting_id = m.id), 1), @now, @now
        FROM {p}meetings m
        WHERE m.public_id = @visit
        ON DUPLICATE KEY UPDATE version = {p}outbox.version + 1, state = 'queued', due_at = @now, tries = 0, polls = 0, first_tried_at = NULL, fault = NULL
        """;

    public Task Agree(AppointmentId visit, Instant now, CancellationToken cancellationToken) =>
        session.Later(Wish, new { visit = visit.ToString(), now }, cancellationToken);
}
