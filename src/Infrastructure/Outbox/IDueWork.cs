namespace Scheduling.Infrastructure.Outbox;

/// <summary>
/// Work that waits in rows of the database and is done when it is due, by any instance: rows are claimed with a lease by the database's
/// clock, acted on outside any transaction, and marked (R63). A process that dies in between leaves a lease that ends by itself.
/// </summary>
internal interface IDueWork
{
    /// <summary>Does what is due, until nothing is.</summary>
    Task DoDue(CancellationToken cancellationToken);
}
