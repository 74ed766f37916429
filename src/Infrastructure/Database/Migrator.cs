using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Dapper;
using MySql.Data.MySqlClient;
using Scheduling.Application.Ports;

namespace Scheduling.Infrastructure.Database;

/// <summary>
/// Brings the tables to the newest version, forward only. The journal is <c>schema_version</c>; its row 0, locked on a connection of its
/// own for the whole run, lets one instance migrate while another asks again for up to 60 s. DDL commits by itself, so the journal counts
/// statements: a run that was killed goes on where it stopped.
/// </summary>
internal sealed partial class Migrator(ConnectionFactory connections, TableNames tables)
{
    /// <summary>Every table of ours carries this comment; a table of our name without it belongs to somebody else.</summary>
    private const string Ours = "scheduling portal";

    private static readonly TimeSpan WaitForTheOther = TimeSpan.FromSeconds(60);

    public static IReadOnlyList<Migration> All { get; } = Migration.Embedded();

    /// <summary>Runs what is missing; the names of the migrations that were run.</summary>
    /// <exception cref="CannotBeDoneException">A foreign table bears one of our names, or another instance migrates for longer than 60 s.</exception>
    public async Task<IReadOnlyList<string>> Run(CancellationToken cancellationToken)
    {
        await using var work = await connections.OpenForLongWork(cancellationToken);
        await RefuseForeignTables(work, [tables.In("{p}schema_version")]);
        await CreateJournal(work);
        await using var guard = await connections.OpenForLongWork(cancellationToken);
        await using var held = await LockJournal(guard, cancellationToken);
        var ran = new List<string>();
        foreach (var migration in All)
        {
            if (await Apply(work, migration))
            {
                ran.Add(migration.Name);
            }
        }

        return ran;
    }

    /// <summary>Null when the tables are as this build needs them; else one line that says what to do.</summary>
    public async Task<string?> WhyNotReady(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenForLongWork(cancellationToken);
        if ((await TableComments(connection, [tables.In("{p}schema_version")])).Count == 0)
        {
            return "The database holds no tables of the portal yet: run 'dotnet Web.dll migrate' first.";
        }

        var done = await connection.ExecuteScalarAsync<int>(tables.In(
            "SELECT COUNT(*) FROM {p}schema_version WHERE version > 0 AND finished_at IS NOT NULL"));
        return done == All.Count
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{done} of {All.Count} migrations are done: run 'dotnet Web.dll migrate'.");
    }

    private async Task CreateJournal(MySqlConnection work)
    {
        await work.ExecuteAsync(tables.In("""
            CREATE TABLE IF NOT EXISTS {p}schema_version (
                version INT UNSIGNED NOT NULL,
                name VARCHAR(100) NOT NULL,
                statements_done INT UNSIGNED NOT NULL DEFAULT 0,
                started_at DATETIME(6) NOT NULL,
                finished_at DATETIME(6) NULL,
                PRIMARY KEY (version)
            ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='scheduling portal'
            """));
        if (await work.ExecuteScalarAsync<long>(tables.In("SELECT COUNT(*) FROM {p}schema_version WHERE version = 0")) == 0)
        {
            await work.ExecuteAsync(tables.In("""
                INSERT IGNORE INTO {p}schema_version (version, name, started_at) VALUES (0, 'lock', UTC_TIMESTAMP(6))
                """));
        }
    }

