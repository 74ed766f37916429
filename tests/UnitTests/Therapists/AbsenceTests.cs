using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Therapists;

/// <summary>R75: absences are all day, from–to, or weekly until a date; on the therapist's clocks.</summary>
[Trait("Rule", "R30")]
public sealed class AbsenceTests
{
    private static readonly Gen<Absence> Absences =
        from day in Gen.Choose(0, 28)
        from minute in Gen.Choose(0, 95)
        from length in Gen.Choose(1, 10 * 96)
        from weeks in Gen.Choose(-1, 5)
        from odd in Gen.Choose(0, 6)
        let start = new LocalDateTime(2027, 3, 1, 0, 0).PlusDays(day).PlusMinutes(15 * minute)
        select new Absence(start, start.PlusMinutes(15 * length), weeks < 0 ? null : start.Date.PlusDays((7 * weeks) + odd));

    [Fact]
    public void From_the_first_minute_and_until_the_last()
    {
        var absence = new Absence(Clock("2027-06-07 10:00"), Clock("2027-06-07 12:00"));

        Assert.False(Covers(absence, "2027-06-07 09:10"));
        Assert.True(Covers(absence, "2027-06-07 09:11"));
        Assert.True(Covers(absence, "2027-06-07 11:59"));
        Assert.False(Covers(absence, "2027-06-07 12:00"));
    }

    [Fact]
    public void All_day_is_from_midnight_to_midnight()
    {
        var absence = new Absence(Clock("2027-06-07 00:00"), Clock("2027-06-08 00:00"));

        Assert.False(Covers(absence, "2027-06-06 23:10"));
        Assert.True(Covers(absence, "2027-06-06 23:30"));
        Assert.True(Covers(absence, "2027-06-07 00:00"));
        Assert.True(Covers(absence, "2027-06-07 23:59"));
        Assert.False(Covers(absence, "2027-06-08 00:00"));
    }

    [Fact]
    public void It_comes_once_unless_it_is_weekly() =>
        Assert.False(Covers(new Absence(Clock("2027-06-07 10:00"), Clock("2027-06-07 12:00")), "2027-06-14 10:00"));

    [Theory]
    [InlineData("2027-05-31 10:00", false)]
    [InlineData("2027-06-07 10:00", true)]
    [InlineData("2027-06-08 10:00", false)]
    [InlineData("2027-06-14 10:00", true)]
    [InlineData("2027-06-21 10:00", true)]
    [InlineData("2027-06-28 10:00", false)]
    public void Weekly_it_begins_for_the_last_time_on_the_date_until_which_it_is_entered(string start, bool away) =>
        Assert.Equal(away, Covers(new Absence(Clock("2027-06-07 10:00"), Clock("2027-06-07 12:00"), Day("2027-06-21")), start));

    [Fact]
    public void A_weekly_one_over_midnight_covers_the_next_morning_also_after_its_last_beginning()
    {
        var nights = new Absence(Clock("2027-06-07 22:00"), Clock("2027-06-08 06:00"), Day("2027-06-14"));

        Assert.True(Covers(nights, "2027-06-15 05:30"));
        Assert.False(Covers(nights, "2027-06-15 06:00"));
        Assert.False(Covers(nights, "2027-06-22 05:30"));
    }

    /// <summary>R32: every Sunday 10:00–12:00 stays 10:00–12:00 on the clock when the clocks change in between.</summary>
    [Fact]
    [Trait("Rule", "R32")]
    public void A_weekly_one_keeps_its_hours_on_the_clock_over_a_clock_change()
    {
        var sundays = new Absence(Clock("2027-10-24 10:00"), Clock("2027-10-24 12:00"), Day("2027-12-31"));

        Assert.False(Covers(sundays, "2027-10-31 09:10"));
        Assert.True(Covers(sundays, "2027-10-31 11:59"));
        Assert.False(Covers(sundays, "2027-10-31 12:00"));
    }

    [Fact]
    public void One_that_ends_when_it_begins_or_never_begins_cannot_be_made()
    {
        Assert.Throws<ArgumentException>(() => new Absence(Clock("2027-06-07 10:00"), Clock("2027-06-07 10:00")));
        Assert.Throws<ArgumentException>(() => new Absence(Clock("2027-06-07 10:00"), Clock("2027-06-07 09:00")));
        Assert.Throws<ArgumentException>(() => new Absence(Clock("2027-06-07 10:00"), Clock("2027-06-07 11:00"), Day("2027-06-06")));
    }

    /// <summary>Against the plain meaning: write down every occurrence and look.</summary>
    [Fact]
    public void It_covers_a_time_exactly_when_one_of_its_occurrences_does() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(
            Absences.ToArbitrary(),
            Gen.Choose(0, 60 * 96).ToArbitrary(),
            Gen.Elements(Zones.ToArray()).ToArbitrary(),
            (absence, quarter, zone) =>
            {
                var slot = new TimeSlot(Utc("2027-03-01 00:00Z") + Duration.FromMinutes(15 * quarter), new Minutes(50));
                var beginnings = Enumerable.Range(0, 60)
                    .Where(week => week == 0 || absence.From.PlusWeeks(week).Date <= absence.WeeklyUntil);
                var covered = beginnings.Any(week =>
                    LocalTimes.Between(absence.From.PlusWeeks(week), absence.Until.PlusWeeks(week), zone) is { } away && away.Overlaps(slot));
                return absence.Covers(slot, zone) == covered;
            }));

    private static bool Covers(Absence absence, string start) => absence.Covers(new TimeSlot(At(start), new Minutes(50)), Warsaw);
}
