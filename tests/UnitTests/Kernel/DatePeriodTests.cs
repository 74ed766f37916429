using Scheduling.Domain.Kernel;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Kernel;

/// <summary>R7: dates of periods are inclusive.</summary>
[Trait("Rule", "R7")]
public sealed class DatePeriodTests
{
    [Theory]
    [InlineData("2027-06-06", false)]
    [InlineData("2027-06-07", true)]
    [InlineData("2027-06-08", true)]
    [InlineData("2027-06-09", true)]
    [InlineData("2027-06-10", false)]
    public void First_and_last_day_belong_to_the_period(string day, bool inside) =>
        Assert.Equal(inside, new DatePeriod(Day("2027-06-07"), Day("2027-06-09")).Contains(Day(day)));

    [Fact]
    public void An_open_end_is_open()
    {
        Assert.True(new DatePeriod(Day("2027-06-07"), null).Contains(Day("9999-12-31")));
        Assert.False(new DatePeriod(Day("2027-06-07"), null).Contains(Day("2027-06-06")));
        Assert.True(new DatePeriod(null, Day("2027-06-07")).Contains(Day("1900-01-01")));
        Assert.False(new DatePeriod(null, Day("2027-06-07")).Contains(Day("2027-06-08")));
        Assert.True(DatePeriod.Always.Contains(Day("2027-06-07")));
    }

    [Fact]
    public void A_period_may_be_one_day_long()
    {
        var day = new DatePeriod(Day("2028-02-29"), Day("2028-02-29"));

        Assert.True(day.Contains(Day("2028-02-29")));
        Assert.False(day.Contains(Day("2028-02-28")));
        Assert.False(day.Contains(Day("2028-03-01")));
    }

    [Fact]
    public void A_period_that_ends_before_it_begins_cannot_be_made() =>
        Assert.Throws<ArgumentException>(() => new DatePeriod(Day("2027-06-08"), Day("2027-06-07")));
}
