using Dapper;
using MySql.Data.MySqlClient;

namespace Scheduling.Infrastructure.Database;

/// <summary>
/// Opens every connection of the portal, all with the same constants, so that a pooled one is as good as a new one. The driver's own
/// command timeout is off: when it fires in an asynchronous call, the call never returns; the server's statement limit ends a stuck
/// query instead (docs/adr/0003). A gate in front of the pool waits without blocking a thread.
/// </summary>
internal sealed class ConnectionFactory : IDisposable
{
    private const uint PoolSize = 100;

    private readonly string requests;
    private readonly string longWork;
    private readonly SemaphoreSlim gate;

    public ConnectionFactory(string connectionString)
    {
        NodaTimeHandlers.Use();
        var settings = new MySqlConnectionStringBuilder(connectionString)
        {
            CharacterSet = "utf8mb4",
            DefaultCommandTimeout = 0,
            ConvertZeroDateTime = true,
        };
        settings.MaximumPoolSize = Math.Min(settings.MaximumPoolSize, PoolSize);
        requests = settings.ConnectionString;
        gate = new SemaphoreSlim((int)settings.MaximumPoolSize);
        settings.MaximumPoolSize = 10;
        settings.MinimumPoolSize = 0;
        longWork = settings.ConnectionString;
        Database = settings.Database;
    }

    public string Database { get; }

    /// <summary>For a request: statements end after 10 s, a lock is waited for 3 s. Dispose of the lease gives the connection back.</summary>
    public async Task<Lease> Open(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return new Lease(await Open(requests, isLong: false, cancellationToken), gate);
        }
        catch
        {
            gate.Release();
            throw;
        }
    }

    /// <summary>For migrations, seeding and verification: a pool of its own and ten minutes a statement.</summary>
    public Task<MySqlConnection> OpenForLongWork(CancellationToken cancellationToken) => Open(longWork, isLong: true, cancellationToken);

    public void Dispose() => gate.Dispose();

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

    internal sealed class Lease(MySqlConnection connection, SemaphoreSlim gate) : IAsyncDisposable
    {
        public MySqlConnection Connection { get; } = connection;

        public async ValueTask DisposeAsync()
        {
            await Connection.DisposeAsync();
            gate.Release();
        }
    }
}
