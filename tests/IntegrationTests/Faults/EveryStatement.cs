using MySql.Data.MySqlClient;
using Scheduling.Application.Pipeline;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>
/// T16: which statements fail. In the short form each use case fails at every third one, beginning at another one for each fault;
/// <c>TEST_FORM=long</c> takes every statement.
/// </summary>
internal static class EveryStatement
{
    public static readonly int Step = Environment.GetEnvironmentVariable("TEST_FORM") is "long" ? 1 : 3;

    public static TheoryData<Fault> Faults => [.. Enum.GetValues<Fault>()];

    public static int First(Fault fault) => 1 + ((int)fault % Step);

    /// <summary>A fault ends a tick early; the clockwork comes again.</summary>
    public static async Task TickThatMayStop(Func<Task> tick)
    {
        try
        {
            await tick();
        }
        catch (Exception fault) when (fault is BusyException or MySqlException or AggregateException)
        {
            // What it had claimed is free again when its lease is over.
        }
    }
}
