using Scheduling.Application.Notifications;
using Scheduling.Application.Ports;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Database;
using Scheduling.Infrastructure.Repositories;
using Scheduling.Infrastructure.WordPress;

namespace Scheduling.Infrastructure.Outbox;

/// <summary>
/// Reads what a message tells of as it is now, just before it is sent: a visit that has since been cancelled or moved, or a receiver who is
/// gone, makes it needless (R63).
/// </summary>
internal sealed class Letters(DbSession session, WordPressUsers users, PatientStanding standing, MeetCalendars calendars, PortalOptions options, IClock clock)
{
    private const string Select = """
        SELECT m.id, m.public_id, m.kind, m.receiver_role, m.receiver_id, m.address, m.starts_at, m.ical_sequence, m.detail, m.created_at,
               v.id AS meeting, v.public_id AS visit, v.patient_id, v.therapist_id, v.company_id, v.starts_at AS visit_starts_at,
               v.ends_at, v.status, v.meet_link, v.ical_uid, v.cancelled_role, t.language, t.time_zone, t.fallback_link, t.google_account,
               a.by_user, a.month, a.unused_minutes, a.starts_at AS wanted, a.dealt_with_at, c.name AS company,
               (SELECT o.event_starts_at IS NOT NULL FROM {p}outbox o WHERE o.meeting_id = v.id ORDER BY o.generation DESC LIMIT 1) AS google_has_it,
               (SELECT MAX(e.with_calendar) FROM {p}messages e
                WHERE e.meeting_id = v.id AND e.channel = m.channel AND e.receiver_id = m.receiver_id AND e.state = 'sent') AS had_calendar,
               (SELECT e.starts_at FROM {p}messages e
                WHERE e.meeting_id = v.id AND e.channel = m.channel AND e.receiver_id = m.receiver_id AND e.state = 'sent'
                ORDER BY e.ical_sequence DESC LIMIT 1) AS told_start
        FROM {p}messages m
        LEFT JOIN {p}meetings v ON v.id = m.meeting_id
        LEFT JOIN {p}therapists t ON t.user_id = v.therapist_id
        LEFT JOIN {p}refused_attempts a ON a.id = m.attempt_id
        LEFT JOIN {p}companies c ON c.id = a.company_id
        WHERE m.id = @id AND m.lease = @lease
        """;

    /// <summary>Null when another worker has taken the message over.</summary>
    public async Task<Letter?> Read(ulong id, string lease, CancellationToken cancellationToken)
    {
        if (await session.QueryOne<LetterRow>(Select, new { id, lease }, cancellationToken) is not { } row)
        {
            return null;
        }

        var letter = new Letter(row.Id, row.PublicId, row.Meeting);
        if (row.WhyNeedless(clock.GetCurrentInstant()) is { } reason)
        {
            return letter with { DropReason = reason };
        }

        if (row is { ReceiverId: null, Address: null })
        {
            return letter with { IsForAll = true, NotTo = row.ByUser };
        }

        var receiver = row.ReceiverId is { } user ? await users.FindAccount(user, cancellationToken) : null;
        var address = row.Address ?? receiver?.Email;
        return string.IsNullOrWhiteSpace(address) ? letter with { DropReason = "receiver_gone" }
            : row.Meeting is not null && row.Role != ActingRole.Administrator
                ? await AboutVisit(letter with { Address = address }, row, cancellationToken)
                : letter with { Address = address, Facts = ToAdministrator(row, receiver) };
    }

    private async Task<Letter> AboutVisit(Letter letter, LetterRow row, CancellationToken cancellationToken)
    {
        if (await standing.Find(new PatientId(row.PatientId), new CompanyId(row.CompanyId), cancellationToken) is not var (patient, company))
        {
            return letter with { DropReason = "receiver_gone" };
        }

        var isPatient = row.Role == ActingRole.Patient;
        var settings = company.SettingsFor(patient.Overrides);
        var (language, zone) = isPatient ? (settings.Language.Value, settings.TimeZone.Value) : row.TherapistReads(options);
        var names = await users.Names([row.PatientId, row.TherapistId], cancellationToken);
        var link = row.MeetLink ?? (calendars.AreOn ? null : row.FallbackLink);
        var isCancelled = row.MessageKind == MessageKind.VisitCancelled;
        return letter with
        {
            TellsLink = !isCancelled,
            Link = row.MeetLink,
            Calendar = row.GoogleHasIt && !row.HadCalendar && calendars.Hold(row.Role, row.GoogleAccount)
                ? null
                : new CalendarPart(row.IcalUid, row.IcalSequence),
            Facts = new MailFacts(row.MessageKind, row.Role, language, zone)
            {
                Visit = new VisitInMail(
                    Guid.ParseExact(row.Visit!, "N"),
                    row.VisitStartsAt,
                    row.EndsAt,
                    row.ToldStart,
                    names.GetValueOrDefault(isPatient ? row.TherapistId : row.PatientId),
                    isCancelled ? null : link,
                    isPatient && !isCancelled ? StillAhead(row.VisitStartsAt - Duration.FromHours(settings.CancellationNoticeHours.Value)) : null,
                    row.CancelledRole is { } role ? Codes.Role(role) : null),
            },
        };
    }

    private Instant? StillAhead(Instant limit) => limit > clock.GetCurrentInstant() ? limit : null;

    /// <summary>R14: an administrator reads in WordPress's language, if the portal speaks it, and in the portal's zone.</summary>
    private MailFacts ToAdministrator(LetterRow row, WordPressAccount? reader) =>
        new(row.MessageKind, ActingRole.Administrator, Codes.LanguageOrNull(reader?.Language) ?? options.DefaultLanguage, options.TimeZone)
        {
            Detail = row.Detail,
            Attempt = row.Company is { } company ? new AttemptInMail(company, row.Month, new Minutes(row.UnusedMinutes), row.Wanted) : null,
            Visit = row.Visit is { } visit
                ? new VisitInMail(Guid.ParseExact(visit, "N"), row.VisitStartsAt, row.EndsAt, null, null, null, null, null)
                : null,
        };
}
