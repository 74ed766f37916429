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
    public async Task Every_connection_has_the_same_constants_a_new_one_and_one_that_is_used_again()
    {
        using var connections = new ConnectionFactory(database.ConnectionString);
        var seen = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            await using var session = new DbSession(connections, database.Tables);
            await using var another = new DbSession(connections, database.Tables);
            seen.Add(await Constants(session));
            seen.Add(await Constants(another));
        }

        Assert.Equal(2, seen.Distinct().Count());
    }

    [Fact]
    public async Task A_kept_connection_that_the_server_closed_is_replaced_by_a_new_one_with_the_constants()
    {
        using var connections = new ConnectionFactory(database.ConnectionString);
        long killed;
        await using (var session = new DbSession(connections, database.Tables))
        {
            killed = await Constants(session);
            database.Do($"KILL {killed}");
            await Assert.ThrowsAsync<BusyException>(() => Constants(session));
            Assert.NotEqual(killed, await Constants(session));
        }

        await using var next = new DbSession(connections, database.Tables);
        Assert.NotEqual(killed, await Constants(next));
    }

    /// <summary>The id of the connection, which must have them.</summary>
    private static async Task<long> Constants(DbSession session)
    {
        var (id, limit, locks, zone, mode) = await session.QueryOne<(long, double, long, string, string)>(
            "SELECT CONNECTION_ID(), @@max_statement_time, @@innodb_lock_wait_timeout, @@time_zone, @@sql_mode", null, CancellationToken.None);
        Assert.Equal((10d, 3L, "+00:00"), (limit, locks, zone));
        Assert.Contains("STRICT_TRANS_TABLES", mode, StringComparison.Ordinal);
        Assert.Contains("ONLY_FULL_GROUP_BY", mode, StringComparison.Ordinal);
        return id;
    }

    public void Dispose() => database.Dispose();
}
