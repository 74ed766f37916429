using NodaTime;
using Scheduling.Domain.Budgets;
using Scheduling.Domain.Kernel;

namespace Scheduling.UnitTests.Budgets;

/// <summary>R20: purchased = the standing allowance in force + the top-ups of the month; no row = 0.</summary>
[Trait("Rule", "R20")]
public sealed class PurchasedHoursTests
{
    private static readonly Instant Early = Instant.FromUtc(2026, 11, 1, 8, 0);
    private static readonly Instant Later = Early + Duration.FromSeconds(1);

    [Fact]
    public void Without_any_row_nothing_is_purchased() => Assert.Equal(0, In(2027, 6));

    [Theory]
    [InlineData(2026, 12, 0)]
    [InlineData(2027, 1, 600)]
    [InlineData(2027, 2, 600)]
    [InlineData(2027, 12, 600)]
    [InlineData(2031, 7, 600)]
    public void An_allowance_holds_from_its_month_on_and_not_before(int year, int month, int minutes) =>
        Assert.Equal(minutes, In(year, month, Allowance(2027, 1, 600)));

    [Theory]
    [InlineData(2027, 2, 600)]
    [InlineData(2027, 3, 900)]
    [InlineData(2028, 1, 900)]
    public void A_later_month_replaces_an_earlier_one(int year, int month, int minutes) =>
        Assert.Equal(minutes, In(year, month, Allowance(2027, 3, 900), Allowance(2027, 1, 600)));

    /// <summary>What counts is the month from which an allowance holds, not when it was typed in.</summary>
    [Fact]
    public void A_row_entered_later_for_an_earlier_month_changes_the_earlier_months_only()
    {
        Purchase[] rows = [Allowance(2027, 3, 900, Early), Allowance(2027, 1, 600, Later)];

        Assert.Equal(600, In(2027, 2, rows));
        Assert.Equal(900, In(2027, 3, rows));
    }

    [Fact]
    public void Of_two_rows_from_the_same_month_the_later_entered_holds()
    {
        Assert.Equal(900, In(2027, 5, Allowance(2027, 3, 600, Early), Allowance(2027, 3, 900, Later)));
        Assert.Equal(900, In(2027, 5, Allowance(2027, 3, 900, Later), Allowance(2027, 3, 600, Early)));
    }

    [Fact]
    public void An_allowance_of_nothing_ends_an_allowance() =>
        Assert.Equal(0, In(2027, 4, Allowance(2027, 1, 600), Allowance(2027, 4, 0)));

    [Fact]
    public void A_top_up_counts_in_its_month_alone()
    {
        Purchase[] rows = [Allowance(2027, 1, 600), TopUp(2027, 3, 120)];

        Assert.Equal(600, In(2027, 2, rows));
        Assert.Equal(720, In(2027, 3, rows));
        Assert.Equal(600, In(2027, 4, rows));
    }

    [Fact]
    public void Top_ups_add_up_also_negative_ones() =>
        Assert.Equal(570, In(2027, 3, Allowance(2027, 1, 600), TopUp(2027, 3, 120), TopUp(2027, 3, -150)));

    [Fact]
    public void A_top_up_needs_no_allowance() => Assert.Equal(120, In(2027, 3, TopUp(2027, 3, 120)));

    [Fact]
    public void A_correction_may_leave_less_than_nothing() => Assert.Equal(-30, In(2027, 3, TopUp(2027, 3, -30)));

    /// <summary>Unused minutes lapse: nothing of one month turns up in the next.</summary>
    [Fact]
    public void A_month_gives_the_same_whatever_was_left_before() =>
        Assert.Equal(In(2027, 2, Allowance(2027, 1, 600)), In(2027, 3, Allowance(2027, 1, 600)));

    private static int In(int year, int month, params Purchase[] rows) => new PurchasedHours(rows).In(new YearMonth(year, month)).Value;

    private static Purchase Allowance(int year, int month, int minutes, Instant? entered = null) =>
        new(PurchaseKind.Allowance, new YearMonth(year, month), new Minutes(minutes), entered ?? Early);

    private static Purchase TopUp(int year, int month, int minutes) =>
        new(PurchaseKind.TopUp, new YearMonth(year, month), new Minutes(minutes), Early);
}
