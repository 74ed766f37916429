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
        var table = DayHours.Union(sources.Weekly.Where(row => row.Day == date.DayOfWeek && row.Valid.Contains(date)).Select(row => row.Hours));
        var opened = sources.Exceptions.Where(change => change.On == date && change.Kind == ChangeKind.Opens).Select(change => change.Hours).ToArray();
        var closed = sources.Exceptions.Where(change => change.On == date && change.Kind == ChangeKind.Closes).Select(change => change.Hours);
        var withoutClosings = DayHours.Union([.. DayHours.Without(table, closed), .. opened]);
        var availability = holidays.Contains(date) ? DayHours.Union(opened) : withoutClosings;
        return new WorkingDay(
            OnTheClock(DayHours.Union([.. table, .. opened]), date, zone),
            OnTheClock(withoutClosings, date, zone),
            OnTheClock(availability, date, zone),
            [.. Starts(availability, date, zone, step)]);
    }

    private static IReadOnlyList<TimeSlot> OnTheClock(IReadOnlyList<DayHours> hours, LocalDate date, DateTimeZone zone) =>
        [.. hours
            .Select(each => LocalTimes.Between(At(date, each.FromMinute), At(date, each.UntilMinute), zone))
            .OfType<TimeSlot>()];

    private static IEnumerable<Instant> Starts(IReadOnlyList<DayHours> availability, LocalDate date, DateTimeZone zone, int step)
    {
        foreach (var hours in availability)
        {
            for (var minute = hours.FromMinute; minute < hours.UntilMinute; minute += step)
            {
                if (At(date, minute).AsStart(zone) is { } start)
                {
                    yield return start;
                }
            }
        }
    }

    private static LocalDateTime At(LocalDate date, int minute) => date.AtMidnight().PlusMinutes(minute);
}
