using Scheduling.Domain.Companies;

namespace Scheduling.UnitTests.Companies;

/// <summary>R11: a value outside its range cannot be held; empty always can.</summary>
[Trait("Rule", "R11")]
public sealed class SettingOverridesTests
{
    private static readonly Dictionary<string, Func<int?, SettingOverrides>> Fill = new(StringComparer.Ordinal)
    {
        ["interval"] = days => new SettingOverrides { BookingIntervalDays = days },
        ["visit"] = minutes => new SettingOverrides { VisitMinutes = minutes },
        ["booking"] = hours => new SettingOverrides { BookingNoticeHours = hours },
        ["cancellation"] = hours => new SettingOverrides { CancellationNoticeHours = hours },
        ["horizon"] = days => new SettingOverrides { BookingHorizonDays = days },
    };

    [Theory]
    [InlineData("interval", 0, 365)]
    [InlineData("visit", 15, 240)]
    [InlineData("booking", 0, 336)]
    [InlineData("cancellation", 0, 336)]
    [InlineData("horizon", 1, 366)]
    public void The_ends_of_the_range_are_allowed_and_nothing_beyond(string setting, int least, int most)
    {
        var fill = Fill[setting];

        Assert.Equal(least, Held(fill(least)));
        Assert.Equal(most, Held(fill(most)));
        foreach (var outside in new[] { least - 1, least - 5, most + 1, most + 5, -1_000_000_000, 1_000_000_000, int.MinValue, int.MaxValue })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => fill(outside));
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(49)]
    [InlineData(51)]
    [InlineData(52)]
    [InlineData(53)]
    [InlineData(54)]
    [InlineData(239)]
    public void A_visits_length_is_a_multiple_of_five_minutes(int minutes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SettingOverrides { VisitMinutes = minutes });

    [Fact]
    public void Every_multiple_of_five_in_the_range_is_a_length() =>
        Assert.All(Enumerable.Range(3, 46), fives => Assert.Equal(fives * 5, new SettingOverrides { VisitMinutes = fives * 5 }.VisitMinutes));

    [Fact]
    public void Every_setting_may_be_empty()
    {
        Assert.All(Fill.Values, fill => Assert.Equal(SettingOverrides.None, fill(null)));
        Assert.Equal(SettingOverrides.None, new SettingOverrides { Reminders = null, SmsEnabled = null, Language = null, TimeZone = null });
    }

    private static int? Held(SettingOverrides overrides) =>
        overrides.BookingIntervalDays ?? overrides.VisitMinutes ?? overrides.BookingNoticeHours
        ?? overrides.CancellationNoticeHours ?? overrides.BookingHorizonDays;
}
