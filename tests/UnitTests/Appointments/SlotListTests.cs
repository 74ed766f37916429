using NodaTime;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;
using static Scheduling.UnitTests.Appointments.World;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Appointments;

/// <summary>R30–R34a: what a patient sees of a day.</summary>
[Trait("Rule", "R30")]
public sealed class SlotListTests
{
    private static readonly World NineToTwelve = new() { Hours = EveryDay(DayHours.Between(9, 12)) };

    [Fact]
    public void A_day_lists_the_starts_from_which_the_whole_visit_fits() =>
        Assert.Equal(
            [At("2027-06-07 09:00"), At("2027-06-07 09:30"), At("2027-06-07 10:00"), At("2027-06-07 10:30"), At("2027-06-07 11:00")],
            Starts(NineToTwelve.List("2027-06-07")));

    [Fact]
    public void Taken_times_are_not_listed() =>
        Assert.Equal(
            [At("2027-06-07 09:00"), At("2027-06-07 11:00")],
            Starts((NineToTwelve with { TherapistsVisits = [Visit("2027-06-07 10:00")] }).List("2027-06-07")));

    [Fact]
    public void A_day_with_slots_has_no_reason_for_having_none() => Assert.Null(NineToTwelve.List("2027-06-07").WhyNone);

    [Fact]
    public void Days_come_in_order_and_none_is_left_out()
    {
        var dates = new DateInterval(Day("2027-06-05"), Day("2027-06-09"));

        Assert.Equal(dates, SlotList.Of(NineToTwelve.Facts, [NineToTwelve.Therapist], dates).Select(day => day.On));
    }

    /// <summary>R14: 9:00–12:00 in Warsaw is 17:30–20:30 on Lord Howe Island and 3:00–6:00 in New York.</summary>
    [Theory]
    [Trait("Rule", "R14")]
    [InlineData("America/New_York", "2027-06-07")]
    [InlineData("Australia/Lord_Howe", "2027-06-07")]
    public void A_day_is_a_day_of_the_readers_clocks(string readers, string date)
    {
        var night = NineToTwelve with { Hours = EveryDay(DayHours.WholeDay), Settings = new SettingOverrides { TimeZone = Zone(readers) } };
        var day = night.List(date);

        Assert.All(day.Slots, slot => Assert.Equal(Day(date), slot.Start.DateIn(Zone(readers))));
        Assert.Equal(48, day.Slots.Count);
    }

    /// <summary>25 hours lie between these clocks: the last hour of the reader's day is the first of the therapist's day after the next.</summary>
    [Fact]
    [Trait("Rule", "R34c")]
    public void Readers_at_the_other_end_of_the_calendar_miss_no_hour()
    {
        var world = new World
        {
            TherapistsZone = Zone("Pacific/Kiritimati"),
            Settings = new SettingOverrides { TimeZone = Zone("Pacific/Pago_Pago") },
        };

        Assert.Equal(48, world.List("2027-06-07").Slots.Count);
        Assert.Contains(Utc("2027-06-08 10:30Z"), Starts(world.List("2027-06-07")));
    }

    [Fact]
    [Trait("Rule", "R34")]
    public void In_a_month_without_enough_hours_the_free_times_are_listed_and_marked()
    {
        var free = NineToTwelve.List("2027-06-07");
        var usedUp = (NineToTwelve with { Purchases = [Allowance(49)] }).List("2027-06-07");

        Assert.All(free.Slots, slot => Assert.False(slot.HoursUsedUp));
        Assert.Equal(free.Slots.Select(slot => slot with { HoursUsedUp = true }), usedUp.Slots);
    }

    [Fact]
    [Trait("Rule", "R34")]
    public void The_earliest_slot_is_one_that_can_be_booked()
    {
        var world = NineToTwelve with { Purchases = [new(Domain.Budgets.PurchaseKind.TopUp, new YearMonth(2027, 7), new Minutes(600), Instant.MinValue)] };
        var days = SlotList.Of(world.Facts, [world.Therapist], new DateInterval(Day("2027-06-29"), Day("2027-07-02")));

        Assert.Equal(At("2027-07-01 09:00"), SlotList.Earliest(days.Select(day => day.Slots))?.Start);
        Assert.Null(SlotList.Earliest(days.Take(2).Select(day => day.Slots)));
    }

    private static IEnumerable<Instant> Starts(SlotDay day) => day.Slots.Select(slot => slot.Start);
}
