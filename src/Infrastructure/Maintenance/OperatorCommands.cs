using MySql.Data.MySqlClient;
using Scheduling.Application.Ports;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Maintenance;

/// <summary>The commands of the operator, each in its own class. A fault of the database becomes one line.</summary>
internal sealed class OperatorCommands(Migrator migrator, BudgetVerification verification, DemoSeeder demo) : IMaintenance
{
    public Task<IReadOnlyList<string>> Migrate(CancellationToken cancellationToken) => InOneLine(migrator.Run(cancellationToken));

    public Task<string?> WhyNotReady(CancellationToken cancellationToken) => InOneLine(migrator.WhyNotReady(cancellationToken));

    public Task<IReadOnlyList<string>> VerifyBudgets(CancellationToken cancellationToken) => InOneLine(verification.Run(cancellationToken));

    public Task<IReadOnlyList<DemoAccount>> SeedDemo(CancellationToken cancellationToken) => InOneLine(demo.Run(cancellationToken));

    private static async Task<T> InOneLine<T>(Task<T> command)
    {
        try
        {
            return await command;
        }
        catch (MySqlException error)
        {
            throw new CannotBeDoneException($"The database cannot be used: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }
}
