using System.Collections.Concurrent;

namespace Scheduling.Domain.Kernel;

/// <summary>
/// What was worked out once and is kept for whoever asks next; safe between threads. After so many it keeps no more and works out each anew:
/// dates from made-up addresses must not fill the memory.
/// </summary>
internal sealed class WorkedOut<TKey, TValue>(int most)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> kept = new();
    private int room = most;

    /// <param name="from">What it is worked out from; always the same for the same key.</param>
    public TValue Get<TFrom>(TKey key, Func<TKey, TFrom, TValue> workOut, TFrom from)
    {
        if (!kept.TryGetValue(key, out var value))
        {
            value = workOut(key, from);
            if (Volatile.Read(ref room) > 0 && Interlocked.Decrement(ref room) >= 0)
            {
                kept.TryAdd(key, value);
            }
        }

        return value;
    }
}
