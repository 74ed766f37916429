using System.Data;
using System.Diagnostics;
using Dapper;
using MySql.Data.MySqlClient;

namespace Scheduling.Infrastructure.Database;

/// <summary>
/// Opens every connection of the portal, all with the same constants. Those of requests are kept open here and not in the driver's pool,
/// whose connections cannot be told apart: so the constants are sent once in the life of a connection and not at every request. The
/// driver's own command timeout is off: when it fires in an asynchronous call, the call never returns; the server's statement limit ends
/// a stuck query instead (docs/adr/0003). A gate in front waits without blocking a thread.
/// </summary>
internal sealed class ConnectionFactory : IDisposable
{
    private const uint PoolSize = 100;

    /// <summary>One that was used so lately is taken without asking whether the server is still there.</summary>
    private static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan KeptIdle = TimeSpan.FromMinutes(3);

    private readonly string requests;
    private readonly string longWork;
    private readonly SemaphoreSlim gate;

    /// <summary>The one used last stands at the end, so that a quiet portal lets go of what it does not need.</summary>
    private readonly List<(OpenConnection Connection, long Since)> idle = [];
    private bool closed;

    public ConnectionFactory(string connectionString)
    {
        NodaTimeHandlers.Use();
        var settings = new MySqlConnectionStringBuilder(connectionString)
        {
            CharacterSet = "utf8mb4",
            DefaultCommandTimeout = 0,
            ConvertZeroDateTime = true,
        };
        gate = new SemaphoreSlim((int)Math.Min(settings.MaximumPoolSize, PoolSize));
        settings.MaximumPoolSize = 10;
        settings.MinimumPoolSize = 0;
        longWork = settings.ConnectionString;
        settings.Pooling = false;
        requests = settings.ConnectionString;
        Database = settings.Database;
    }

    public string Database { get; }

    /// <summary>For a request: statements end after 10 s, a lock is waited for 3 s. Dispose of the lease gives the connection back.</summary>
    public async Task<Lease> Open(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return new Lease(await TakeIdle() ?? new OpenConnection(await Open(requests, isLong: false, cancellationToken)), this);
        }
        catch
        {
            gate.Release();
            throw;
        }
    }

    /// <summary>For migrations, seeding and verification: the driver's pool and ten minutes a statement.</summary>
    public Task<MySqlConnection> OpenForLongWork(CancellationToken cancellationToken) => Open(longWork, isLong: true, cancellationToken);

    public void Dispose()
    {
        lock (idle)
        {
            closed = true;
            idle.ForEach(each => each.Connection.Driver.Dispose());
            idle.Clear();
        }

        gate.Dispose();
    }

    private static async Task<MySqlConnection> Open(string connectionString, bool isLong, CancellationToken cancellationToken)
    {
        var connection = new MySqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await connection.ExecuteAsync(ServerDialect.SessionConstants(connection.ServerVersion, isLong));
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Null when none is idle that still answers.</summary>
    private async Task<OpenConnection?> TakeIdle()
    {
        while (true)
        {
            OpenConnection connection;
            long since;
            lock (idle)
            {
                if (idle.Count == 0)
                {
                    return null;
                }

                (connection, since) = idle[^1];
                idle.RemoveAt(idle.Count - 1);
            }

            if (Stopwatch.GetElapsedTime(since) < TrustedFor || await connection.Driver.PingAsync())
            {
                return connection;
            }

            await connection.Driver.DisposeAsync();
        }
    }

    private async ValueTask GiveBack(OpenConnection connection, bool isGood)
    {
        OpenConnection? superfluous = null;
        lock (idle)
        {
            if (closed || !isGood || connection.Driver.State != ConnectionState.Open)
            {
                superfluous = connection;
            }
            else
            {
                idle.Add((connection, Stopwatch.GetTimestamp()));
                if (Stopwatch.GetElapsedTime(idle[0].Since) > KeptIdle)
                {
                    superfluous = idle[0].Connection;
                    idle.RemoveAt(0);
                }
            }
        }

        if (superfluous is not null)
        {
            await superfluous.Driver.DisposeAsync();
        }

        if (!closed)
        {
            gate.Release();
        }
    }

    /// <summary>A connection on loan.</summary>
    internal sealed class Lease(OpenConnection connection, ConnectionFactory owner) : IAsyncDisposable
    {
        private bool isGood = true;

        public MySqlConnection Connection => connection.Driver;

        public Task<List<T>> QueryPrepared<T>(string sql, object values) => connection.QueryPrepared<T>(sql, values);

        /// <summary>Nobody knows in which state it is: it is closed instead of being lent again.</summary>
        public void Discard() => isGood = false;

        public ValueTask DisposeAsync() => owner.GiveBack(connection, isGood);
    }
}
