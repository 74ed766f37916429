using System.Diagnostics;

namespace Scheduling.IntegrationTests.Support;

/// <summary>Waits for a condition, not for a time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task Is(Func<bool> condition, TimeSpan? patience = null) => Is(() => Task.FromResult(condition()), patience);

    public static async Task Is(Func<Task<bool>> condition, TimeSpan? patience = null)
    {
        var waited = Stopwatch.StartNew();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20)); // leaves the cores to what is waited for
        while (!await condition())
        {
            Assert.True(waited.Elapsed < (patience ?? Patience), "The condition did not come true.");
            await ticks.WaitForNextTickAsync();
        }
    }
}
