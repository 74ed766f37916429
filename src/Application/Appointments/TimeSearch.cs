using Scheduling.Domain.Appointments;

namespace Scheduling.Application.Appointments;

/// <summary>Looks for free times beyond the days shown, with facts that are already loaded.</summary>
internal static class TimeSearch
{
    /// <summary>The first time that can be booked; week by week, so that nothing is worked out beyond it.</summary>
    public static Slot? First(BookingFacts facts, IReadOnlyList<TherapistFacts> therapists, LocalDate from, LocalDate until)
    {
        for (var start = from; start <= until; start = start.PlusDays(7))
        {
            if (SlotList.Earliest(SlotList.Of(facts, therapists, new DateInterval(start, start.PlusDays(6)))) is { } slot)
            {
                return slot;
            }
        }

        return null;
    }

    /// <summary>How many times that can be booked each of these therapists has on these dates; who has none is left out.</summary>
    public static IEnumerable<TherapistTimes> InPlaceOf(
        BookingFacts facts, IEnumerable<TherapistFacts> others, DateInterval dates, IReadOnlyList<TherapistChoice> names) =>
        from other in others
        let times = SlotList.Of(facts, [other], dates).Sum(day => day.Slots.Count(slot => !slot.HoursUsedUp))
        let name = names.FirstOrDefault(choice => choice.Id == other.Id.Value)
        where times > 0 && name is not null
        select new TherapistTimes(name.Id, name.Name, times);
}
