using MediatR;
using Scheduling.Application.Appointments;
using Scheduling.Application.Ports;
using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Database;
using Scheduling.Infrastructure.Outbox;
using Scheduling.Infrastructure.Repositories;

namespace Scheduling.Infrastructure.Queries.Appointments;

/// <summary>The patient's own visits, found through his id alone.</summary>
internal sealed class MyVisitsHandler(
    DbSession session, ICurrentUser user, IUsersDirectory directory, IClock clock, PortalOptions options, MeetCalendars meet)
    : IRequestHandler<MyVisits, MyVisitsView>
{
    /// <summary>The zone and the visits in one query: a patient without visits is one row without a visit.</summary>
    private const string Select = """
        SELECT COALESCE(p.time_zone, c.time_zone) AS time_zone, m.public_id, m.therapist_id, m.starts_at, m.ends_at, m.status,
               m.meet_link, t.fallback_link
        FROM {p}patients p
        LEFT JOIN {p}companies c ON c.id = p.company_id
        LEFT JOIN {p}meetings m ON m.patient_id = p.user_id
        LEFT JOIN {p}therapists t ON t.user_id = m.therapist_id
        WHERE p.user_id = @patient
        ORDER BY m.starts_at DESC
        LIMIT @most
        """;

    public async Task<MyVisitsView> Handle(MyVisits request, CancellationToken cancellationToken)
    {
        var patient = user.Actor!.Value.UserId;
        var now = clock.GetCurrentInstant();
        var answer = await session.Query<VisitRow>(Select, new { patient, most = request.Most }, cancellationToken);
        var zone = answer.FirstOrDefault(row => row.TimeZone is not null)?.TimeZone ?? options.TimeZone.Id;
        var rows = answer.Where(row => row.PublicId is not null).ToArray();
        var names = await directory.Names([.. rows.Select(row => row.TherapistId).Distinct()], cancellationToken);
        return new MyVisitsView(zone, now, [.. rows.Select(row => Line(row, names.GetValueOrDefault(row.TherapistId, ""), now))]);
    }

    private VisitLine Line(VisitRow row, string therapist, Instant now)
    {
        var state = VisitStates.Of(Codes.Status(row.Status), row.StartsAt, row.EndsAt, now);
        return new VisitLine(Guid.ParseExact(row.PublicId!, "N"), row.StartsAt, row.EndsAt, row.TherapistId, therapist, state, row.LinkFor(state, meet));
    }
}

/// <summary>What both pages of visits read.</summary>
internal sealed class VisitRow
{
    public string? TimeZone { get; init; }

    public string? PublicId { get; init; }

    public ulong TherapistId { get; init; }

    public ulong CompanyId { get; init; }

    public Instant StartsAt { get; init; }

    public Instant EndsAt { get; init; }

    public int Minutes { get; init; }

    public string Status { get; init; } = "";

    public string? CancelledRole { get; init; }

    public Instant? CancelledAt { get; init; }

    public Instant? MovedFrom { get; init; }

    public string IcalUid { get; init; } = "";

    public int IcalSequence { get; init; }

    public string? MeetLink { get; init; }

    public string? FallbackLink { get; init; }

    public string? GoogleState { get; init; }

    /// <summary>R54: the therapist's own link where Google is off; nobody is led to a visit that is over or cancelled.</summary>
    public string? LinkFor(VisitState state, MeetCalendars meet) =>
        state is VisitState.Planned or VisitState.InProgress ? MeetLink ?? (meet.AreOn ? null : FallbackLink) : null;
}

internal sealed class MyVisitHandler(
    DbSession session, ICurrentUser user, IUsersDirectory directory, PatientStanding standing, IClock clock, MeetCalendars meet)
    : IRequestHandler<MyVisit, VisitView?>
{
    private const string Select = """
        SELECT m.public_id, m.therapist_id, m.company_id, m.starts_at, m.ends_at, m.minutes, m.status, m.cancelled_role, m.cancelled_at, m.moved_from,
               m.ical_uid, m.ical_sequence, m.meet_link, t.fallback_link,
               (SELECT o.state FROM {p}outbox o WHERE o.meeting_id = m.id ORDER BY o.generation DESC LIMIT 1) AS google_state
        FROM {p}meetings m
        JOIN {p}therapists t ON t.user_id = m.therapist_id
        WHERE m.public_id = @id AND m.patient_id = @patient
        """;

    public async Task<VisitView?> Handle(MyVisit request, CancellationToken cancellationToken)
    {
        var patient = new PatientId(user.Actor!.Value.UserId);
        var row = await session.QueryOne<VisitRow>(Select, new { id = request.Id.ToString("N"), patient = patient.Value }, cancellationToken);
        if (row is null || await standing.Find(patient, new CompanyId(row.CompanyId), cancellationToken) is not var (person, company))
        {
            return null;
        }

        var settings = company.SettingsFor(person.Overrides);
        var now = clock.GetCurrentInstant();
        var cancelUntil = row.StartsAt - Duration.FromHours(settings.CancellationNoticeHours.Value);
        var state = VisitStates.Of(Codes.Status(row.Status), row.StartsAt, row.EndsAt, now);
        var interval = settings.BookingIntervalDays.Value;
        var names = await directory.Names([row.TherapistId], cancellationToken);
        return new VisitView(
            request.Id, row.StartsAt, row.EndsAt, row.Minutes, row.TherapistId, names.GetValueOrDefault(row.TherapistId, ""), state, settings.TimeZone.Value.Id)
        {
            CancelUntil = cancelUntil,
            MayCancel = state is VisitState.Planned or VisitState.InProgress && now <= cancelUntil,
            CancellationNoticeHours = settings.CancellationNoticeHours.Value,
            IntervalDays = interval,
            NextBookingFrom = interval > 0 && state != VisitState.Cancelled ? row.StartsAt.DateIn(company.Zone).PlusDays(interval) : null,
            CancelledAt = row.CancelledAt,
            MovedFrom = row.MovedFrom,
            CalendarUid = row.IcalUid,
            CalendarSequence = row.IcalSequence,
            Link = row.LinkFor(state, meet),
            LinkIsBeingMade = meet.AreOn && row.MeetLink is null && row.GoogleState is "queued" or "pending",
            CancelledBy = row.CancelledRole,
        };
    }
}
