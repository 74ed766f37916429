using System.Globalization;
using Dapper;
using NodaTime.Text;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Maintenance;

/// <summary>R25: every month of every company recomputed from the visits, in one REPEATABLE READ snapshot.</summary>
internal sealed class BudgetVerification(ConnectionFactory connections, TableNames tables)
{
    private const string SelectDifferences = """
        WITH sums AS (
            SELECT company_id, budget_month AS month, minutes AS counted, 0 AS stored FROM {p}meetings WHERE status <> 'cancelled'
            UNION ALL
            SELECT company_id, month, 0, used_minutes FROM {p}used_hours)
        SELECT company_id, month, CAST(SUM(counted) AS SIGNED) AS counted, CAST(SUM(stored) AS SIGNED) AS stored
        FROM sums
        GROUP BY company_id, month
        HAVING SUM(sums.counted) <> SUM(sums.stored)
        ORDER BY company_id, month
        """;

    public async Task<IReadOnlyList<string>> Run(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenForLongWork(cancellationToken);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var rows = await connection.QueryAsync<Row>(tables.In(SelectDifferences), null, snapshot);
        return [.. rows.Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $"company {row.CompanyId}, {YearMonthPattern.Iso.Format(row.Month)}: used_hours says {row.Stored} min, the visits add up to {row.Counted} min"))];
    }

    private sealed class Row
    {
        public ulong CompanyId { get; init; }

        public YearMonth Month { get; init; }

        public long Counted { get; init; }

        public long Stored { get; init; }
    }
}
