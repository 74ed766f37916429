using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using static Scheduling.UnitTests.Appointments.World;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Appointments;

/// <summary>R12: a patient's visits lie at least so many calendar days apart, counted both ways.</summary>
[Trait("Rule", "R12")]
public sealed class BookingIntervalTests
{
    /// <summary>With a visit on Monday 7 June.</summary>
    private static readonly World AWeek = Every(7, "2027-06-07 10:00");

    [Theory]
    [InlineData("2027-06-13 23:30", RefusalReason.TooSoonAfterAnotherVisit)]
    [InlineData("2027-06-14 00:00", null)]
    [InlineData("2027-06-14 10:00", null)]
    public void Interval_7_Monday_to_the_next_Monday_is_allowed_and_Sunday_refused(string start, RefusalReason? reason) =>
        Assert.Equal(reason, AWeek.WhyNot(start));

    [Theory]
    [InlineData("2027-06-01 23:30", RefusalReason.TooSoonAfterAnotherVisit)]
    [InlineData("2027-05-31 23:30", null)]
    public void A_new_visit_before_an_existing_later_one_is_refused_likewise(string start, RefusalReason? reason) =>
        Assert.Equal(reason, (AWeek with { Now = At("2027-05-20 08:00") }).WhyNot(start));

    [Fact]
    public void Interval_1_is_one_visit_a_day()
    {
        Assert.Equal(RefusalReason.TooSoonAfterAnotherVisit, Every(1, "2027-06-07 00:00").WhyNot("2027-06-07 23:30"));
        Assert.Null(Every(1, "2027-06-07 23:00").WhyNot("2027-06-08 00:00"));
    }

    [Fact]
    public void Interval_0_is_no_limit() => Assert.Null(Every(0, "2027-06-07 10:00").WhyNot("2027-06-07 11:00"));

    [Fact]
    public void The_first_visit_of_all_needs_no_interval() => Assert.Null(Every(365).WhyNot("2027-06-07 11:00"));

    [Theory]
    [InlineData("2027-06-28 10:00", "2027-07-05 10:00", "2027-07-04 10:00")]
    [InlineData("2027-12-27 10:00", "2028-01-03 10:00", "2028-01-02 10:00")]
    [InlineData("2028-02-24 10:00", "2028-03-02 10:00", "2028-03-01 10:00")]
    [InlineData("2028-02-29 10:00", "2028-03-07 10:00", "2028-03-06 10:00")]
    public void Days_are_counted_across_the_ends_of_months_and_years_both_ways(string first, string allowed, string refused)
    {
        var now = At(first) - Duration.FromDays(20);

        Assert.Null((Every(7, first) with { Now = now }).WhyNot(allowed));
        Assert.Equal(RefusalReason.TooSoonAfterAnotherVisit, (Every(7, first) with { Now = now }).WhyNot(refused));
        Assert.Null((Every(7, allowed) with { Now = now }).WhyNot(first));
        Assert.Equal(RefusalReason.TooSoonAfterAnotherVisit, (Every(7, refused) with { Now = now }).WhyNot(first));
    }

    /// <summary>R14: 14 June 0:00 in Warsaw is 13 June in New York, 13 June 20:30 already 14 June in Kolkata.</summary>
    [Theory]
    [Trait("Rule", "R14")]
    [InlineData("Europe/Warsaw", "America/New_York", "2027-06-14 00:00", null)]
    [InlineData("America/New_York", "Europe/Warsaw", "2027-06-14 00:00", RefusalReason.TooSoonAfterAnotherVisit)]
    [InlineData("Europe/Warsaw", "Asia/Kolkata", "2027-06-13 20:30", RefusalReason.TooSoonAfterAnotherVisit)]
    [InlineData("Asia/Kolkata", "Europe/Warsaw", "2027-06-13 20:30", null)]
    public void Days_are_days_of_the_companys_zone(string companys, string others, string start, RefusalReason? reason)
    {
        var world = AWeek with { CompanysZone = Zone(companys), TherapistsZone = Zone(others) };

        Assert.Equal(reason, (world with { Settings = world.Settings with { TimeZone = Zone(others) } }).WhyNot(start));
    }

    /// <summary>Of the other visit too: 7 June 23:30 in Warsaw is 8 June in Kolkata, and 7 days later is 14 June here, 15 June there.</summary>
    [Theory]
    [Trait("Rule", "R14")]
    [InlineData("Europe/Warsaw", "Asia/Kolkata", null)]
    [InlineData("Asia/Kolkata", "Europe/Warsaw", RefusalReason.TooSoonAfterAnotherVisit)]
    public void The_other_visits_day_is_one_of_the_companys_zone(string companys, string others, RefusalReason? reason)
    {
        var world = Every(7, "2027-06-07 23:30") with { CompanysZone = Zone(companys), TherapistsZone = Zone(others) };

        Assert.Equal(reason, (world with { Settings = world.Settings with { TimeZone = Zone(others) } }).WhyNot("2027-06-14 10:00"));
    }

    [Fact]
    public void The_refusal_names_the_days_the_other_visit_and_the_next_possible_date() =>
        Assert.Equal(
            new Refusal(RefusalReason.TooSoonAfterAnotherVisit) { Number = 7, On = Day("2027-06-07"), Next = Day("2027-06-14") },
            AWeek.WhyNot(At("2027-06-10 10:00")));

    [Fact]
    public void The_next_possible_date_leaps_over_visits_that_lie_too_close_together_for_one_between() =>
        Assert.Equal(Day("2027-07-04"), Every(7, "2027-06-07 10:00", "2027-06-20 10:00", "2027-06-27 10:00").WhyNot(At("2027-06-08 10:00"))?.Next);

    /// <summary>Whatever visits there are: the date named is allowed, and no earlier one from the wanted day on is.</summary>
    [Fact]
    public void The_next_possible_date_is_the_first_allowed_one()
    {
        var stories =
            from days in Gen.Choose(1, 40)
            from visits in Gen.Choose(0, 120).ListOf()
            from wanted in Gen.Choose(0, 120)
            select (days, visits.ToArray(), wanted);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(stories.ToArbitrary(), ((int Days, int[] Visits, int Wanted) story) =>
        {
            var noon = Clock("2027-06-01 12:00");
            var world = Every(story.Days, []) with
            {
                PatientsVisits = [.. story.Visits.Select(day => new TimeSlot(noon.PlusDays(day).InZoneStrictly(Warsaw).ToInstant(), new Minutes(50)))],
            };
            var refusal = OnDay(world, noon.PlusDays(story.Wanted));
            var firstAllowed = Enumerable.Range(story.Wanted, 400).First(day => story.Visits.All(visit => Math.Abs(visit - day) >= story.Days));

            Assert.Equal(firstAllowed == story.Wanted ? null : noon.Date.PlusDays(firstAllowed), refusal?.Next);
            Assert.Null(OnDay(world, noon.PlusDays(firstAllowed)));
        }));
    }

    private static World Every(int days, params string[] visits) => new()
    {
        Settings = new SettingOverrides { BookingIntervalDays = days, BookingHorizonDays = 366 },
        PatientsVisits = [.. visits.Select(start => Visit(start))],
    };

    /// <summary>At half past one, so that only the day can stand in the way of a visit at noon.</summary>
    private static Refusal? OnDay(World world, LocalDateTime noon) => world.WhyNot(noon.PlusMinutes(90).InZoneStrictly(Warsaw).ToInstant());
}
