using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Scheduling.Domain.Appointments;
using static Scheduling.UnitTests.Appointments.RandomWorlds;

namespace Scheduling.UnitTests.Appointments;

/// <summary>R33: "any" lists the merged times, and each falls to the one with fewest visits in that ISO week, then the lower id.</summary>
[Trait("Rule", "R33")]
public sealed class AnyTherapistProperties
{
    [Fact]
    public void Any_lists_the_union_of_the_single_lists_each_time_for_whom_it_falls_to() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Any.ToArbitrary(), world =>
        {
            var therapists = world.Facts.Therapists;
            var any = SlotList.Of(world.Facts, [.. therapists.Reverse()], world.Dates);
            var singles = therapists.SelectMany(each => SlotList.Of(world.Facts, [each], world.Dates)).ToLookup(day => day.On);

            foreach (var day in any)
            {
                var expected = singles[day.On]
                    .SelectMany(single => single.Slots)
                    .GroupBy(slot => slot.Start)
                    .OrderBy(same => same.Key)
                    .Select(same => same.OrderBy(slot => VisitsInTheWeek(world.Facts, slot)).ThenBy(slot => slot.Therapist.Value).First());
                Assert.Equal(expected, day.Slots);
            }
        }));

    private static int VisitsInTheWeek(BookingFacts facts, Slot slot)
    {
        var therapist = facts.Therapist(slot.Therapist)!;
        return therapist.Visits.Count(visit => WeekOf(visit.Start) == WeekOf(slot.Start));

        (int Year, int Week) WeekOf(Instant start)
        {
            var date = start.InZone(therapist.Zone).Date;
            var rule = NodaTime.Calendars.WeekYearRules.Iso;
            return (rule.GetWeekYear(date), rule.GetWeekOfWeekYear(date));
        }
    }
}
