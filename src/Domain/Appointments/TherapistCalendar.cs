using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;

namespace Scheduling.Domain.Appointments;

/// <summary>
/// A therapist's own time: his working hours with his visits in them, the buffer between these, his limits (R30–R32, R36, R37). It knows
/// nothing of who asks. Therefore what is worked out once is kept and serves everybody; it may be shared between threads.
/// </summary>
/// <param name="visits">His not cancelled ones in the time asked about, in any order.</param>
public sealed class TherapistCalendar(WorkingTime workingTime, Minutes buffer, WorkingLimits limits, IReadOnlyList<TimeSlot> visits)
{
    /// <summary>The longest horizon (R11), in which a provider's visits have a handful of lengths.</summary>
    private const int WeeksAhead = 54;

    private static readonly Duration LongerThanAnyVisit = Duration.FromDays(1);

    private readonly TimeSlot[] visits = [.. visits.OrderBy(visit => visit.Start)];
    private readonly WorkedOut<(LocalDate Monday, Minutes Length), Instant[]> openStarts = new(most: 10 * WeeksAhead);
    private readonly WorkedOut<LocalDate, int> visitsOfWeeks = new(most: 2 * WeeksAhead);

    public WorkingTime WorkingTime { get; } = workingTime;

    /// <summary>Free time between two of his visits.</summary>
    public Minutes Buffer { get; } = buffer;

    public WorkingLimits Limits { get; } = limits;

    public DateTimeZone Zone => WorkingTime.Zone;

    /// <summary>By start.</summary>
    public IReadOnlyList<TimeSlot> Visits => visits;

    /// <summary>The same therapist with these visits instead.</summary>
    public TherapistCalendar With(IReadOnlyList<TimeSlot> others) => new(WorkingTime, Buffer, Limits, others);

    /// <summary>
    /// The starts in the week that begins on this Monday of his zone at which he could hold a visit of this length, by time: he works, is free
    /// and keeps his limits. Whether he is active and serves the company, and all that concerns the patient, is not asked.
    /// </summary>
    public ReadOnlySpan<Instant> OpenStartsInWeekFrom(LocalDate monday, Minutes length) => openStarts.Get(
        (monday, length),
        static (asked, calendar) => [..
            from date in new DateInterval(asked.Monday, asked.Monday.PlusDays(6))
            from start in calendar.WorkingTime.GridOn(date)
            where BookingRules.IsOpen(calendar, new TimeSlot(start, asked.Length), date)
            select start],
        this);

    /// <summary>How many visits he has in the week that begins on this Monday, by their start in his zone (R33).</summary>
    public int VisitsInWeekFrom(LocalDate monday) => visitsOfWeeks.Get(
        monday, static (first, calendar) => calendar.VisitsOn(new DateInterval(first, first.PlusDays(6))).Count, this);

    /// <summary>No visit of his shares a moment with this stretch.</summary>
    public bool IsFree(TimeSlot stretch)
    {
        for (var i = FirstFrom(stretch.End) - 1; i >= 0 && visits[i].Start > stretch.Start - LongerThanAnyVisit; i--)
        {
            if (visits[i].Overlaps(stretch))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>His not cancelled visits that start on these dates of his zone (R36).</summary>
    public IReadOnlyList<TimeSlot> VisitsOn(DateInterval dates)
    {
        // No zone is further from UTC than a day, so of most visits the zone need not be asked.
        var from = FirstFrom(dates.Start.PlusDays(-1).AtMidnight().InUtc().ToInstant());
        var until = FirstFrom(dates.End.PlusDays(2).AtMidnight().InUtc().ToInstant());
        return [.. visits.Skip(from).Take(until - from).Where(visit => dates.Contains(visit.Start.DateIn(Zone)))];
    }

    /// <summary>The place of the first visit that starts then or later.</summary>
    private int FirstFrom(Instant moment)
    {
        var (low, high) = (0, visits.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = visits[middle].Start < moment ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
