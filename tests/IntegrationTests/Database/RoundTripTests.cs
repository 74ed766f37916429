using System.Diagnostics;
using MySql.Data.MySqlClient;
using Scheduling.Application.Pipeline;
using Scheduling.Infrastructure.Database;
using Scheduling.IntegrationTests.Faults;

namespace Scheduling.IntegrationTests.Database;

/// <summary>Statements that go to the server together: in their order, each with its own values, and no error of any of them is lost.</summary>
public sealed class RoundTripTests : IDisposable
{
    private readonly TestDatabase database = new();
    private readonly ConnectionFactory connections;

    public RoundTripTests()
    {
        connections = new ConnectionFactory(database.ConnectionString);
        database.Do("CREATE TABLE {p}t (id INT PRIMARY KEY, at DATETIME(6) NULL) ENGINE=InnoDB");
    }

    [Fact]
    public async Task Questions_among_statements_get_their_own_answers_and_see_what_went_before()
    {
        await using var session = Session();
        await session.Begin(CancellationToken.None);
        await session.Later("INSERT INTO {p}t (id, at) VALUES (@id, @at)", new { id = 1, at = (Instant?)null }, CancellationToken.None);
        var first = session.Ask<int>("SELECT id FROM {p}t WHERE id IN @ids", new { ids = new[] { 1, 2 } });
        await session.Later("INSERT INTO {p}t (id, at) VALUES (@id, @at)", new { id = 2, at = TestClock.Start }, CancellationToken.None);
        var second = session.Ask<Row>("SELECT at FROM {p}t WHERE id = @id OR id = @other ORDER BY id", new { id = 1, other = 2 });
        await session.Send(CancellationToken.None);

        Assert.Equal([1], first.Rows);
        Assert.Equal([null, TestClock.Start], second.Rows.Select(row => row.At));
        Assert.Equal(0, database.Value<long>("SELECT COUNT(*) FROM {p}t"));
        await session.Commit();
        Assert.Equal(2, database.Value<long>("SELECT COUNT(*) FROM {p}t"));
    }

    /// <summary>Where somebody traces, the driver hangs the trace on a command, once more each time, and on a prepared one breaks on the second.</summary>
    [Fact]
    public async Task A_prepared_question_is_answered_with_each_values_also_while_somebody_traces_and_after_its_table_was_changed()
    {
        database.Do("INSERT INTO {p}t (id, at) VALUES (1, '2027-01-11 07:00:00.5'), (2, NULL)");
        await using var session = Session();
        Assert.Equal(Instant.FromUtc(2027, 1, 11, 7, 0) + Duration.FromMilliseconds(500), (await Ask(1))!.At);
        Assert.Null((await Ask(2))!.At);

        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "connector-net",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        Assert.NotNull((await Ask(1))!.At);
        Assert.Null((await Ask(2))!.At);

        database.Do("ALTER TABLE {p}t ADD COLUMN more INT NULL FIRST");
        Assert.Null(await Ask(3));
        Assert.NotNull((await Ask(1))!.At);

        Task<Row?> Ask(int id) => session.QueryOneOften<Row>("SELECT at FROM {p}t WHERE id = @id", new { id }, CancellationToken.None);
    }

    /// <summary>While a statement is being prepared the driver lets a broken connection through as the network tells it.</summary>
    [Fact]
    public async Task A_connection_that_is_reset_is_told_as_busy_and_not_lent_again_whether_its_question_was_prepared_or_not()
    {
        using var proxy = new FaultProxy(database.ConnectionString);
        using var through = new ConnectionFactory(proxy.ConnectionString);
        foreach (var sql in new[] { "SELECT at FROM {p}t WHERE id = @id", "SELECT at FROM {p}t WHERE id = @id + 1" })
        {
            await Ask("SELECT at FROM {p}t WHERE id = @id");
            proxy.Reset();
            await Assert.ThrowsAsync<BusyException>(() => Ask(sql));
            Assert.Null(await Ask(sql));
        }

        async Task<Row?> Ask(string sql)
        {
            await using var session = new DbSession(through, database.Tables);
            return await session.QueryOneOften<Row>(sql, new { id = 1 }, CancellationToken.None);
        }
    }

    [Theory]
    [InlineData("INSERT INTO {p}t (id) VALUES (1)", 1062)]
    [InlineData("SIGNAL SQLSTATE '70100' SET MYSQL_ERRNO = 1317, MESSAGE_TEXT = 'killed'", 1317)]
    [InlineData("SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1205, MESSAGE_TEXT = 'waited'", 1205)]
    [InlineData("SELECT 1 FROM {p}nowhere", 1146)]
    public async Task An_error_of_any_statement_surfaces_and_nothing_after_it_runs(string failing, int number)
    {
        for (var place = 0; place < 3; place++)
        {
            await using var session = Session();
            await session.Begin(CancellationToken.None);
            var statements = new List<string> { "INSERT INTO {p}t (id) VALUES (1)", "SELECT 1", "UPDATE {p}t SET at = '2001-01-01'" };
            statements.Insert(place + 1, failing);
            foreach (var statement in statements)
            {
                _ = statement.StartsWith("SELECT", StringComparison.Ordinal)
                    ? session.Ask<int>(statement, null)
                    : (object)session.Later(statement, null, CancellationToken.None);
            }

            var error = await Assert.ThrowsAnyAsync<Exception>(() => session.Send(CancellationToken.None));

            Assert.True(error is MySqlException ? ((MySqlException)error).Number == number : number == 1317 && error is InvalidOperationException, error.ToString());
            await session.Forget();
            Assert.Equal(0, database.Value<long>("SELECT COUNT(*) FROM {p}t"));
        }
    }

    [Fact]
    public async Task A_connection_that_broke_under_a_unit_is_not_opened_again()
    {
        await using var session = Session();
        await session.Begin(CancellationToken.None);
        var id = await session.QueryOne<long>("SELECT CONNECTION_ID()", null, CancellationToken.None);
        database.Do($"KILL {id}");

        await Assert.ThrowsAsync<MySqlException>(() => session.Execute("INSERT INTO {p}t (id) VALUES (1)", null, CancellationToken.None));
        await Assert.ThrowsAsync<Application.Pipeline.BeginAgainException>(
            () => session.Execute("INSERT INTO {p}t (id) VALUES (2)", null, CancellationToken.None));
        await Assert.ThrowsAsync<Application.Pipeline.BeginAgainException>(session.Commit);

        await session.Forget();
        Assert.Equal(0, database.Value<long>("SELECT COUNT(*) FROM {p}t"));
    }

    [Fact]
    public async Task A_question_that_was_not_sent_has_no_answer_and_nothing_waits_outside_a_unit()
    {
        await using var session = Session();
        Assert.Throws<InvalidOperationException>(() => session.Ask<int>("SELECT 1", null).Rows);
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.Later("DELETE FROM {p}t", null, CancellationToken.None));
    }

    [Fact]
    public async Task The_first_row_costs_one_statement()
    {
        await using var session = Session();
        const string Questions = "SELECT CAST(variable_value AS SIGNED) FROM information_schema.session_status WHERE variable_name = 'QUESTIONS'";
        var before = await session.QueryOne<long>(Questions, null, CancellationToken.None);

        Assert.Equal(before + 1, await session.QueryOne<long>(Questions, null, CancellationToken.None));
    }

    public void Dispose()
    {
        connections.Dispose();
        database.Dispose();
    }

    private sealed record Row(Instant? At);

    private DbSession Session() => new(connections, database.Tables);
}
