using MySql.Data.MySqlClient;
using Scheduling.Application.Pipeline;
using Scheduling.Infrastructure.Database;

namespace Scheduling.IntegrationTests.Database;

/// <summary>A query that is stuck ends with a clear error and leaves a usable connection (the driver's own time-out would hang).</summary>
public sealed class StuckQueryTests : IDisposable
{
    private readonly TestDatabase database = new();

    [Fact]
    public async Task A_stuck_query_is_ended_by_the_server_and_the_connection_goes_on()
    {
        using var connections = new ConnectionFactory(database.ConnectionString);
        await using var session = new DbSession(connections, database.Tables);

        var error = await Assert.ThrowsAsync<BusyException>(() => session.Query<int>("SELECT SLEEP(60)", null, CancellationToken.None));

        Assert.Equal(ErrorMeaning.TooSlow, ServerDialect.MeaningOf(Assert.IsType<MySqlException>(error.InnerException)));
        Assert.Equal(1, await session.QueryOne<int>("SELECT 1", null, CancellationToken.None));
    }

    [Fact]
    public async Task Every_connection_has_the_same_constants_also_a_pooled_one()
    {
        using var connections = new ConnectionFactory(database.ConnectionString);
        for (var i = 0; i < 3; i++)
        {
            await using var session = new DbSession(connections, database.Tables);
            var (limit, locks, zone, mode) = await session.QueryOne<(double, long, string, string)>(
                "SELECT @@max_statement_time, @@innodb_lock_wait_timeout, @@time_zone, @@sql_mode", null, CancellationToken.None);
            Assert.Equal((10d, 3L, "+00:00"), (limit, locks, zone));
            Assert.Contains("STRICT_TRANS_TABLES", mode, StringComparison.Ordinal);
            Assert.Contains("ONLY_FULL_GROUP_BY", mode, StringComparison.Ordinal);
        }
    }

    public void Dispose() => database.Dispose();
}
