using Scheduling.Domain.Kernel;

namespace Scheduling.Domain.Therapists;

/// <summary>Why a therapist takes no visit at a time, in the order in which it is asked (R34c).</summary>
public enum Closed
{
    NoHours,
    ClosedDate,
    Holiday,
    Away,
    OffTheGrid,
}

/// <summary>What a therapist's working time is made of. <paramref name="Substituted"/>: dates on which another therapist takes his place (R48).</summary>
public sealed record WorkingTimeSources(
    IReadOnlyList<WeeklyHours> Weekly,
    IReadOnlyList<DatedHours> Exceptions,
    IReadOnlyList<Absence> Absences,
    IReadOnlyList<DatePeriod> Substituted)
{
    public static WorkingTimeSources None { get; } = new([], [], [], []);
}

/// <summary>
/// When a therapist works (R30–R32): weekly table, holidays, dated exceptions, absences and substitutions laid over each other on the
/// clocks of his zone. Suspension, the strongest source, is asked before (R34c). Days are worked out once and kept; it may be shared between threads.
/// </summary>
public sealed class WorkingTime(DateTimeZone zone, int slotStepMinutes, WorkingTimeSources sources, Holidays holidays)
{
    private readonly int slotStepMinutes = slotStepMinutes;
    private readonly WorkingTimeSources sources = sources;
    private readonly Holidays holidays = holidays;
    private readonly WorkedOut<LocalDate, WorkingDay> days = new(most: 500); // the longest horizon and more (R11)

    public DateTimeZone Zone { get; } = zone;

    /// <summary>
    /// The starts on the grid of a date (R31): every <c>slot_step_minutes</c> from the beginning of each interval of availability, in
    /// local time. Absences do not shift the grid. A local time that does not exist gives none, one that comes twice the earlier (R32).
    /// </summary>
    public IReadOnlyList<Instant> GridOn(LocalDate date) => Day(date).Grid;

    /// <summary>Why this visit cannot take place, or null when he works all through it and it begins on the grid.</summary>
    public Closed? WhyClosed(TimeSlot visit)
    {
        var date = visit.Start.DateIn(Zone);
        var today = Day(date);
        var tomorrow = visit.End.DateIn(Zone) == date ? WorkingDay.Empty : Day(date.PlusDays(1));
        if (LiesInside(visit, today.Availability, tomorrow.Availability)) // each layer lies inside the one before it
        {
            return IsAway(visit, date) ? Closed.Away : today.Grid.Contains(visit.Start) ? null : Closed.OffTheGrid;
        }

        return !LiesInside(visit, today.TableWithOpenings, tomorrow.TableWithOpenings) ? Closed.NoHours
            : !LiesInside(visit, today.WithoutClosings, tomorrow.WithoutClosings) ? Closed.ClosedDate
            : Closed.Holiday;
    }

    /// <summary>
    /// Why a stretch in which no start on the grid lies has none, as the day of a reader on other clocks. Hours too short for a start count as none.
    /// </summary>
    public Closed WhyNoStart(TimeSlot stretch)
    {
        var dates = new DateInterval(stretch.Start.DateIn(Zone), stretch.End.DateIn(Zone)).Select(Day).ToArray();
        return !dates.Any(day => Reach(day.TableWithOpenings)) ? Closed.NoHours
            : !dates.Any(day => Reach(day.WithoutClosings)) ? Closed.ClosedDate
            : !dates.Any(day => Reach(day.Availability)) ? Closed.Holiday
            : Closed.NoHours;

        bool Reach(IReadOnlyList<TimeSlot> hours) => hours.Any(each => each.Overlaps(stretch));
    }

    private bool IsAway(TimeSlot visit, LocalDate date) =>
        (sources.Absences.Count > 0 && sources.Absences.Any(absence => absence.Covers(visit, Zone)))
        || (sources.Substituted.Count > 0 && sources.Substituted.Any(period => period.Contains(date)));

    /// <summary>Hours that end at midnight go on where the next date's begin at midnight: touching ones count as one (R31).</summary>
    private static bool LiesInside(TimeSlot visit, IReadOnlyList<TimeSlot> today, IReadOnlyList<TimeSlot> tomorrow)
    {
        TimeSlot? current = null;
        for (var i = 0; i < today.Count + tomorrow.Count; i++)
        {
            var open = i < today.Count ? today[i] : tomorrow[i - today.Count];
            current = current is { } before && open.Start <= before.End ? new TimeSlot(before.Start, Instant.Max(before.End, open.End)) : open;
            if (current.Value.Contains(visit))
            {
                return true;
            }
        }

        return false;
    }

    private WorkingDay Day(LocalDate date) => days.Get(
        date, static (on, time) => WorkingDay.Of(on, time.sources, time.holidays, time.Zone, time.slotStepMinutes), this);
}
