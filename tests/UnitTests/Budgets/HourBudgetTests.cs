using NodaTime;
using Scheduling.Domain.Budgets;
using Scheduling.Domain.Kernel;

namespace Scheduling.UnitTests.Budgets;

/// <summary>R22: a visit fits when it is not longer than what is unused.</summary>
[Trait("Rule", "R22")]
public sealed class HourBudgetTests
{
    [Fact]
    public void Exactly_the_rest_fits() => Assert.True(Budget(600, 550).CanFit(new Minutes(50)));

    [Fact]
    public void A_minute_more_than_the_rest_does_not_fit() => Assert.False(Budget(600, 551).CanFit(new Minutes(50)));

    [Fact]
    public void Nothing_fits_into_a_month_that_is_used_up() => Assert.False(Budget(600, 600).CanFit(new Minutes(15)));

    [Fact]
    public void Nothing_fits_into_a_month_without_hours() => Assert.False(Budget(0, 0).CanFit(new Minutes(15)));

    /// <summary>An administrator lowered the purchase below what is used: shown negative, nothing is cancelled.</summary>
    [Fact]
    public void Unused_is_negative_where_less_was_purchased_than_is_used()
    {
        Assert.Equal(new Minutes(-100), Budget(500, 600).Unused);
        Assert.False(Budget(500, 600).CanFit(new Minutes(15)));
    }

    private static HourBudget Budget(int purchased, int used) =>
        new(new CompanyId(3), new YearMonth(2027, 6), new Minutes(purchased), new Minutes(used));
}
