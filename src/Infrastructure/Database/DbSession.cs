using System.Data;
using Dapper;
using MySql.Data.MySqlClient;

namespace Scheduling.Infrastructure.Database;

/// <summary>
/// The one connection of a request, opened when first needed; inside a unit of work everything runs in its transaction. A running command
/// is never abandoned (the driver would hang): cancelling is looked at between statements only.
/// </summary>
internal sealed class DbSession(ConnectionFactory connections, TableNames tables) : IAsyncDisposable
{
    private ConnectionFactory.Lease? lease;
    private MySqlTransaction? transaction;

    public async Task<List<T>> Query<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        (await (await Connection(cancellationToken)).QueryAsync<T>(tables.In(sql), parameters, transaction)).AsList();

    public async Task<T?> QueryOne<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        await (await Connection(cancellationToken)).QueryFirstOrDefaultAsync<T>(tables.In(sql), parameters, transaction);

    public async Task<int> Execute(string sql, object? parameters, CancellationToken cancellationToken) =>
        await (await Connection(cancellationToken)).ExecuteAsync(tables.In(sql), parameters, transaction);

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
