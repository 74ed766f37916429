using System.Diagnostics;

namespace Scheduling.IntegrationTests.Support;

/// <summary>Waits for a condition, not for a time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task Is(Func<bool> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waited.Elapsed < Patience, "The condition did not come true.");
            await Task.Yield();
        }
    }
}
