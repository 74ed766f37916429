using NodaTime;
using Scheduling.Domain.Therapists;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Therapists;

/// <summary>R30a: Polish public holidays are computed for any year and can be switched off.</summary>
[Trait("Rule", "R30a")]
public sealed class PolishHolidaysTests
{
    /// <summary>Month and day of the movable feasts: Easter Sunday and Monday, Pentecost, Corpus Christi.</summary>
    [Theory]
    [InlineData(2024, "03-31", "04-01", "05-19", "05-30")]
    [InlineData(2025, "04-20", "04-21", "06-08", "06-19")]
    [InlineData(2026, "04-05", "04-06", "05-24", "06-04")]
    [InlineData(2027, "03-28", "03-29", "05-16", "05-27")]
    [InlineData(2028, "04-16", "04-17", "06-04", "06-15")]
    public void A_year_has_exactly_these_days_off(int year, params string[] movable)
    {
        string[] standing = ["01-01", "01-06", "05-01", "05-03", "08-15", "11-01", "11-11", "12-25", "12-26"];
        string[] christmasEve = year >= 2025 ? ["12-24"] : [];
        var expected = standing.Concat(christmasEve).Concat(movable).Order(StringComparer.Ordinal).Select(day => Day($"{year}-{day}"));

        var days = new DateInterval(new LocalDate(year, 1, 1), new LocalDate(year, 12, 31));

        Assert.Equal(expected, days.Where(PolishHolidays.Contains));
    }

    [Theory]
    [InlineData(2023, false)]
    [InlineData(2024, false)]
    [InlineData(2025, true)]
    [InlineData(2026, true)]
    public void Christmas_Eve_is_a_day_off_since_2025(int year, bool off) =>
        Assert.Equal(off, PolishHolidays.Contains(new LocalDate(year, 12, 24)));

    /// <summary>As printed in the tables of the Gregorian calendar, with the earliest and the latest possible date.</summary>
    [Theory]
    [InlineData("1818-03-22")]
    [InlineData("1943-04-25")]
    [InlineData("1954-04-18")]
    [InlineData("1961-04-02")]
    [InlineData("1981-04-19")]
    [InlineData("2000-04-23")]
    [InlineData("2008-03-23")]
    [InlineData("2011-04-24")]
    [InlineData("2016-03-27")]
    [InlineData("2019-04-21")]
    [InlineData("2020-04-12")]
    [InlineData("2021-04-04")]
    [InlineData("2022-04-17")]
    [InlineData("2023-04-09")]
    [InlineData("2024-03-31")]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2027-03-28")]
    [InlineData("2028-04-16")]
    [InlineData("2029-04-01")]
    [InlineData("2030-04-21")]
    [InlineData("2035-03-25")]
    [InlineData("2038-04-25")]
    [InlineData("2049-04-18")]
    [InlineData("2076-04-19")]
    [InlineData("2285-03-22")]
    public void Easter_falls_on_the_date_of_the_tables(string date) => Assert.Equal(Day(date), PolishHolidays.EasterSunday(Day(date).Year));

    [Fact]
    public void Easter_is_a_Sunday_between_22_March_and_25_April_in_every_year() =>
        Assert.All(Enumerable.Range(1900, 400).Select(PolishHolidays.EasterSunday), easter =>
        {
            Assert.Equal(IsoDayOfWeek.Sunday, easter.DayOfWeek);
            Assert.InRange(easter, new LocalDate(easter.Year, 3, 22), new LocalDate(easter.Year, 4, 25));
        });

    [Fact]
    public void Switched_off_only_the_listed_days_are_days_off()
    {
        var listed = new HashSet<LocalDate> { Day("2027-06-07") };

        Assert.True(new Holidays(listed, Polish: false).Contains(Day("2027-06-07")));
        Assert.False(new Holidays(listed, Polish: false).Contains(Day("2027-11-11")));
        Assert.True(new Holidays(listed, Polish: true).Contains(Day("2027-06-07")));
        Assert.True(new Holidays(listed, Polish: true).Contains(Day("2027-11-11")));
        Assert.False(new Holidays(listed, Polish: true).Contains(Day("2027-06-08")));
        Assert.False(Holidays.None.Contains(Day("2027-11-11")));
    }
}
