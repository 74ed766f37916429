using MySql.Data.MySqlClient;
using Scheduling.Application.Ports;
using Scheduling.Infrastructure.Database;

namespace Scheduling.IntegrationTests.Database;

/// <summary>Forward-only migrations with a journal, safe when two instances start together (DOMAIN §13).</summary>
public sealed class MigratorTests
{
    [Fact]
    public async Task A_second_run_finds_nothing_to_do()
    {
        using var database = new TestDatabase();

        Assert.Empty(await database.Migrate());
        Assert.Equal(Migrator.All.Count, database.Value<long>("SELECT COUNT(*) FROM {p}schema_version WHERE finished_at IS NOT NULL"));
    }

    [Fact]
    public async Task Of_two_instances_that_start_together_one_migrates_and_both_go_on()
    {
        using var database = new TestDatabase(migrated: false);

        var runs = await Task.WhenAll(Task.Run(database.Migrate), Task.Run(database.Migrate), Task.Run(database.Migrate));

        Assert.Equal(Migrator.All.Count, runs.Sum(run => run.Count));
        Assert.Equal(Migrator.All.Count, database.Value<long>("SELECT COUNT(*) FROM {p}schema_version WHERE finished_at IS NOT NULL"));
    }

    [Fact]
    public async Task An_instance_that_finds_the_journal_locked_waits_for_the_other()
    {
        using var database = new TestDatabase();
        database.Do("DELETE FROM {p}schema_version WHERE version = 1");
        using var other = database.Open();
        await using var held = await other.BeginTransactionAsync();
        await new MySqlCommand($"SELECT version FROM {database.Tables.Prefix}schema_version WHERE version = 0 FOR UPDATE", other, held).ExecuteScalarAsync();

        var waiting = Task.Run(database.Migrate);
        await Eventually.Is(() => database.Value<long>(
            "SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() AND info LIKE '%FOR UPDATE' AND state LIKE '%tatistics%'") > 0);
        Assert.False(waiting.IsCompleted);
        await held.RollbackAsync();

        Assert.Single(await waiting);
    }

    [Fact]
    public async Task A_foreign_table_of_our_name_stops_it_and_is_named()
    {
        using var database = new TestDatabase(migrated: false);
        database.Do("CREATE TABLE wp_meetings (id INT PRIMARY KEY)");

        var stopped = await Assert.ThrowsAsync<CannotBeDoneException>(database.Migrate);

        Assert.Contains("'wp_meetings'", stopped.Message, StringComparison.Ordinal);
        Assert.Equal(0, database.Value<long>("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'wp_companies'"));
    }

    [Fact]
    public async Task A_run_that_was_killed_goes_on_where_it_stopped()
    {
        using var database = new TestDatabase();
        database.Do("UPDATE {p}schema_version SET statements_done = 3, finished_at = NULL WHERE version = 1");
        database.Do("DROP TABLE {p}audit_log");

        Assert.Single(await database.Migrate());

        Assert.Equal(0, database.Value<long>("SELECT COUNT(*) FROM {p}audit_log"));
        Assert.Equal(Migrator.All[0].Statements.Count, database.Value<int>("SELECT statements_done FROM {p}schema_version WHERE version = 1"));
    }

    [Fact]
    public async Task A_column_that_a_killed_run_had_added_already_is_no_fault()
    {
        using var database = new TestDatabase();
        database.Do("UPDATE {p}schema_version SET statements_done = 0, finished_at = NULL WHERE version = 2");

        Assert.Equal(["0002_patients_phone"], await database.Migrate());
    }

    [Fact]
    public void Another_prefix_gives_other_names_beside_the_first()
    {
        using var database = new TestDatabase(prefix: "abc_");

        Assert.True(database.Value<long>("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name LIKE 'abc\\_%'") > 10);
        Assert.Equal(0, database.Value<long>("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name LIKE 'wp\\_%'"));
    }

    [Fact]
    public async Task The_portal_says_in_one_line_that_the_tables_are_missing_or_old()
    {
        using var database = new TestDatabase(migrated: false);
        using var connections = new ConnectionFactory(database.ConnectionString);
        var migrator = new Migrator(connections, database.Tables);

        Assert.Contains("migrate", await migrator.WhyNotReady(CancellationToken.None), StringComparison.Ordinal);
        await migrator.Run(CancellationToken.None);
        Assert.Null(await migrator.WhyNotReady(CancellationToken.None));
        database.Do("UPDATE {p}schema_version SET finished_at = NULL WHERE version = 1");
        Assert.Contains("migrate", await migrator.WhyNotReady(CancellationToken.None), StringComparison.Ordinal);
    }
}
