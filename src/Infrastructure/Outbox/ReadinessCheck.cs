using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;
using Scheduling.Infrastructure.Database;
using Scheduling.Infrastructure.Mail;

namespace Scheduling.Infrastructure.Outbox;

/// <summary>
/// Counts what waits, from when it was due first and not from its next try, and what failed (R63): messages until somebody closes them, links
/// until their visit is over.
/// </summary>
internal sealed class ReadinessCheck(DbSession session, MailOptions mail, MeetCalendars meet, IClock clock) : IReadiness
{
    private const string Select = """
        SELECT (SELECT MIN(COALESCE(first_tried_at, due_at)) FROM {p}messages
                WHERE state = 'queued' AND channel = 'email' AND (due_at <= @now OR first_tried_at IS NOT NULL) AND @mailIsOn) AS mail_due,
               (SELECT MIN(COALESCE(first_tried_at, due_at)) FROM {p}outbox
                WHERE state IN ('queued', 'pending') AND (due_at <= @now OR first_tried_at IS NOT NULL) AND @googleIsOn) AS meet_due,
               (SELECT COUNT(*) FROM {p}messages WHERE state = 'failed') AS failed_messages,
               (SELECT COUNT(*) FROM {p}outbox o JOIN {p}meetings m ON m.id = o.meeting_id
                WHERE o.state = 'failed' AND m.ends_at > @now AND @googleIsOn) AS failed_meets,
               (SELECT COUNT(*) FROM {p}outbox WHERE state = 'configuration' AND @googleIsOn) AS stopped_meets
        """;

    public async Task<Readiness> Look(CancellationToken cancellationToken)
    {
        var (mailSays, googleSays) = (mail.Smtp is not null ? "smtp" : mail.Folder is not null ? "folder" : "off", meet.AreOn ? "on" : "off");
        try
        {
            var now = clock.GetCurrentInstant();
            var row = (await session.QueryOne<Row>(Select, new { now, mailIsOn = mail.IsOn, googleIsOn = meet.AreOn }, cancellationToken))!;
            var waiting = new[] { row.MailDue, row.MeetDue }.OfType<Instant>().Select(due => (long)(now - due).TotalSeconds).DefaultIfEmpty(0).Max();
            return new Readiness(
                true, mailSays, row.StoppedMeets > 0 ? "stopped" : googleSays, waiting, row.FailedMessages, row.FailedMeets, row.StoppedMeets);
        }
        catch (BusyException)
        {
            return new Readiness(false, mailSays, googleSays, 0, 0, 0, 0);
        }
    }

    private sealed class Row
    {
        public Instant? MailDue { get; init; }

        public Instant? MeetDue { get; init; }

        public long FailedMessages { get; init; }

        public long FailedMeets { get; init; }

        public long StoppedMeets { get; init; }
    }
}