    private async Task<MySqlTransaction> LockJournal(MySqlConnection guard, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var transaction = await guard.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancellationToken);
            try
            {
                await guard.ExecuteAsync(tables.In("SELECT version FROM {p}schema_version WHERE version = 0 FOR UPDATE"), null, transaction);
                return transaction;
            }
            catch (MySqlException error) when (ServerDialect.MeaningOf(error) == ErrorMeaning.LockHeldTooLong)
            {
                await transaction.RollbackAsync(cancellationToken);
                await transaction.DisposeAsync();
                if (waited.Elapsed > WaitForTheOther)
                {
                    throw new CannotBeDoneException("Another instance has been migrating for over a minute: look what it does, then try again.");
                }
            }
        }
    }

    private async Task<bool> Apply(MySqlConnection work, Migration migration)
    {
        var journal = await work.QueryFirstOrDefaultAsync<JournalRow>(
            tables.In("SELECT statements_done, finished_at FROM {p}schema_version WHERE version = @Version"), migration);
        if (journal?.FinishedAt is not null)
        {
            return false;
        }

        await RefuseForeignTables(work, [.. migration.Creates.Select(tables.In)]);
        if (journal is null)
        {
            await work.ExecuteAsync(
                tables.In("INSERT INTO {p}schema_version (version, name, started_at) VALUES (@Version, @Name, UTC_TIMESTAMP(6))"), migration);
        }

        var resumed = journal is not null;
        foreach (var statement in migration.Statements.Skip(journal?.StatementsDone ?? 0))
        {
            await Execute(work, statement, mayBeDone: resumed);
            resumed = false;
            await work.ExecuteAsync(tables.In("UPDATE {p}schema_version SET statements_done = statements_done + 1 WHERE version = @Version"), migration);
        }

        await work.ExecuteAsync(tables.In("UPDATE {p}schema_version SET finished_at = UTC_TIMESTAMP(6) WHERE version = @Version"), migration);
        return true;
    }

    /// <summary>A run that was killed may have done its last statement without writing it down: then a column or key is there already.</summary>
    private async Task Execute(MySqlConnection work, string statement, bool mayBeDone)
    {
        const int ColumnExists = 1060;
        const int KeyExists = 1061;
        try
        {
            await work.ExecuteAsync(tables.In(statement));
        }
        catch (MySqlException error) when (mayBeDone && error.Number is (ColumnExists or KeyExists))
        {
        }
    }

    private static async Task RefuseForeignTables(MySqlConnection work, IReadOnlyCollection<string> names)
    {
        foreach (var (name, comment) in await TableComments(work, names))
        {
            if (!string.Equals(comment, Ours, StringComparison.Ordinal))
            {
                throw new CannotBeDoneException($"The database already has a table '{name}' that is not the portal's: choose another WordPress__TablePrefix or database.");
            }
        }
    }

    private static async Task<IReadOnlyList<(string Name, string Comment)>> TableComments(MySqlConnection connection, IReadOnlyCollection<string> names) =>
        names.Count == 0
            ? []
            : (await connection.QueryAsync<(string, string)>(
                "SELECT table_name, table_comment FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name IN @names",
                new { names })).AsList();

    private sealed class JournalRow
    {
        public int StatementsDone { get; init; }

        public Instant? FinishedAt { get; init; }
    }
}

/// <summary>One file of <c>Database/Migrations</c>: <c>0001_name.sql</c>, statements each ended by a semicolon at the end of a line.</summary>
internal sealed partial record Migration(int Version, string Name, IReadOnlyList<string> Statements)
{
    /// <summary>The tables that it makes, as written in the file.</summary>
    public IEnumerable<string> Creates => Statements.Select(statement => CreateTable().Match(statement)).Where(match => match.Success).Select(match => match.Groups["name"].Value);

    public static IReadOnlyList<Migration> Embedded()
    {
        var assembly = typeof(Migration).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => Read(assembly, name))
            .OrderBy(migration => migration.Version)];
    }

    private static Migration Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var name = resource.Split('.')[^2];
        var text = string.Join('\n', reader.ReadToEnd().Split('\n').Where(line => !line.StartsWith("--", StringComparison.Ordinal)));
        return new Migration(
            int.Parse(name.Split('_')[0], CultureInfo.InvariantCulture),
            name,
            [.. text.Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]);
    }

    [GeneratedRegex(@"^CREATE TABLE IF NOT EXISTS (?<name>\S+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CreateTable();
}
