using Scheduling.Application.Notifications;
using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Database;
using Scheduling.Infrastructure.Repositories;

namespace Scheduling.Infrastructure.Outbox;

/// <summary>Writes messages as rows, in the transaction of what they tell of (R41, R63). Texts are made when they are sent.</summary>
internal sealed class QueuedMessages(DbSession session)
{
    /// <summary>One to each side, in one statement; earlier ones that still wait are looked at now, because this one makes them obsolete.</summary>
    private const string InsertForVisit = """
        INSERT INTO {p}messages (public_id, channel, kind, meeting_id, receiver_role, receiver_id, starts_at, ical_sequence,
                                 waits_for_link, created_at, due_at)
        SELECT side.public_id, 'email', @kind, m.id, side.role, IF(side.role = 'patient', m.patient_id, m.therapist_id), m.starts_at,
               m.ical_sequence, m.meet_link IS NULL AND @until > @at, @at, IF(m.meet_link IS NULL, @until, @at)
        FROM {p}meetings m
        JOIN (SELECT @toPatient AS public_id, 'patient' AS role UNION ALL SELECT @toTherapist, 'therapist') side
        WHERE m.public_id = @visit
        """;

    private const string HurryEarlier = """
        UPDATE {p}messages e
        JOIN {p}meetings m ON m.id = e.meeting_id
        SET e.due_at = @at
        WHERE m.public_id = @visit AND e.state = 'queued' AND e.ical_sequence < m.ical_sequence
        """;

    /// <summary>R23: at most one alert per patient and month within an hour. Whom it goes to is found out when it is sent.</summary>
    private const string InsertAlertOfAttempt = """
        INSERT INTO {p}messages (public_id, channel, kind, attempt_id, receiver_role, created_at, due_at)
        SELECT @id, 'email', @kind, a.id, 'administrator', a.attempted_at, a.attempted_at
        FROM {p}refused_attempts a
        WHERE a.id = @attempt
          AND NOT EXISTS (
            SELECT 1 FROM {p}refused_attempts earlier
            JOIN {p}messages told ON told.attempt_id = earlier.id
            WHERE earlier.patient_id = a.patient_id AND earlier.month = a.month AND earlier.attempted_at > @since)
        """;

    private const string InsertAlertOfMeet = """
        INSERT INTO {p}messages (public_id, channel, kind, meeting_id, receiver_role, detail, created_at, due_at)
        VALUES (@id, 'email', @kind, @meeting, 'administrator', @detail, @now, @now)
        """;

    /// <summary>To everybody whose last confirmation went without the link; who has been sent one is not sent it again.</summary>
    private const string InsertLinkMails = """
        INSERT INTO {p}messages (public_id, channel, kind, meeting_id, receiver_role, receiver_id, starts_at, ical_sequence, created_at, due_at)
        SELECT REPLACE(UUID(), '-', ''), 'email', 'link_follows', m.id, told.receiver_role, told.receiver_id, m.starts_at, m.ical_sequence + 1, @now, @now
        FROM {p}meetings m
        JOIN (SELECT DISTINCT receiver_role, receiver_id FROM {p}messages
              WHERE meeting_id = @meeting AND channel = 'email' AND state = 'sent' AND without_link = 1
                AND receiver_id NOT IN (SELECT w.receiver_id FROM {p}messages w
                                        WHERE w.meeting_id = @meeting AND w.channel = 'email' AND w.state = 'queued' AND w.kind = 'link_follows')) told
        WHERE m.id = @meeting AND m.status = 'booked' AND m.meet_link IS NOT NULL
        """;

    private const string LinkWasTold = """
        UPDATE {p}meetings SET ical_sequence = ical_sequence + 1 WHERE id = @meeting;
        UPDATE {p}messages SET without_link = 0 WHERE meeting_id = @meeting AND without_link = 1
        """;

    private static readonly Duration OneAlertWithin = Duration.FromHours(1);

    public async Task AboutVisit(AppointmentId visit, VisitAnnouncement announcement, CancellationToken cancellationToken)
    {
        var values = new
        {
            visit = visit.ToString(),
            kind = Codes.Of(announcement.Kind),
            announcement.At,
            announcement.Until,
            toPatient = NewId(),
            toTherapist = NewId(),
        };
        await session.Later(announcement.Kind == MessageKind.VisitBooked ? InsertForVisit : InsertForVisit + ";\n" + HurryEarlier, values, cancellationToken);
    }

    public Task AboutAttempt(ulong attempt, Instant now, CancellationToken cancellationToken) => session.Later(
        InsertAlertOfAttempt,
        new { id = NewId(), kind = Codes.Of(MessageKind.AttemptRefused), attempt, since = now - OneAlertWithin },
        cancellationToken);

    /// <summary>To administrators, of Google's refusals. <paramref name="detail"/> is a code of ours, no text of a person.</summary>
    public Task AboutMeet(MessageKind kind, ulong? meeting, string detail, Instant now, CancellationToken cancellationToken) =>
        session.Execute(InsertAlertOfMeet, new { id = NewId(), kind = Codes.Of(kind), meeting, detail, now }, cancellationToken);

    /// <summary>Under the lock of the visit's row: by whoever stores a link and by whoever has just sent a confirmation without one.</summary>
    public async Task LinkMails(ulong meeting, Instant now, CancellationToken cancellationToken)
    {
        if (await session.Execute(InsertLinkMails, new { meeting, now }, cancellationToken) > 0)
        {
            await session.Execute(LinkWasTold, new { meeting }, cancellationToken);
        }
    }

    private static string NewId() => Guid.NewGuid().ToString("N");
}
