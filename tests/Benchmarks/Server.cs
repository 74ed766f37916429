using System.Diagnostics;
using Dapper;
using MySql.Data.MySqlClient;

namespace Scheduling.Benchmarks;

/// <summary>What one request asks of the database, counted by the server itself and by the driver's activities, with nobody else about.</summary>
internal sealed record Asking(double Queries, double RoundTrips, double RowsRead);

/// <summary>The database of a run: made for it, dropped at the end.</summary>
internal sealed class Server : IDisposable
{
    private readonly string server;
    private readonly string name = $"bench_{Guid.NewGuid():N}";

    public Server(string server)
    {
        this.server = server;
        using var connection = new MySqlConnection(server);
        connection.Execute($"CREATE DATABASE {name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
    }

    public string ConnectionString => $"{server};Database={name}";

    public MySqlConnection Open()
    {
        var connection = new MySqlConnection(ConnectionString + ";Default Command Timeout=600;Allow User Variables=True");
        connection.Open();
        return connection;
    }

    /// <summary>The mean of so many requests, one after another; of four such means the lowest, for somebody else may use the server too.</summary>
    public async Task<Asking> Count(int requests, Func<int, Task<bool>> one)
    {
        var roundTrips = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "connector-net",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = _ => Interlocked.Increment(ref roundTrips),
        };
        ActivitySource.AddActivityListener(listener);
        using var connection = new MySqlConnection(ConnectionString);
        connection.Open();
        var counted = new List<Asking>();
        for (var part = 0; part < 4; part++)
        {
            Status(connection);
            var idle = Difference(Status(connection), Status(connection));
            var (before, trips) = (Status(connection), roundTrips);
            for (var i = 0; i < requests; i++)
            {
                if (!await one((part * requests) + i))
                {
                    throw new InvalidOperationException("A request that is counted failed.");
                }
            }

            trips = roundTrips - trips;
            var spent = Difference(before, Status(connection));
            counted.Add(new Asking(
                (spent["QUESTIONS"] - idle["QUESTIONS"]) / (double)requests, trips / (double)requests, Rows(spent, idle) / requests));
        }

        return new Asking(counted.Min(each => each.Queries), counted.Min(each => each.RoundTrips), counted.Min(each => each.RowsRead));
    }

    /// <summary>Everything that was sent meanwhile, with its values in place; prepared statements are without theirs in the log and are left out.</summary>
    public async Task<IReadOnlyList<string>> Sent(Func<Task> work)
    {
        using var connection = Open();
        connection.Execute("SET GLOBAL log_output = 'TABLE'; TRUNCATE mysql.general_log; SET GLOBAL general_log = 1");
        try
        {
            await work();
        }
        finally
        {
            connection.Execute("SET GLOBAL general_log = 0; SET GLOBAL log_output = 'FILE'");
        }

        return [.. connection.Query<string>(
            "SELECT CONVERT(argument USING utf8mb4) FROM mysql.general_log WHERE command_type = 'Query' AND thread_id <> CONNECTION_ID() ORDER BY event_time")];
    }

    public void Dispose()
    {
        MySqlConnection.ClearAllPools();
        using var connection = new MySqlConnection(server);
        connection.Execute($"DROP DATABASE IF EXISTS {name}");
    }

    private static double Rows(Dictionary<string, long> spent, Dictionary<string, long> idle) =>
        spent.Where(each => each.Key != "QUESTIONS").Sum(each => each.Value - idle[each.Key]);

    private static Dictionary<string, long> Difference(Dictionary<string, long> before, Dictionary<string, long> after) =>
        after.ToDictionary(each => each.Key, each => each.Value - before[each.Key], StringComparer.Ordinal);

    private static Dictionary<string, long> Status(MySqlConnection connection) => connection.Query<(string Name, string Value)>(
        """
        SELECT UPPER(variable_name), variable_value FROM information_schema.global_status
        WHERE variable_name = 'QUESTIONS' OR variable_name LIKE 'HANDLER_READ%'
        """).ToDictionary(each => each.Name, each => long.Parse(each.Value, System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);
}
