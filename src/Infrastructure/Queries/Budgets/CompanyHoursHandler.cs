using MediatR;
using Scheduling.Application.Budgets;
using Scheduling.Application.Ports;
using Scheduling.Domain.Budgets;
using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Database;
using Scheduling.Infrastructure.Repositories;

namespace Scheduling.Infrastructure.Queries.Budgets;

internal sealed class CompanyHoursHandler(DbSession session, ICurrentUser user, IClock clock, PortalOptions options)
    : IRequestHandler<CompanyHours, IReadOnlyList<CompanyMonth>>
{
    private const string SelectCompanies = """
        SELECT c.id, c.name, c.time_zone
        FROM {p}companies c
        WHERE @therapist IS NULL OR EXISTS (SELECT 1 FROM {p}company_therapists ct
                                            WHERE ct.company_id = c.id AND ct.therapist_id = @therapist
                                              AND (ct.from_date IS NULL OR ct.from_date <= @today) AND (ct.until_date IS NULL OR ct.until_date >= @today))
        ORDER BY c.name
        """;

    private const string SelectMinutes = """
        SELECT company_id, kind, month, minutes, entered_at
        FROM {p}number_of_purchased_hours
        WHERE company_id IN @companies AND month <= @last
        UNION ALL
        SELECT company_id, CASE WHEN status = 'no_show' THEN 'no_show' WHEN ends_at <= @now THEN 'held' ELSE 'ahead' END, budget_month,
               CAST(SUM(minutes) AS SIGNED), NULL
        FROM {p}meetings
        WHERE company_id IN @companies AND budget_month BETWEEN @first AND @last AND active = 1
        GROUP BY company_id, 2, budget_month
        """;

    public async Task<IReadOnlyList<CompanyMonth>> Handle(CompanyHours request, CancellationToken cancellationToken)
    {
        var actor = user.Actor!.Value;
        var now = clock.GetCurrentInstant();
        var therapist = actor.Role == ActingRole.Therapist ? actor.UserId : (ulong?)null;
        var companies = await session.Query<CompanyRow>(
            SelectCompanies, new { therapist, today = now.DateIn(options.TimeZone) }, cancellationToken);
        if (companies.Count == 0)
        {
            return [];
        }

        var thisMonth = now.InUtc().Date.ToYearMonth();
        var rows = await session.Query<MinutesRow>(
            SelectMinutes,
            new { companies = companies.Select(company => company.Id), now, first = thisMonth.PlusMonths(-1), last = thisMonth.PlusMonths(1) },
            cancellationToken);
        var byCompany = rows.ToLookup(row => row.CompanyId);
        return [.. companies.Select(company => Read(company, now.MonthIn(Codes.ZoneOrNull(company.TimeZone) ?? options.TimeZone), [.. byCompany[company.Id]]))];
    }

    private static CompanyMonth Read(CompanyRow company, YearMonth month, IReadOnlyList<MinutesRow> rows)
    {
        var purchases = rows.Where(row => row.Kind is "allowance" or "top_up").Select(row => new Purchase(
            row.Kind is "allowance" ? PurchaseKind.Allowance : PurchaseKind.TopUp, row.Month, new Minutes(row.Minutes), row.EnteredAt!.Value));
        int Sum(string kind) => rows.Where(row => row.Kind == kind && row.Month == month).Sum(row => row.Minutes);
        return new CompanyMonth(company.Name, month, new PurchasedHours([.. purchases]).In(month).Value, Sum("held"), Sum("ahead"), Sum("no_show"));
    }

    private sealed class CompanyRow
    {
        public ulong Id { get; init; }

        public string Name { get; init; } = "";

        public string? TimeZone { get; init; }
    }

    private sealed class MinutesRow
    {
        public ulong CompanyId { get; init; }

        public string Kind { get; init; } = "";

        public YearMonth Month { get; init; }

        public int Minutes { get; init; }

        public Instant? EnteredAt { get; init; }
    }
}
