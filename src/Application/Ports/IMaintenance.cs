namespace Scheduling.Application.Ports;

/// <summary>What an operator does from the command line; none of it belongs to a request.</summary>
public interface IMaintenance
{
    /// <summary>Brings the tables to the newest version; the names of the migrations that were run.</summary>
    Task<IReadOnlyList<string>> Migrate(CancellationToken cancellationToken);

    /// <summary>Null when the portal can start on this database, else one line that says what to do.</summary>
    Task<string?> WhyNotReady(CancellationToken cancellationToken);

    /// <summary>R25: recomputes every month from the visits in one snapshot; the differences, of which there must be none.</summary>
    Task<IReadOnlyList<string>> VerifyBudgets(CancellationToken cancellationToken);

    /// <summary>Makes the demo's people, companies and visits, or tops them up so that there is always something to see.</summary>
    Task<IReadOnlyList<DemoAccount>> SeedDemo(CancellationToken cancellationToken);
}

/// <summary>A demo account and what can be tried with it, in the language asked for.</summary>
public sealed record DemoAccount(string Login, string Password, string Role, string TryKey);

/// <summary>An operator's command cannot be done as things are; the message says in one line why and what to do.</summary>
public sealed class CannotBeDoneException(string message, Exception? cause = null) : Exception(message, cause);
