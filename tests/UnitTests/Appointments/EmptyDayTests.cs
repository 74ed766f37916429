using NodaTime;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;
using static Scheduling.UnitTests.Appointments.World;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Appointments;

/// <summary>R34a: a day without times says why in words.</summary>
[Trait("Rule", "R34a")]
public sealed class EmptyDayTests
{
    private static readonly LocalDate Monday = Day("2027-06-07");
    private static readonly World NineToTwelve = new() { Hours = EveryDay(DayHours.Between(9, 12)) };
    private static readonly DatedHours Closed = new(Monday, ChangeKind.Closes, DayHours.WholeDay);
    private static readonly Holidays MondayOff = new(new HashSet<LocalDate> { Monday }, Polish: false);

    [Fact]
    public void No_hours_in_the_table() => AssertWhy(RefusalReason.NoWorkingHours, NineToTwelve with { Hours = WorkingTimeSources.None });

    [Fact]
    public void A_closed_date() =>
        AssertWhy(RefusalReason.ClosedDate, NineToTwelve with { Hours = NineToTwelve.Hours with { Exceptions = [Closed] } });

    [Fact]
    public void A_holiday() => AssertWhy(RefusalReason.Holiday, NineToTwelve with { DaysOff = MondayOff });

    [Fact]
    public void An_absence() => AssertWhy(
        RefusalReason.TherapistAway,
        NineToTwelve with { Hours = NineToTwelve.Hours with { Absences = [new(Monday.AtMidnight(), Monday.PlusDays(1).AtMidnight())] } });

    [Fact]
    public void Everything_taken() => AssertWhy(RefusalReason.SlotTaken, NineToTwelve with { TherapistsVisits = [Visit("2027-06-07 09:00", 180)] });

    [Fact]
    public void A_day_beyond_the_horizon() =>
        AssertWhy(RefusalReason.BeyondHorizon, NineToTwelve with { Settings = new SettingOverrides { BookingHorizonDays = 1 } });

    [Fact]
    public void A_day_in_the_past() => AssertWhy(RefusalReason.StartInThePast, NineToTwelve with { Now = At("2027-06-08 00:00") });

    [Fact]
    public void A_therapist_who_is_switched_off() =>
        AssertWhy(RefusalReason.TherapistSuspended, NineToTwelve with { Suspended = [DatePeriod.Always] });

    /// <summary>Of several reasons the one nearest to a booking: at 9:00 too late, later in the day another visit too near.</summary>
    [Fact]
    public void The_reason_that_came_nearest_to_a_booking_is_told()
    {
        var world = NineToTwelve with
        {
            Now = At("2027-06-07 06:30"),
            Settings = new SettingOverrides { BookingIntervalDays = 3 },
            PatientsVisits = [Visit("2027-06-05 10:00")],
        };
        var why = world.List("2027-06-07").WhyNone;

        Assert.Equal((RefusalReason.TooSoonAfterAnotherVisit, Day("2027-06-08")), (why?.Reason, why?.Next));
    }

    /// <summary>
    /// The reader's Sunday in New York lies mostly on the therapist's Monday on Lord Howe Island: when that is a holiday, the reader's
    /// Sunday is empty for the holiday, although the therapist has starts on his own Sunday.
    /// </summary>
    [Fact]
    public void The_reason_is_that_of_the_therapists_dates_in_which_the_readers_day_lies()
    {
        var world = NineToTwelve with
        {
            TherapistsZone = LordHowe,
            DaysOff = MondayOff,
            Settings = new SettingOverrides { TimeZone = NewYork },
        };

        Assert.Equal(RefusalReason.Holiday, world.List("2027-06-06").WhyNone?.Reason);
        Assert.NotEmpty(world.List("2027-06-05").Slots);
        Assert.NotEmpty(world.List("2027-06-07").Slots);
    }

    [Fact]
    public void A_holiday_on_another_date_of_the_therapist_is_not_the_reason()
    {
        var world = NineToTwelve with
        {
            TherapistsZone = LordHowe,
            DaysOff = MondayOff,
            Settings = new SettingOverrides { TimeZone = NewYork },
            Hours = WorkingTimeSources.None with { Weekly = [new(IsoDayOfWeek.Monday, DayHours.Between(15, 17), DatePeriod.Always)] },
        };

        Assert.Equal(RefusalReason.Holiday, world.List("2027-06-07").WhyNone?.Reason);
        Assert.Equal(RefusalReason.NoWorkingHours, world.List("2027-06-06").WhyNone?.Reason);
    }

    /// <summary>2:45–3:15 on the morning on which 3:00 follows 1:59: a quarter of an hour that has no start is no holiday.</summary>
    [Fact]
    [Trait("Rule", "R32")]
    public void Hours_without_a_start_on_the_grid_are_no_holiday()
    {
        var world = NineToTwelve with { Now = At("2027-03-20 08:00"), Hours = EveryDay(new DayHours(165, 195)) };

        Assert.Equal(RefusalReason.NoWorkingHours, world.List("2027-03-28").WhyNone?.Reason);
    }

    /// <summary>With several therapists the one nearest to a booking speaks.</summary>
    [Fact]
    [Trait("Rule", "R33")]
    public void Of_several_therapists_the_nearest_to_a_booking_gives_the_reason()
    {
        var without = (NineToTwelve with { Hours = WorkingTimeSources.None }).Therapist;
        var closed = (NineToTwelve with { Hours = NineToTwelve.Hours with { Exceptions = [Closed] } }).Therapist;
        var onHoliday = (NineToTwelve with { DaysOff = MondayOff }).Therapist;
        var taken = (NineToTwelve with { TherapistsVisits = [Visit("2027-06-07 09:00", 180)] }).Therapist;

        Assert.Equal(RefusalReason.NoWorkingHours, Why(without, without));
        Assert.Equal(RefusalReason.ClosedDate, Why(without, closed));
        Assert.Equal(RefusalReason.Holiday, Why(onHoliday, closed));
        Assert.Equal(RefusalReason.SlotTaken, Why(onHoliday, taken, without));
        Assert.Equal(RefusalReason.NoWorkingHours, Why());
    }

    private static RefusalReason? Why(params TherapistFacts[] therapists) =>
        SlotList.Of(NineToTwelve.Facts, therapists, new DateInterval(Monday, Monday))[0].WhyNone?.Reason;

    private static void AssertWhy(RefusalReason reason, World world)
    {
        var day = world.List("2027-06-07");

        Assert.Empty(day.Slots);
        Assert.Equal(reason, day.WhyNone?.Reason);
    }
}
