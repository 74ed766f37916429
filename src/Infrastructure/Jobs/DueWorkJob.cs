using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using Scheduling.Infrastructure.Outbox;

namespace Scheduling.Infrastructure.Jobs;

/// <summary>
/// A tick of the clockwork (ADR 8): does one kind of due work, never twice at once in one process. A fault ends this tick only; the rows
/// are still there for the next.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class DueWorkJob<TWork>(IServiceScopeFactory scopes, ILogger<DueWorkJob<TWork>> log) : IJob
    where TWork : IDueWork
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<TWork>().DoDue(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Failed(typeof(TWork).Name, fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Work} stopped early: {Fault}. The next tick goes on.")]
    private partial void Failed(string work, string fault);
}
