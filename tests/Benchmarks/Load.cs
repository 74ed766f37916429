using System.Collections.Concurrent;
using System.Diagnostics;

namespace Scheduling.Benchmarks;

/// <summary>What a stretch of load came to; stretches of several rounds are added.</summary>
internal sealed class Figures
{
    private readonly List<double> milliseconds = [];
    private double seconds;
    private long bytes;

    public int Failures { get; private set; }

    public int Count => milliseconds.Count;

    public double PerSecond => Count / seconds;

    public double KilobytesEach => bytes / 1024.0 / Math.Max(1, Count);

    public void Add(IEnumerable<double> latencies, double took, long allocated, int failures)
    {
        milliseconds.AddRange(latencies);
        seconds += took;
        bytes += allocated;
        Failures += failures;
    }

    public double Percentile(double share)
    {
        milliseconds.Sort();
        return Count == 0 ? double.NaN : milliseconds[(int)Math.Min(Count - 1, Math.Floor(share * Count))];
    }
}

/// <summary>Closed loops: so many clients, each sends its next request when the one before is answered.</summary>
internal static class Load
{
    /// <summary>Runs for so long and at most so many requests; <paramref name="one"/> says whether the answer was the wanted one.</summary>
    public static async Task Run(Figures into, int clients, TimeSpan length, Func<int, int, Task<bool>> one, int most = int.MaxValue)
    {
        var latencies = new ConcurrentBag<List<double>>();
        var (sent, failures) = (0, 0);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var own = new List<double>();
            latencies.Add(own);
            while (clock.Elapsed < length && Interlocked.Increment(ref sent) is var number && number <= most)
            {
                var start = Stopwatch.GetTimestamp();
                if (!await one(client, number - 1))
                {
                    Interlocked.Increment(ref failures);
                }

                own.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        })));
        into.Add(latencies.SelectMany(own => own), clock.Elapsed.TotalSeconds, GC.GetTotalAllocatedBytes(precise: true) - before, failures);
    }
}
