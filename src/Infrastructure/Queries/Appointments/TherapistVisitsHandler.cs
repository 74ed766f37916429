using MediatR;
using Scheduling.Application.Appointments;
using Scheduling.Application.Ports;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Queries.Appointments;

internal sealed class TherapistVisitsHandler(DbSession session, ICurrentUser user, IUsersDirectory directory, IClock clock, PortalOptions options)
    : IRequestHandler<TherapistVisits, TherapistVisitsView>
{
    private const string SelectZone = "SELECT time_zone FROM {p}therapists WHERE user_id = @therapist";

    private const string Select = """
        SELECT m.starts_at, m.ends_at, m.patient_id, c.name AS company
        FROM {p}meetings m
        JOIN {p}companies c ON c.id = m.company_id
        WHERE m.therapist_id = @therapist AND m.active = 1 AND m.starts_at > @from AND m.starts_at < @until
        ORDER BY m.starts_at
        """;

    private static readonly Duration LongestVisit = Duration.FromMinutes(240);

    public async Task<TherapistVisitsView> Handle(TherapistVisits request, CancellationToken cancellationToken)
    {
        var therapist = user.Actor!.Value.UserId;
        var now = clock.GetCurrentInstant();
        var zone = await session.QueryOne<string>(SelectZone, new { therapist }, cancellationToken) ?? options.TimeZone.Id;
        var rows = await session.Query<Row>(
            Select, new { therapist, from = now - LongestVisit, until = now + Duration.FromDays(14) }, cancellationToken);
        var names = await directory.Names([.. rows.Select(row => row.PatientId).Distinct()], cancellationToken);
        return new TherapistVisitsView(zone, now, [.. rows
            .Where(row => row.EndsAt > now)
            .Select(row => new TherapistVisitLine(row.StartsAt, row.EndsAt, Initials(names.GetValueOrDefault(row.PatientId, "")), row.Company))]);
    }

    private static string Initials(string name) =>
        string.Concat(name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => $"{char.ToUpperInvariant(part[0])}."));

    private sealed class Row
    {
        public Instant StartsAt { get; init; }

        public Instant EndsAt { get; init; }

        public ulong PatientId { get; init; }

        public string Company { get; init; } = "";
    }
}
