namespace Scheduling.Domain.Kernel;

/// <summary>How local times become moments where clocks change (R32). The only place that decides it.</summary>
public static class LocalTimes
{
    /// <summary>A start that does not exist that day is none; one that comes twice is the earlier.</summary>
    public static Instant? AsStart(this LocalDateTime local, DateTimeZone zone)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count == 0 ? null : mapping.First().ToInstant();
    }

    /// <summary>Where a stretch begins: a border in the gap moves to the change, a doubled one is the earlier.</summary>
    public static Instant AsOpening(this LocalDateTime local, DateTimeZone zone)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count == 0 ? mapping.LateInterval.Start : mapping.First().ToInstant();
    }

    /// <summary>Where a stretch ends: a border in the gap moves to the change, a doubled one is the later.</summary>
    public static Instant AsClosing(this LocalDateTime local, DateTimeZone zone)
    {
        var mapping = zone.MapLocal(local);
        return mapping.Count == 0 ? mapping.LateInterval.Start : mapping.Last().ToInstant();
    }

    /// <summary>The stretch between two local times, or none when the change swallows it whole.</summary>
    public static TimeSlot? Between(LocalDateTime from, LocalDateTime until, DateTimeZone zone)
    {
        var start = from.AsOpening(zone);
        var end = until.AsClosing(zone);
        return start < end ? new TimeSlot(start, end) : null;
    }

    public static LocalDate DateIn(this Instant moment, DateTimeZone zone) => moment.InZone(zone).Date;

    /// <summary>The calendar month in which a moment lies on the clocks of a zone (R21a).</summary>
    public static YearMonth MonthIn(this Instant moment, DateTimeZone zone) => moment.InZone(zone).Date.ToYearMonth();

    /// <summary>
    /// The date's midnight, where the clock changes neither on this date nor in the hours after it: then minutes on the clock are elapsed
    /// ones, and the zone is asked once for all of them. Null = the clock changes, ask for each.
    /// </summary>
    public static Instant? MidnightOfPlainDay(LocalDate date, DateTimeZone zone)
    {
        var midnight = date.AtMidnight();
        var mapping = zone.MapLocal(midnight);
        return mapping.Count == 1 && (!mapping.EarlyInterval.HasEnd || mapping.EarlyInterval.IsoLocalEnd >= midnight.PlusDays(1).PlusHours(3))
            ? midnight.WithOffset(mapping.EarlyInterval.WallOffset).ToInstant()
            : null;
    }
}
