using NodaTime;
using Scheduling.Domain.Kernel;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Kernel;

/// <summary>R32: what becomes of local times where clocks change; R21a: in which month a moment lies.</summary>
[Trait("Rule", "R32")]
public sealed class LocalTimesTests
{
    [Theory]
    [InlineData("Europe/Warsaw", "2027-03-28 02:00")]
    [InlineData("Europe/Warsaw", "2027-03-28 02:30")]
    [InlineData("Europe/Warsaw", "2027-03-28 02:59")]
    [InlineData("America/New_York", "2027-03-14 02:30")]
    [InlineData("Australia/Lord_Howe", "2027-10-03 02:00")]
    [InlineData("Australia/Lord_Howe", "2027-10-03 02:29")]
    public void A_start_that_does_not_exist_is_none(string zone, string local) => Assert.Null(Clock(local).AsStart(Zone(zone)));

    [Theory]
    [InlineData("Europe/Warsaw", "2027-03-28 01:59", "2027-03-28 00:59Z")]
    [InlineData("Europe/Warsaw", "2027-03-28 03:00", "2027-03-28 01:00Z")]
    [InlineData("Europe/Warsaw", "2027-10-31 01:59", "2027-10-30 23:59Z")]
    [InlineData("Europe/Warsaw", "2027-10-31 02:30", "2027-10-31 00:30Z")]
    [InlineData("Europe/Warsaw", "2027-10-31 03:00", "2027-10-31 02:00Z")]
    [InlineData("America/New_York", "2027-11-07 01:30", "2027-11-07 05:30Z")]
    [InlineData("Australia/Lord_Howe", "2027-04-04 01:30", "2027-04-03 14:30Z")]
    [InlineData("Australia/Lord_Howe", "2027-10-03 02:30", "2027-10-02 15:30Z")]
    [InlineData("Asia/Kolkata", "2027-03-28 02:30", "2027-03-27 21:00Z")]
    public void A_start_that_comes_twice_is_the_earlier_moment(string zone, string local, string moment) =>
        Assert.Equal(Utc(moment), Clock(local).AsStart(Zone(zone)));

    [Theory]
    [InlineData("Europe/Warsaw", "2027-03-28 02:15", "2027-03-28 01:00Z")]
    [InlineData("America/New_York", "2027-03-14 02:45", "2027-03-14 07:00Z")]
    [InlineData("Australia/Lord_Howe", "2027-10-03 02:10", "2027-10-02 15:30Z")]
    public void A_border_in_the_gap_moves_to_the_change(string zone, string local, string change)
    {
        Assert.Equal(Utc(change), Clock(local).AsOpening(Zone(zone)));
        Assert.Equal(Utc(change), Clock(local).AsClosing(Zone(zone)));
    }

    [Theory]
    [InlineData("Europe/Warsaw", "2027-10-31 02:15", "2027-10-31 00:15Z", "2027-10-31 01:15Z")]
    [InlineData("America/New_York", "2027-11-07 01:15", "2027-11-07 05:15Z", "2027-11-07 06:15Z")]
    [InlineData("Australia/Lord_Howe", "2027-04-04 01:45", "2027-04-03 14:45Z", "2027-04-03 15:15Z")]
    public void A_doubled_border_opens_at_the_earlier_and_closes_at_the_later(string zone, string local, string earlier, string later)
    {
        Assert.Equal(Utc(earlier), Clock(local).AsOpening(Zone(zone)));
        Assert.Equal(Utc(later), Clock(local).AsClosing(Zone(zone)));
    }

    [Fact]
    public void A_stretch_inside_the_gap_is_none()
    {
        Assert.Null(LocalTimes.Between(Clock("2027-03-28 02:10"), Clock("2027-03-28 02:50"), Warsaw));
        Assert.Null(LocalTimes.Between(Clock("2027-03-28 02:00"), Clock("2027-03-28 03:00"), Warsaw));
    }

    [Fact]
    public void A_stretch_over_the_doubled_hour_lasts_an_hour_longer() =>
        Assert.Equal(new Minutes(180), LocalTimes.Between(Clock("2027-10-31 01:00"), Clock("2027-10-31 03:00"), Warsaw)?.Length);

    [Theory]
    [Trait("Rule", "R21a")]
    [InlineData("Europe/Warsaw", "2027-01-31 22:59Z", 1)]
    [InlineData("Europe/Warsaw", "2027-01-31 23:00Z", 2)]
    [InlineData("America/New_York", "2027-02-01 04:59Z", 1)]
    [InlineData("America/New_York", "2027-02-01 05:00Z", 2)]
    [InlineData("Asia/Kolkata", "2027-01-31 18:30Z", 2)]
    public void The_month_of_a_moment_is_that_of_the_zones_clocks(string zone, string moment, int month) =>
        Assert.Equal(new YearMonth(2027, month), Utc(moment).MonthIn(Zone(zone)));
}
