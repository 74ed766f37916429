using Scheduling.Domain.Appointments;

namespace Scheduling.Application.Appointments;

/// <summary>
/// The free times of some therapists, worked out for all weeks of a month at once when one of its days is first asked for, and then kept: a
/// page asks for the same days several times over, and almost always for those of one month.
/// </summary>
internal sealed class TimesByMonth(BookingFacts facts, IReadOnlyList<TherapistFacts> therapists)
{
    private readonly Dictionary<LocalDate, IReadOnlyList<Slot>> days = [];

    /// <summary>The days with their times; the empty ones say why (R34a).</summary>
    public IEnumerable<SlotDay> On(DateInterval dates) => dates.Select(date =>
        new SlotDay(date, Slots(date), Slots(date).Count > 0 ? null : SlotList.WhyNone(facts, therapists, date)));

    /// <summary>How many there are on each of these days.</summary>
    public IEnumerable<DayCount> CountOn(DateInterval dates) => dates.Select(date => DayCount.Of(date, Slots(date)));

    /// <summary>The first time on these dates that can be booked.</summary>
    public Slot? First(LocalDate from, LocalDate until) => from > until ? null : SlotList.Earliest(new DateInterval(from, until).Select(Slots));

    private IReadOnlyList<Slot> Slots(LocalDate date)
    {
        if (!days.TryGetValue(date, out var day))
        {
            var month = date.ToYearMonth().ToDateInterval();
            var weeks = new DateInterval(
                month.Start.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)), month.End.With(DateAdjusters.NextOrSame(IsoDayOfWeek.Sunday)));
            foreach (var (on, slots) in weeks.Zip(SlotList.Slots(facts, therapists, weeks)))
            {
                days[on] = slots;
            }

            day = days[date];
        }

        return day;
    }
}
