using System.Globalization;
using NodaTime;
using Scheduling.Web.Resources;

namespace Scheduling.UnitTests.Web;

/// <summary>The clocks of one reader (R14): the week in which they change is known, and its days are in his language.</summary>
public sealed class ReaderTimeTests
{
    private static readonly ReaderTime Warsaw = new("Europe/Warsaw", null!);

    [Theory]
    [InlineData("2027-03-22", true)]
    [InlineData("2027-03-15", false)]
    [InlineData("2027-03-29", false)]
    public void A_week_knows_the_change_of_clocks_in_it(string monday, bool changes)
    {
        var first = NodaTime.Text.LocalDatePattern.Iso.Parse(monday).Value;

        var change = Warsaw.ClockChange(first, first.PlusDays(6));

        Assert.Equal(changes ? (new LocalDate(2027, 3, 28), Instant.FromUtc(2027, 3, 28, 1, 0)) : null, change);
    }

    [Fact]
    public void A_zone_whose_clocks_never_change_has_no_change() =>
        Assert.Null(new ReaderTime("Asia/Kolkata", null!).ClockChange(new LocalDate(2027, 3, 22), new LocalDate(2027, 3, 28)));

    [Theory]
    [InlineData("pl-PL", "poniedziałek")]
    [InlineData("en-GB", "Monday")]
    [InlineData("ru-RU", "понедельник")]
    public void The_week_begins_on_Monday(string culture, string monday)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

        Assert.Equal(monday, ReaderTime.Weekdays().First().Long);
        Assert.Equal(7, ReaderTime.Weekdays().Count());
    }
}
