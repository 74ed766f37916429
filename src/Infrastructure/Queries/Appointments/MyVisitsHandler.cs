using MediatR;
using Scheduling.Application.Appointments;
using Scheduling.Application.Ports;
using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Database;
using Scheduling.Infrastructure.Repositories;

namespace Scheduling.Infrastructure.Queries.Appointments;

/// <summary>The patient's own visits, found through his id alone.</summary>
internal sealed class MyVisitsHandler(DbSession session, ICurrentUser user, IUsersDirectory directory, IClock clock, PortalOptions options)
    : IRequestHandler<MyVisits, MyVisitsView>
{
    /// <summary>The zone and the visits in one query: a patient without visits is one row without a visit.</summary>
    private const string Select = """
        SELECT COALESCE(p.time_zone, c.time_zone) AS time_zone, m.public_id, m.therapist_id, m.starts_at, m.ends_at, m.status
        FROM {p}patients p
        LEFT JOIN {p}companies c ON c.id = p.company_id
        LEFT JOIN {p}meetings m ON m.patient_id = p.user_id
        WHERE p.user_id = @patient
        ORDER BY m.starts_at DESC
        LIMIT @most
        """;

    public async Task<MyVisitsView> Handle(MyVisits request, CancellationToken cancellationToken)
    {
        var patient = user.Actor!.Value.UserId;
        var now = clock.GetCurrentInstant();
        var answer = await session.Query<VisitRow>(Select, new { patient, most = request.Most }, cancellationToken);
        var zone = answer.FirstOrDefault()?.TimeZone ?? options.TimeZone.Id;
        var rows = answer.Where(row => row.PublicId is not null).ToArray();
        var names = await directory.Names([.. rows.Select(row => row.TherapistId).Distinct()], cancellationToken);
        return new MyVisitsView(zone, now, [.. rows.Select(row => new VisitLine(
            Guid.ParseExact(row.PublicId!, "N"),
            row.StartsAt,
            row.EndsAt,
            row.TherapistId,
            names.GetValueOrDefault(row.TherapistId, ""),
            VisitStates.Of(Codes.Status(row.Status), row.StartsAt, row.EndsAt, now)))]);
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
}

internal sealed class MyVisitHandler(
    DbSession session, ICurrentUser user, IUsersDirectory directory, PatientStanding standing, IClock clock)
    : IRequestHandler<MyVisit, VisitView?>
{
    private const string Select = """
        SELECT public_id, therapist_id, company_id, starts_at, ends_at, minutes, status, cancelled_role, cancelled_at, moved_from, ical_uid
        FROM {p}meetings
        WHERE public_id = @id AND patient_id = @patient
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
            CancelledBy = row.CancelledRole,
        };
    }
}
