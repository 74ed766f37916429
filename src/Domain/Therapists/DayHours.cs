namespace Scheduling.Domain.Therapists;

/// <summary>
/// Working hours inside one date, on the clock of the therapist's zone: from 00:00 to 24:00, whole minutes, never empty (R31).
/// </summary>
public readonly record struct DayHours
{
    public const int MinutesPerDay = 24 * 60;

    public DayHours(int fromMinute, int untilMinute)
    {
        if (fromMinute < 0 || untilMinute <= fromMinute || untilMinute > MinutesPerDay)
        {
            throw new ArgumentOutOfRangeException(nameof(untilMinute), untilMinute, "Hours lie between 00:00 and 24:00 and end after they begin.");
        }

        FromMinute = fromMinute;
        UntilMinute = untilMinute;
    }

    /// <summary>Minutes after local midnight.</summary>
    public int FromMinute { get; }

    /// <summary>Minutes after local midnight, not included; 1440 = 24:00.</summary>
    public int UntilMinute { get; }

    public static DayHours WholeDay => new(0, MinutesPerDay);

    public static DayHours Between(int fromHour, int untilHour) => new(fromHour * 60, untilHour * 60);

    /// <summary>The union; hours that touch or overlap count as one (R31). Ordered.</summary>
    public static IReadOnlyList<DayHours> Union(IEnumerable<DayHours> hours)
    {
        var merged = new List<DayHours>();
        if (hours is IReadOnlyCollection<DayHours> { Count: <= 1 })
        {
            merged.AddRange(hours);
            return merged;
        }

        foreach (var next in hours.OrderBy(each => each.FromMinute))
        {
            if (merged.Count > 0 && next.FromMinute <= merged[^1].UntilMinute)
            {
                merged[^1] = new DayHours(merged[^1].FromMinute, Math.Max(merged[^1].UntilMinute, next.UntilMinute));
            }
            else
            {
                merged.Add(next);
            }
        }

        return merged;
    }

    /// <summary>What remains of <paramref name="hours"/> (a union) when <paramref name="closed"/> is taken out.</summary>
    public static IReadOnlyList<DayHours> Without(IReadOnlyList<DayHours> hours, IEnumerable<DayHours> closed) =>
        closed.Aggregate(hours, (left, hole) => [.. left.SelectMany(each => each.Without(hole))]);

    private IEnumerable<DayHours> Without(DayHours hole)
    {
        if (hole.UntilMinute <= FromMinute || UntilMinute <= hole.FromMinute)
        {
            yield return this;
            yield break;
        }

        if (FromMinute < hole.FromMinute)
        {
            yield return new DayHours(FromMinute, hole.FromMinute);
        }

        if (hole.UntilMinute < UntilMinute)
        {
            yield return new DayHours(hole.UntilMinute, UntilMinute);
        }
    }
}
