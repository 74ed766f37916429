using NodaTime;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;
using static Scheduling.UnitTests.Appointments.World;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Appointments;

/// <summary>R33: "any therapist": fewest not cancelled visits in the ISO week of the start, then the lower id.</summary>
[Trait("Rule", "R33")]
public sealed class AnyTherapistTests
{
    [Fact]
    public void The_one_with_fewest_visits_in_the_week_comes_first() =>
        Assert.Equal(
            [2, 3, 1],
            Order(Therapist(1, "2027-06-08 10:00", "2027-06-09 10:00"), Therapist(3, "2027-06-13 23:30"), Therapist(2)));

    [Fact]
    public void Of_equals_the_lower_id_comes_first() =>
        Assert.Equal([9, 10, 200], Order(Therapist(200, "2027-06-08 10:00"), Therapist(10, "2027-06-09 10:00"), Therapist(9, "2027-06-07 08:00")));

    /// <summary>Monday 7 to Sunday 13 June, whatever is booked around it.</summary>
    [Fact]
    public void Visits_of_other_weeks_do_not_count() =>
        Assert.Equal([2, 1], Order(Therapist(1, "2027-06-07 00:00"), Therapist(2, "2027-06-06 23:30", "2027-06-14 00:00", "2027-06-15 10:00")));

    /// <summary>Number, not length: one of four hours comes before two of a quarter.</summary>
    [Fact]
    public void Visits_are_counted_and_not_their_minutes()
    {
        var one = Therapist(1) with { Visits = [Visit("2027-06-08 10:00", 240)] };
        var two = Therapist(2) with { Visits = [Visit("2027-06-08 10:00", 15), Visit("2027-06-08 11:00", 15)] };

        Assert.Equal([1, 2], Order(two, one));
    }

    /// <summary>Sunday 20:30 in Warsaw is Monday in Kolkata: a visit of this week for the one there, of last week for the one here.</summary>
    [Fact]
    [Trait("Rule", "R14")]
    public void A_week_is_a_week_of_the_therapists_zone()
    {
        var here = Therapist(2, "2027-06-06 20:30");
        var there = new World { TherapistsZone = Kolkata, TherapistsVisits = [Visit("2027-06-06 20:30")] }.Therapist with { Id = new(1) };

        Assert.Equal([2, 1], Order(there, here));
    }

    [Fact]
    public void Any_lists_each_time_once_for_whom_it_falls_to()
    {
        var early = EveryDay(DayHours.Between(9, 11));
        var late = EveryDay(DayHours.Between(10, 12));
        var busy = new World { Hours = early, TherapistsVisits = [Visit("2027-06-08 10:00")] }.Therapist;
        var free = new World { Hours = late }.Therapist with { Id = new(2) };

        var day = SlotList.Of(new World().Facts, [busy, free], new DateInterval(Day("2027-06-07"), Day("2027-06-07")))[0];

        Assert.Equal(
            [
                new Slot(At("2027-06-07 09:00"), new(1), HoursUsedUp: false),
                new Slot(At("2027-06-07 09:30"), new(1), HoursUsedUp: false),
                new Slot(At("2027-06-07 10:00"), new(2), HoursUsedUp: false),
                new Slot(At("2027-06-07 10:30"), new(2), HoursUsedUp: false),
                new Slot(At("2027-06-07 11:00"), new(2), HoursUsedUp: false),
            ],
            day.Slots);
    }

    private static int[] Order(params TherapistFacts[] therapists) => [.. AnyTherapist.InOrder(therapists, Wish).Select(each => (int)each.Id.Value)];

    private static TherapistFacts Therapist(ulong id, params string[] visits) =>
        new World { TherapistsVisits = [.. visits.Select(start => Visit(start))] }.Therapist with { Id = new TherapistId(id) };
}
