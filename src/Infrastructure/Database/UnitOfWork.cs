using System.Diagnostics;
using MySql.Data.MySqlClient;
using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;

namespace Scheduling.Infrastructure.Database;

/// <summary>
/// Runs a unit of work until it holds: again after a deadlock or a change of facts for at most 3 s, after a lost connection for at most
/// 10 s, each time on a new connection with nothing kept. A lock held too long is rolled back and given up at once: the waiting was the try.
/// </summary>
internal sealed class UnitOfWork(DbSession session) : IUnitOfWork
{
    /// <summary>True from the moment a COMMIT is sent: a connection that breaks then leaves the outcome unknown.</summary>
    private bool committing;

    private static readonly TimeSpan DeadlineForConflicts = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan DeadlineForConnections = TimeSpan.FromSeconds(10);

    public async Task<T> Run<T>(Func<Task<T>> work, CancellationToken cancellationToken)
        where T : ICommandResult
    {
        var clock = Stopwatch.StartNew();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnce(work, cancellationToken);
            }
            catch (Exception fault) when (fault is MySqlException or BeginAgainException)
            {
                await session.Forget();
                var deadline = DeadlineAfter(fault, attempt);
                if (clock.Elapsed >= deadline)
                {
                    throw GivingUp(fault);
                }
            }
            catch
            {
                await session.Forget();
                throw;
            }

            await Task.Delay(Random.Shared.Next(5, 50), cancellationToken);
        }
    }

    private async Task<T> RunOnce<T>(Func<Task<T>> work, CancellationToken cancellationToken)
        where T : ICommandResult
    {
        await session.Begin(cancellationToken);
        var result = await work();
        if (result.Commits)
        {
            await session.Send(cancellationToken);
            committing = true;
            await session.Commit();
            committing = false;
        }
        else
        {
            await session.Forget();
        }

        return result;
    }

    /// <summary>How long after its start the unit may be run again. A duplicate key is asked once more: then the rules see the other row.</summary>
    private static TimeSpan DeadlineAfter(Exception fault, int attempt) => fault is not MySqlException error
        ? DeadlineForConflicts
        : ServerDialect.MeaningOf(error) switch
        {
            ErrorMeaning.RunAgain => DeadlineForConflicts,
            ErrorMeaning.ConnectionLost => DeadlineForConnections,
            ErrorMeaning.Duplicate when attempt == 1 => DeadlineForConflicts,
            _ => TimeSpan.Zero,
        };

    private Exception GivingUp(Exception fault) => fault is not MySqlException error
        ? new BusyException("The facts kept changing.", fault)
        : ServerDialect.MeaningOf(error) switch
        {
            ErrorMeaning.RunAgain or ErrorMeaning.LockHeldTooLong or ErrorMeaning.TooSlow => new BusyException("The database is busy.", fault),
            ErrorMeaning.ConnectionLost => new BusyException("The database is away.", fault, outcomeUnknown: committing),
            _ => fault,
        };
}
