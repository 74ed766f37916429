using Scheduling.Application.Pipeline;

namespace Scheduling.Application.Ports;

/// <summary>
/// Runs work in one READ COMMITTED transaction and commits it when its result says so. After a deadlock or a lost connection the whole
/// work is run again until a deadline (ARCHITECTURE: the booking transaction).
/// </summary>
public interface IUnitOfWork
{
    /// <exception cref="BusyException">The deadline passed or a lock was held too long; nothing is changed.</exception>
    Task<T> Run<T>(Func<Task<T>> work, CancellationToken cancellationToken)
        where T : ICommandResult;
}
