using System.Data;
using Dapper;
using MySql.Data.MySqlClient;
using Scheduling.Application.Pipeline;

namespace Scheduling.Infrastructure.Database;

/// <summary>
/// The one connection of a request, opened when first needed; inside a unit of work everything runs in its transaction. Statements may wait
/// (<see cref="Later"/>, <see cref="Ask"/>) to go to the server together with the next one, always in the order in which they were given. A
/// running command is never abandoned (the driver would hang): cancelling is looked at between round trips only.
/// </summary>
internal sealed class DbSession(ConnectionFactory connections, TableNames tables) : IAsyncDisposable
{
    private const string BeginReadCommitted = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED;\nSTART TRANSACTION";

    private ConnectionFactory.Lease? lease;
    private Batch waiting = new();
    private bool inUnit;

    /// <summary>True once the transaction may exist on the server.</summary>
    private bool begun;

    /// <summary>What is read now may be this unit's own, uncommitted work.</summary>
    public bool IsInUnit => inUnit;

    public async Task<List<T>> Query<T>(string sql, object? parameters, CancellationToken cancellationToken)
    {
        var asked = Ask<T>(sql, parameters);
        await Send(cancellationToken);
        return asked.Answer();
    }

    /// <summary>
    /// The first row, for a question that every page asks: prepared on each connection once, so its values are always of the same types and never
    /// null. Inside a unit of work it goes with what waits, as any other.
    /// </summary>
    public async Task<T?> QueryOneOften<T>(string sql, object parameters, CancellationToken cancellationToken)
        where T : class
    {
        if (inUnit || waiting.Count > 0)
        {
            return await QueryOne<T>(sql, parameters, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return await Telling(async () =>
        {
            await Connection(cancellationToken);
            try
            {
                return await lease!.QueryPrepared<T>(tables.In(sql), parameters) is [var first, ..] ? first : null;
            }
            catch (IOException broken)
            {
                lease!.Discard(); // while preparing, the driver tells of a broken connection as the network does, and does not know that it is closed
                throw new BusyException("The database does not answer.", broken);
            }
        });
    }

    /// <summary>The first row. All are read: the driver would take two more round trips to make the server send only one.</summary>
    public async Task<T?> QueryOne<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        await Query<T>(sql, parameters, cancellationToken) is [var first, ..] ? first : default;

    /// <summary>The number of rows that this statement changed; what waited goes before it, in a round trip of its own so that the number is right.</summary>
    public async Task<int> Execute(string sql, object? parameters, CancellationToken cancellationToken)
    {
        if (waiting.Count > (inUnit && !begun ? 1 : 0))
        {
            await Send(cancellationToken);
        }

        waiting.Add(tables.In(sql), parameters);
        return await SendWaiting(cancellationToken);
    }

    /// <summary>A statement of a unit of work whose outcome nobody waits for: it goes with the next round trip, at the latest before COMMIT.</summary>
    /// <exception cref="InvalidOperationException">Outside a unit of work, where nothing would send it.</exception>
    public Task Later(string sql, object? parameters, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!inUnit)
        {
            throw new InvalidOperationException("Only inside a unit of work.");
        }

        waiting.Add(tables.In(sql), parameters);
        return Task.CompletedTask;
    }

    /// <summary>A question whose answer is there after the next <see cref="Send"/>.</summary>
    public Asked<T> Ask<T>(string sql, object? parameters) => waiting.Ask<T>(tables.In(sql), parameters);

    /// <summary>Sends what waits in one round trip.</summary>
    public Task Send(CancellationToken cancellationToken) => waiting.Count == 0 ? Task.CompletedTask : SendWaiting(cancellationToken);

    /// <summary>Begins a READ COMMITTED transaction on a connection that nothing was read on before, with the first statement of the unit.</summary>
    public async Task Begin(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Forget();
        waiting.Add(BeginReadCommitted, null);
        inUnit = true;
    }

    /// <summary>A command of its own, so that an answer that is lost cannot be taken for a good one.</summary>
    public async Task Commit()
    {
        await Send(CancellationToken.None);
        await (await Connection(CancellationToken.None)).ExecuteAsync("COMMIT");
        (inUnit, begun) = (false, false);
    }

    /// <summary>Undoes what is undone so far and gives the connection back; also a broken one, which has nothing to undo.</summary>
    public async Task Forget()
    {
        waiting = new Batch();
        if (begun && lease?.Connection.State == ConnectionState.Open)
        {
            try
            {
                await lease.Connection.ExecuteAsync("ROLLBACK");
            }
            catch (MySqlException)
            {
                // The server has rolled back or will, once it notices that the connection is gone.
                lease.Discard();
            }
        }

        (inUnit, begun) = (false, false);
        if (lease is not null)
        {
            await lease.DisposeAsync();
            lease = null;
        }
    }

    public async ValueTask DisposeAsync() => await Forget();

    private async Task<int> SendWaiting(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var batch = waiting;
        waiting = new Batch();
        return await Telling(async () =>
        {
            var connection = await Connection(cancellationToken);
            begun = inUnit;
            return await batch.Send(connection);
        });
    }

    /// <summary>Inside a unit of work faults belong to it; elsewhere a database that is away or too slow is told as such.</summary>
    private async Task<T> Telling<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (MySqlException fault) when (!inUnit && ServerDialect.MeaningOf(fault) is not (ErrorMeaning.Fault or ErrorMeaning.Duplicate))
        {
            throw new BusyException("The database does not answer.", fault);
        }
    }

    /// <summary>A connection that broke is never opened again: it would lack the constants, and under a unit of work the transaction too.</summary>
    private async Task<MySqlConnection> Connection(CancellationToken cancellationToken)
    {
        if (lease is { Connection.State: not ConnectionState.Open })
        {
            if (begun)
            {
                throw new BeginAgainException();
            }

            await lease.DisposeAsync();
            lease = null;
        }

        lease ??= await connections.Open(cancellationToken);
        return lease.Connection;
    }
}
