using System.Collections.Concurrent;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>
/// What was read under a row's version, kept in memory for as long as that version stands (docs/adr/0010). Everybody who changes what belongs
/// to a company or to a therapist counts the version of that row up in the same transaction, under its lock. What somebody enters past the
/// portal without counting is seen after a minute at the latest. Pages that list times read from here; nothing is ever decided on it.
/// </summary>
internal sealed class KeptByVersion<T>(TimeProvider time)
    where T : class
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ulong, (uint Version, T Value, long ReadAt)> kept = new();

    /// <summary>Null when nothing is known in this version.</summary>
    public T? Find(ulong id, uint version) =>
        kept.TryGetValue(id, out var found) && found.Version == version && time.GetElapsedTime(found.ReadAt) < Longest ? found.Value : null;

    /// <param name="version">Read in the same statement as the value or before it: what is kept may be newer than its version, never older.</param>
    public void Keep(ulong id, uint version, T value) => kept[id] = (version, value, time.GetTimestamp());
}
