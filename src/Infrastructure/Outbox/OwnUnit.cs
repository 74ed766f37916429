using Microsoft.Extensions.DependencyInjection;
using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;

namespace Scheduling.Infrastructure.Outbox;

/// <summary>Runs a step of a worker in a unit of work of its own, with its own connection, and commits it.</summary>
internal sealed class OwnUnit(IServiceScopeFactory scopes)
{
    public async Task<T> Run<T>(Func<IServiceProvider, Task<T>> step)
    {
        await using var scope = scopes.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<IUnitOfWork>()
            .Run(async () => new Step<T>(await step(scope.ServiceProvider)), CancellationToken.None)).Result;
    }

    public Task Run(Func<IServiceProvider, Task> step) => Run(async services =>
    {
        await step(services);
        return true;
    });

    /// <summary>Reads without a transaction.</summary>
    public async Task<T> Ask<T>(Func<IServiceProvider, Task<T>> question)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await question(scope.ServiceProvider);
    }

    private readonly record struct Step<T>(T Result) : ICommandResult
    {
        public bool Commits => true;
    }
}
