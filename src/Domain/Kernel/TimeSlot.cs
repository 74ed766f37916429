namespace Scheduling.Domain.Kernel;

/// <summary>
/// A stretch of time on the world's one time line, start included, end excluded, never empty.
/// Its length is elapsed time, whatever clocks do in between (R32).
/// </summary>
public readonly record struct TimeSlot
{
    public TimeSlot(Instant start, Instant end)
    {
        if (end <= start)
        {
            throw new ArgumentException("A time slot ends after it starts.", nameof(end));
        }

        Start = start;
        End = end;
    }

    public TimeSlot(Instant start, Minutes length)
        : this(start, start + length.AsDuration)
    {
    }

    public Instant Start { get; }

    public Instant End { get; }

    /// <summary>Whole elapsed minutes.</summary>
    public Minutes Length => new((int)(End - Start).TotalMinutes);

    /// <summary>True when the two share a moment; touching ends share none.</summary>
    public bool Overlaps(TimeSlot other) => Start < other.End && other.Start < End;

    public bool Contains(TimeSlot other) => Start <= other.Start && other.End <= End;

    /// <summary>The same stretch with so much time added before and after it (R36: the buffer between visits).</summary>
    public TimeSlot WidenedBy(Minutes margin) => new(Start - margin.AsDuration, End + margin.AsDuration);
}
