using Scheduling.Domain.Kernel;

namespace Scheduling.Domain.Therapists;

/// <summary>A row of the weekly table of availability, in force on the dates of its period (both included).</summary>
public sealed record WeeklyHours(IsoDayOfWeek Day, DayHours Hours, DatePeriod Valid);

/// <summary>Whether a dated exception opens or closes its hours.</summary>
public enum ChangeKind
{
    Opens,
    Closes,
}

/// <summary>
/// A dated exception (R30): it beats holidays and the weekly table. On one date an opening beats a closing, so
/// "other hours on this date" is: closed the whole day, and opened from–until.
/// </summary>
public sealed record DatedHours(LocalDate On, ChangeKind Kind, DayHours Hours);

/// <summary>
/// A stretch in which the therapist does not work, on his own clocks, end excluded; a whole day is midnight to midnight.
/// With <see cref="WeeklyUntil"/> it comes again every seven days, for the last time when it begins on that date.
/// </summary>
public sealed record Absence
{
    public Absence(LocalDateTime from, LocalDateTime until, LocalDate? weeklyUntil = null)
    {
        if (until <= from)
        {
            throw new ArgumentException("An absence ends after it begins.", nameof(until));
        }

        if (weeklyUntil < from.Date)
        {
            throw new ArgumentException("A weekly absence begins at least once.", nameof(weeklyUntil));
        }

        (From, Until, WeeklyUntil) = (from, until, weeklyUntil);
    }

    public LocalDateTime From { get; }

    public LocalDateTime Until { get; }

    public LocalDate? WeeklyUntil { get; }

    /// <summary>Does any of its occurrences share a moment with the given stretch?</summary>
    public bool Covers(TimeSlot slot, DateTimeZone zone)
    {
        var weeks = WeeklyUntil is null ? 0 : WeeksUntil(slot.End.DateIn(zone));
        var first = WeeklyUntil is null ? 0 : Math.Max(0, WeeksUntil(slot.Start.DateIn(zone)) - WeeksLong - 1);
        for (var week = first; week <= weeks; week++)
        {
            if (LocalTimes.Between(From.PlusWeeks(week), Until.PlusWeeks(week), zone) is { } away && away.Overlaps(slot))
            {
                return true;
            }
        }

        return false;
    }

    private int WeeksLong => Period.DaysBetween(From.Date, Until.Date) / 7;

    /// <summary>The number of the last occurrence that begins on or before the date; -1 = none does.</summary>
    private int WeeksUntil(LocalDate date)
    {
        var last = LocalDate.Min(date, WeeklyUntil ?? From.Date);
        return last < From.Date ? -1 : Period.DaysBetween(From.Date, last) / 7;
    }
}

/// <summary>Limits of working time (R36), over not cancelled visits by their start in the therapist's zone; empty = none.</summary>
public sealed record WorkingLimits(Minutes? PerDay = null, Minutes? PerWeek = null, int? VisitsPerDay = null)
{
    public static WorkingLimits None { get; } = new();
}
