using Scheduling.Domain.Kernel;

namespace Scheduling.Domain.Therapists;

/// <summary>
/// One date of a therapist in three layers (R30): first the weekly table with what exceptions open; then without what exceptions close;
/// then without the weekly table on a holiday. The last is his availability, on whose intervals the grid stands. An opening beats a closing.
/// </summary>
internal sealed record WorkingDay(
    IReadOnlyList<TimeSlot> TableWithOpenings,
    IReadOnlyList<TimeSlot> WithoutClosings,
    IReadOnlyList<TimeSlot> Availability,
    IReadOnlyList<Instant> Grid)
{
    public static WorkingDay Empty { get; } = new([], [], [], []);

    public static WorkingDay Of(LocalDate date, WorkingTimeSources sources, Holidays holidays, DateTimeZone zone, int step)
    {
        var table = DayHours.Union(Weekly(sources.Weekly, date));
        var changes = sources.Exceptions.Count == 0 ? [] : sources.Exceptions.Where(change => change.On == date).ToArray();
        if (changes.Length == 0 && table.Count == 0)
        {
            return Empty;
        }

        var clock = new Clock(date, zone, LocalTimes.MidnightOfPlainDay(date, zone));
        if (changes.Length == 0 && !holidays.Contains(date))
        {
            var all = clock.Slots(table); // nothing is laid over the table
            return new WorkingDay(all, all, all, clock.Starts(table, step));
        }

        var opened = changes.Where(change => change.Kind == ChangeKind.Opens).Select(change => change.Hours).ToArray();
        var closed = changes.Where(change => change.Kind == ChangeKind.Closes).Select(change => change.Hours);
        var withoutClosings = DayHours.Union([.. DayHours.Without(table, closed), .. opened]);
        var availability = holidays.Contains(date) ? DayHours.Union(opened) : withoutClosings;
        return new WorkingDay(
            clock.Slots(DayHours.Union([.. table, .. opened])), clock.Slots(withoutClosings), clock.Slots(availability), clock.Starts(availability, step));
    }

    private static List<DayHours> Weekly(IReadOnlyList<WeeklyHours> rows, LocalDate date)
    {
        var hours = new List<DayHours>();
        foreach (var row in rows)
        {
            if (row.Day == date.DayOfWeek && row.Valid.Contains(date))
            {
                hours.Add(row.Hours);
            }
        }

        return hours;
    }

    /// <summary>The clock of one date; with <paramref name="PlainMidnight"/> its minutes are elapsed ones.</summary>
    private readonly record struct Clock(LocalDate Date, DateTimeZone Zone, Instant? PlainMidnight)
    {
        public TimeSlot[] Slots(IReadOnlyList<DayHours> hours)
        {
            var slots = new List<TimeSlot>(hours.Count);
            foreach (var each in hours)
            {
                var slot = PlainMidnight is { } midnight
                    ? new TimeSlot(midnight + Duration.FromMinutes(each.FromMinute), midnight + Duration.FromMinutes(each.UntilMinute))
                    : LocalTimes.Between(At(each.FromMinute), At(each.UntilMinute), Zone);
                if (slot is { } open)
                {
                    slots.Add(open);
                }
            }

            return [.. slots];
        }

        public Instant[] Starts(IReadOnlyList<DayHours> availability, int step)
        {
            var starts = new List<Instant>(availability.Sum(hours => ((hours.UntilMinute - hours.FromMinute) / step) + 1));
            foreach (var hours in availability)
            {
                for (var minute = hours.FromMinute; minute < hours.UntilMinute; minute += step)
                {
                    if ((PlainMidnight is { } midnight ? midnight + Duration.FromMinutes(minute) : At(minute).AsStart(Zone)) is { } start)
                    {
                        starts.Add(start);
                    }
                }
            }

            return [.. starts];
        }

        private LocalDateTime At(int minute) => Date.AtMidnight().PlusMinutes(minute);
    }
}
