using MediatR;
using Scheduling.Application.Budgets;
using Scheduling.Application.Ports;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Queries.Budgets;

internal sealed class RecentRefusedAttemptsHandler(DbSession session, IUsersDirectory directory, IClock clock, PortalOptions options)
    : IRequestHandler<RecentRefusedAttempts, RefusedAttemptsView>
{
    private const string Select = """
        SELECT a.id, a.dealt_with_at, a.attempted_at, a.patient_id, c.name AS company, a.month, a.starts_at, a.unused_minutes
        FROM {p}refused_attempts a
        JOIN {p}companies c ON c.id = a.company_id
        WHERE a.attempted_at > @since
        ORDER BY a.attempted_at DESC
        LIMIT 100
        """;

    public async Task<RefusedAttemptsView> Handle(RecentRefusedAttempts request, CancellationToken cancellationToken)
    {
        var rows = await session.Query<Row>(Select, new { since = clock.GetCurrentInstant() - Duration.FromDays(30) }, cancellationToken);
        var names = await directory.Names([.. rows.Select(row => row.PatientId).Distinct()], cancellationToken);
        return new RefusedAttemptsView(options.TimeZone.Id, [.. rows.Select(row => new RefusedAttemptLine(
            row.Id, row.AttemptedAt, names.GetValueOrDefault(row.PatientId, ""), row.Company, row.Month, row.StartsAt, row.UnusedMinutes, row.DealtWithAt is not null))]);
    }

    private sealed class Row
    {
        public ulong Id { get; init; }

        public Instant? DealtWithAt { get; init; }

        public Instant AttemptedAt { get; init; }

        public ulong PatientId { get; init; }

        public string Company { get; init; } = "";

        public YearMonth Month { get; init; }

        public Instant? StartsAt { get; init; }

        public int UnusedMinutes { get; init; }
    }
}
