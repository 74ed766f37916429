using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;
using static Scheduling.UnitTests.Appointments.World;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Appointments;

/// <summary>R36: minutes per day and per ISO week, visits per day; not cancelled visits by their start in the therapist's zone; empty = none.</summary>
[Trait("Rule", "R36")]
public sealed class WorkingLimitsTests
{
    private static readonly WorkingLimits TwoVisitsADay = new(VisitsPerDay: 2);
    private static readonly WorkingLimits HundredMinutesADay = new(PerDay: new Minutes(100));
    private static readonly WorkingLimits HundredMinutesAWeek = new(PerWeek: new Minutes(100));

    [Fact]
    public void The_last_visit_of_the_day_fits_and_one_more_does_not()
    {
        Assert.Null(With(TwoVisitsADay, Visit("2027-06-07 14:00")));
        Assert.Equal(RefusalReason.TherapistDayFull, With(TwoVisitsADay, Visit("2027-06-07 14:00"), Visit("2027-06-07 08:00", 15)));
    }

    [Theory]
    [InlineData(50, null)]
    [InlineData(51, RefusalReason.TherapistDayFull)]
    public void Exactly_the_minutes_of_the_day_fit(int already, RefusalReason? reason) =>
        Assert.Equal(reason, With(HundredMinutesADay, Visit("2027-06-07 14:00", already)));

    [Theory]
    [InlineData(50, null)]
    [InlineData(51, RefusalReason.TherapistWeekFull)]
    public void Exactly_the_minutes_of_the_week_fit(int already, RefusalReason? reason) =>
        Assert.Equal(reason, With(HundredMinutesAWeek, Visit("2027-06-10 14:00", already)));

    [Fact]
    public void A_limit_of_nothing_is_a_limit() => Assert.Equal(RefusalReason.TherapistDayFull, With(new WorkingLimits(VisitsPerDay: 0)));

    [Fact]
    public void Without_limits_any_number_of_visits_fits() =>
        Assert.Null(With(WorkingLimits.None, [.. Enumerable.Range(11, 12).Select(hour => Visit($"2027-06-07 {hour}:00"))]));

    [Fact]
    public void One_limit_leaves_the_others_open() =>
        Assert.Null(With(new WorkingLimits(VisitsPerDay: 2), Visit("2027-06-07 14:00", 240), Visit("2027-06-08 14:00", 240)));

    /// <summary>A visit counts on the day on which it starts, also when it ends on the next.</summary>
    [Theory]
    [InlineData("2027-06-06 23:30", null)]
    [InlineData("2027-06-07 00:00", RefusalReason.TherapistDayFull)]
    [InlineData("2027-06-07 23:30", RefusalReason.TherapistDayFull)]
    [InlineData("2027-06-08 00:00", null)]
    public void A_day_is_from_midnight_to_midnight_by_the_start(string other, RefusalReason? reason) =>
        Assert.Equal(reason, With(new WorkingLimits(VisitsPerDay: 1), Visit(other)));

    /// <summary>The ISO week of the wish: Monday 7 to Sunday 13 June.</summary>
    [Theory]
    [InlineData("2027-06-06 23:30", null)]
    [InlineData("2027-06-07 00:00", RefusalReason.TherapistWeekFull)]
    [InlineData("2027-06-13 23:30", RefusalReason.TherapistWeekFull)]
    [InlineData("2027-06-14 00:00", null)]
    public void A_week_is_from_Monday_to_Sunday_by_the_start(string other, RefusalReason? reason) =>
        Assert.Equal(reason, With(HundredMinutesAWeek, Visit(other, 60)));

    [Theory]
    [InlineData("2027-06-08 10:00")]
    [InlineData("2027-06-12 10:00")]
    [InlineData("2027-06-13 10:00")]
    public void Every_day_of_the_week_counts_the_same_week(string start)
    {
        var world = new World { Limits = HundredMinutesAWeek, TherapistsVisits = [Visit("2027-06-07 00:00", 60)] };

        Assert.Equal(RefusalReason.TherapistWeekFull, world.WhyNot(start));
    }

    /// <summary>The week of New Year's Eve 2027 (Friday) goes on until Sunday 2 January 2028.</summary>
    [Fact]
    public void A_week_goes_on_over_the_end_of_the_year()
    {
        var world = new World { Now = At("2027-12-20 08:00"), Limits = HundredMinutesAWeek, TherapistsVisits = [Visit("2027-12-27 09:00", 60)] };

        Assert.Equal(RefusalReason.TherapistWeekFull, world.WhyNot("2028-01-02 10:00"));
        Assert.Null(world.WhyNot("2028-01-03 10:00"));
    }

    /// <summary>20:30 in Warsaw is midnight in Kolkata: Monday's first visit there is Sunday's last but few here.</summary>
    [Theory]
    [InlineData("2027-06-06 20:00", null)]
    [InlineData("2027-06-06 20:30", RefusalReason.TherapistDayFull)]
    [InlineData("2027-06-07 20:00", RefusalReason.TherapistDayFull)]
    [InlineData("2027-06-07 20:30", null)]
    public void Days_are_the_therapists_days(string other, RefusalReason? reason)
    {
        var world = new World { TherapistsZone = Kolkata, Limits = new WorkingLimits(VisitsPerDay: 1), TherapistsVisits = [Visit(other)] };

        Assert.Equal(reason, world.WhyNot("2027-06-07 10:30"));
    }

    /// <summary>The other way round: the wish itself counts on the therapist's day.</summary>
    [Theory]
    [InlineData("2027-06-06 20:00", null)]
    [InlineData("2027-06-06 20:30", RefusalReason.TherapistDayFull)]
    [InlineData("2027-06-07 20:00", RefusalReason.TherapistDayFull)]
    [InlineData("2027-06-07 20:30", null)]
    public void The_wish_counts_on_the_therapists_day(string start, RefusalReason? reason)
    {
        var world = new World { TherapistsZone = Kolkata, Limits = new WorkingLimits(VisitsPerDay: 1), TherapistsVisits = [Visit("2027-06-07 10:00")] };

        Assert.Equal(reason, world.WhyNot(start));
    }

    [Theory]
    [InlineData("2027-06-06 20:00", null)]
    [InlineData("2027-06-06 20:30", RefusalReason.TherapistWeekFull)]
    [InlineData("2027-06-13 20:00", RefusalReason.TherapistWeekFull)]
    [InlineData("2027-06-13 20:30", null)]
    public void Weeks_are_the_therapists_weeks(string other, RefusalReason? reason)
    {
        var world = new World { TherapistsZone = Kolkata, Limits = HundredMinutesAWeek, TherapistsVisits = [Visit(other, 60)] };

        Assert.Equal(reason, world.WhyNot("2027-06-10 10:30"));
    }

    private static RefusalReason? With(WorkingLimits limits, params TimeSlot[] visits) =>
        new World { Limits = limits, TherapistsVisits = visits }.WhyNot(Wish)?.Reason;
}
