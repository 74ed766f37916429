using Scheduling.Application.Ports;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Maintenance;

/// <summary>The commands of the operator, each in its own class.</summary>
internal sealed class OperatorCommands(Migrator migrator, BudgetVerification verification, DemoSeeder demo) : IMaintenance
{
    public Task<IReadOnlyList<string>> Migrate(CancellationToken cancellationToken) => migrator.Run(cancellationToken);

    public Task<string?> WhyNotReady(CancellationToken cancellationToken) => migrator.WhyNotReady(cancellationToken);

    public Task<IReadOnlyList<string>> VerifyBudgets(CancellationToken cancellationToken) => verification.Run(cancellationToken);

    public Task<IReadOnlyList<DemoAccount>> SeedDemo(CancellationToken cancellationToken) => demo.Run(cancellationToken);
}
