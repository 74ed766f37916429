using System.Globalization;
using MediatR;
using Scheduling.Application.Notifications;
using Scheduling.Application.Ports;
using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Database;
using Scheduling.Infrastructure.Repositories;

namespace Scheduling.Infrastructure.Outbox;

/// <summary>What administrators do with messages and Google work; each leaves a line in the audit (R82).</summary>
internal sealed class OutgoingCommands(DbSession session, MeetLinks links, MeetWork meet, AuditLog audit, ICurrentUser user, IClock clock)
    : IRequestHandler<RetryMessage, OutgoingResult>,
      IRequestHandler<CloseMessage, OutgoingResult>,
      IRequestHandler<RetryMeet, OutgoingResult>,
      IRequestHandler<EnterMeetLink, OutgoingResult>,
      IRequestHandler<DealWithAttempt, OutgoingResult>
{
    private const string Requeue = """
        UPDATE {p}messages
        SET state = 'queued', reason = NULL, ended_at = NULL, due_at = @now, tries = 0, first_tried_at = NULL
        WHERE public_id = @id AND state IN ('failed', 'queued') AND (lease_until IS NULL OR lease_until < UTC_TIMESTAMP(6))
        """;

    private const string Close = "UPDATE {p}messages SET state = 'dropped', reason = 'closed' WHERE public_id = @id AND state = 'failed'";

    private const string LockVisitWithWork = """
        SELECT m.id FROM {p}meetings m
        WHERE m.public_id = @id AND EXISTS (SELECT 1 FROM {p}outbox o WHERE o.meeting_id = m.id AND o.state NOT IN ('done', 'dropped'))
        FOR UPDATE
        """;

    private const string SelectVisit = "SELECT id, patient_id FROM {p}meetings WHERE public_id = @id AND active = 1 AND ends_at > @now";

    /// <summary>What Google could not do a person has done.</summary>
    private const string GoogleIsNotNeeded = "UPDATE {p}outbox SET state = 'done', fault = NULL WHERE meeting_id = @meeting AND state IN ('failed', 'configuration')";

    private const string MarkDealtWith = """
        UPDATE {p}refused_attempts SET dealt_with_at = @now, dealt_with_by = @by WHERE id = @attempt AND dealt_with_at IS NULL
        """;

    public async Task<OutgoingResult> Handle(RetryMessage request, CancellationToken cancellationToken) =>
        await Tell(await session.Execute(Requeue, new { id = request.Message.ToString("N"), now = Now }, cancellationToken) > 0,
            "message_retried", "message", request.Message.ToString("N"), "state", [null, "queued"], cancellationToken);

    public async Task<OutgoingResult> Handle(CloseMessage request, CancellationToken cancellationToken) =>
        await Tell(await session.Execute(Close, new { id = request.Message.ToString("N") }, cancellationToken) > 0,
            "message_closed", "message", request.Message.ToString("N"), "state", ["failed", "dropped"], cancellationToken);

    public async Task<OutgoingResult> Handle(RetryMeet request, CancellationToken cancellationToken)
    {
        var id = request.Visit.ToString("N");
        if (await session.QueryOne<ulong?>(LockVisitWithWork, new { id }, cancellationToken) is null)
        {
            return new OutgoingResult(Done: false);
        }

        await meet.Agree(new AppointmentId(request.Visit), Now, cancellationToken);
        return await Tell(true, "meet_retried", "appointment", id, "state", [null, "queued"], cancellationToken);
    }

    public async Task<OutgoingResult> Handle(EnterMeetLink request, CancellationToken cancellationToken)
    {
        if (await session.QueryOne<VisitRow>(SelectVisit, new { id = request.Visit.ToString("N"), now = Now }, cancellationToken) is not { } visit)
        {
            return new OutgoingResult(Done: false);
        }

        await links.ByHand(visit.Id, new Uri(request.Link), cancellationToken);
        await session.Execute(GoogleIsNotNeeded, new { meeting = visit.Id }, cancellationToken);
        return await Tell(true, "meet_link_entered", "appointment", request.Visit.ToString("N"), "meet_link", ["changed", "changed"], cancellationToken, visit.PatientId);
    }

    public async Task<OutgoingResult> Handle(DealWithAttempt request, CancellationToken cancellationToken) =>
        await Tell(await session.Execute(MarkDealtWith, new { attempt = request.Attempt, now = Now, by = user.Actor!.Value.UserId }, cancellationToken) > 0,
            "attempt_dealt_with", "attempt", request.Attempt.ToString(CultureInfo.InvariantCulture), "dealt_with", [null, "yes"], cancellationToken);

    private Instant Now => clock.GetCurrentInstant();

    private async Task<OutgoingResult> Tell(
        bool done, string action, string subject, string id, string field, string?[] change, CancellationToken cancellationToken, ulong? onBehalfOf = null)
    {
        if (done)
        {
            await audit.Append(
                new AuditEntry(
                    Now, user.Actor!.Value, onBehalfOf, action, subject, id, new Dictionary<string, string?[]>(StringComparer.Ordinal) { [field] = change }),
                cancellationToken);
        }

        return new OutgoingResult(done);
    }

    private sealed class VisitRow
    {
        public ulong Id { get; init; }

        public ulong PatientId { get; init; }
    }
}
