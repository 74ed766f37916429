using System.Globalization;
using Dapper;
using MySql.Data.MySqlClient;
using Scheduling.Infrastructure.Database;

namespace Scheduling.IntegrationTests.Support;

/// <summary>
/// A database of its own on the MariaDB that <c>./test</c> started (<c>TEST_DATABASE</c>), migrated, dropped at the end. Nothing is
/// cleaned between tests: each makes its own people, so that nothing depends on an order.
/// </summary>
public sealed class TestDatabase : IDisposable
{
    private const string SelectOverlaps = """
        SELECT COUNT(*) FROM {p}meetings a
        JOIN {p}meetings b ON (b.therapist_id = a.therapist_id OR b.patient_id = a.patient_id) AND b.id > a.id
                          AND b.starts_at < a.ends_at AND a.starts_at < b.ends_at
        WHERE a.active = 1 AND b.active = 1
        """;

    private const string SelectOverspent = """
        SELECT COUNT(*) FROM (
            SELECT m.company_id, m.budget_month, SUM(m.minutes) AS used FROM {p}meetings m WHERE m.active = 1 GROUP BY m.company_id, m.budget_month) u
        WHERE u.used > (SELECT COALESCE(SUM(h.minutes), 0) FROM {p}number_of_purchased_hours h
                        WHERE h.company_id = u.company_id AND (h.kind = 'allowance' OR h.month = u.budget_month))
        """;

    private readonly string name = $"t_{Guid.NewGuid():N}";

    private readonly string serverConnectionString;

    /// <param name="server">Another server than that of <c>TEST_DATABASE</c>.</param>
    public TestDatabase(string prefix = "wp_", bool migrated = true, string? server = null)
    {
        NodaTimeHandlers.Use();
        Tables = new TableNames(prefix);
        serverConnectionString = server ?? ServerConnectionString;
        using (var connection = new MySqlConnection(serverConnectionString))
        {
            connection.Execute($"CREATE DATABASE {name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
        }

        if (migrated)
        {
            Migrate().GetAwaiter().GetResult();
        }
    }

    public static string ServerConnectionString => Environment.GetEnvironmentVariable("TEST_DATABASE")
        ?? throw new InvalidOperationException("TEST_DATABASE names no server: run the tests by ./test, or set it to the connection string of a MariaDB where databases may be created.");

    public string ConnectionString => $"{serverConnectionString};Database={name}";

    internal TableNames Tables { get; }

    internal async Task<IReadOnlyList<string>> Migrate()
    {
        using var connections = new ConnectionFactory(ConnectionString);
        return await new Migrator(connections, Tables).Run(CancellationToken.None);
    }

    public MySqlConnection Open()
    {
        var connection = new MySqlConnection(ConnectionString);
        connection.Open();
        return connection;
    }

    public T Value<T>(string sql, object? parameters = null)
    {
        using var connection = Open();
        return connection.QuerySingle<T>(Tables.In(sql), parameters);
    }

    public IReadOnlyList<T> List<T>(string sql, object? parameters = null)
    {
        using var connection = Open();
        return connection.Query<T>(Tables.In(sql), parameters).AsList();
    }

    public int Do(string sql, object? parameters = null)
    {
        using var connection = Open();
        return connection.Execute(Tables.In(sql), parameters);
    }

    /// <summary>What must be true whatever was done: no overlap, no overspent month, every Σ as stored, every change in the audit.</summary>
    public void MustBeSound()
    {
        Assert.Equal(0, Value<long>(SelectOverlaps));
        Assert.Equal(0, Value<long>(SelectOverspent));
        Assert.Empty(new Infrastructure.Maintenance.BudgetVerification(new ConnectionFactory(ConnectionString), Tables)
            .Run(CancellationToken.None).GetAwaiter().GetResult());
        Assert.Equal(
            Value<long>("SELECT COUNT(*) FROM {p}meetings WHERE booked_at <> '2001-01-01'"),
            Value<long>("SELECT COUNT(*) FROM {p}audit_log WHERE action = 'appointment_booked'"));
        Assert.Equal(
            Value<long>("SELECT COUNT(*) FROM {p}refused_attempts"),
            Value<long>("SELECT COUNT(*) FROM {p}audit_log WHERE action = 'attempt_refused'"));
    }

    public void Dispose()
    {
        MySqlConnection.ClearAllPools();
        using var connection = new MySqlConnection(serverConnectionString);
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"DROP DATABASE IF EXISTS {name}"));
    }
}
