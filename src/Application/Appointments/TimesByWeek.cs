using Scheduling.Domain.Appointments;

namespace Scheduling.Application.Appointments;

/// <summary>
/// The free times of some therapists, worked out week by week when they are first asked for and then kept: a page asks for the same days
/// several times over, and what lies beyond them is never worked out.
/// </summary>
internal sealed class TimesByWeek(BookingFacts facts, IReadOnlyList<TherapistFacts> therapists)
{
    private readonly Dictionary<LocalDate, IReadOnlyList<SlotDay>> weeks = [];

    public IReadOnlyList<SlotDay> On(DateInterval dates) => [.. dates.Select(Day)];

    /// <summary>The first time on these dates that can be booked.</summary>
    public Slot? First(LocalDate from, LocalDate until)
    {
        for (var date = from; date <= until; date = date.PlusDays(1))
        {
            if (SlotList.Earliest([Day(date)]) is { } slot)
            {
                return slot;
            }
        }

        return null;
    }

    private SlotDay Day(LocalDate date)
    {
        var monday = date.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
        if (!weeks.TryGetValue(monday, out var week))
        {
            weeks[monday] = week = SlotList.Of(facts, therapists, new DateInterval(monday, monday.PlusDays(6)));
        }

        return week[Period.DaysBetween(monday, date)];
    }
}
