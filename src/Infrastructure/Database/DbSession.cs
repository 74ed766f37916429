using System.Data;
using Dapper;
using MySql.Data.MySqlClient;
using Scheduling.Application.Pipeline;

namespace Scheduling.Infrastructure.Database;

/// <summary>
/// The one connection of a request, opened when first needed; inside a unit of work everything runs in its transaction. A running command
/// is never abandoned (the driver would hang): cancelling is looked at between statements only.
/// </summary>
internal sealed class DbSession(ConnectionFactory connections, TableNames tables) : IAsyncDisposable
{
    private ConnectionFactory.Lease? lease;
    private MySqlTransaction? transaction;

    public Task<List<T>> Query<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        Ask(async connection => (await connection.QueryAsync<T>(tables.In(sql), parameters, transaction)).AsList(), cancellationToken);

    public Task<T?> QueryOne<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        Ask(connection => connection.QueryFirstOrDefaultAsync<T>(tables.In(sql), parameters, transaction), cancellationToken);

    public Task<int> Execute(string sql, object? parameters, CancellationToken cancellationToken) =>
        Ask(connection => connection.ExecuteAsync(tables.In(sql), parameters, transaction), cancellationToken);

    /// <summary>Begins a READ COMMITTED transaction on a connection that nothing was read on before.</summary>
    public async Task Begin(CancellationToken cancellationToken)
    {
        await Forget();
        transaction = await (await Connection(cancellationToken)).BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
    }

    public async Task Commit()
    {
        await transaction!.CommitAsync(CancellationToken.None);
        await EndTransaction();
    }

    /// <summary>Undoes what is undone so far and gives the connection back; also a broken one, which has nothing to undo.</summary>
    public async Task Forget()
    {
        if (transaction is not null && lease?.Connection.State == ConnectionState.Open)
        {
            try
            {
                await transaction.RollbackAsync(CancellationToken.None);
            }
            catch (MySqlException)
            {
                // The server has rolled back or will, once it notices that the connection is gone.
            }
        }

        await EndTransaction();
        if (lease is not null)
        {
            await lease.DisposeAsync();
            lease = null;
        }
    }

    public async ValueTask DisposeAsync() => await Forget();

    /// <summary>Inside a unit of work faults belong to it; elsewhere a database that is away or too slow is told as such.</summary>
    private async Task<T> Ask<T>(Func<MySqlConnection, Task<T>> question, CancellationToken cancellationToken)
    {
        try
        {
            return await question(await Connection(cancellationToken));
        }
        catch (MySqlException fault) when (transaction is null && ServerDialect.MeaningOf(fault) is not (ErrorMeaning.Fault or ErrorMeaning.Duplicate))
        {
            throw new BusyException("The database does not answer.", fault);
        }
    }

    private async Task EndTransaction()
    {
        if (transaction is not null)
        {
            await transaction.DisposeAsync();
            transaction = null;
        }
    }

    private async Task<MySqlConnection> Connection(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lease ??= await connections.Open(cancellationToken);
        return lease.Connection;
    }
}
