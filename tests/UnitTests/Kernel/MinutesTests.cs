using Scheduling.Domain.Kernel;

namespace Scheduling.UnitTests.Kernel;

/// <summary>R20: hours are whole minutes, one unit everywhere.</summary>
[Trait("Rule", "R20")]
public sealed class MinutesTests
{
    [Fact]
    public void A_balance_may_be_negative() => Assert.Equal(new Minutes(-10), new Minutes(50) - new Minutes(60));

    [Fact]
    public void A_sum_of_nothing_is_zero() => Assert.Equal(Minutes.Zero, Minutes.Sum([]));

    [Fact]
    public void Amounts_add_up() => Assert.Equal(new Minutes(75), Minutes.Sum([new(50), new(-5), new(30)]));

    [Fact]
    public void An_amount_beyond_all_bounds_is_a_fault_and_never_a_wrong_figure()
    {
        Assert.Throws<OverflowException>(() => new Minutes(int.MaxValue) + new Minutes(1));
        Assert.Throws<OverflowException>(() => new Minutes(int.MinValue) - new Minutes(1));
    }

    [Fact]
    public void Amounts_compare_by_size()
    {
        Assert.True(new Minutes(49) < new Minutes(50));
        Assert.True(new Minutes(50) <= new Minutes(50));
        Assert.True(new Minutes(51) > new Minutes(50));
        Assert.True(new Minutes(50) >= new Minutes(50));
        Assert.False(new Minutes(50) < new Minutes(50));
        Assert.False(new Minutes(50) > new Minutes(50));
        Assert.Equal([new(-1), new(0), new(7)], new Minutes[] { new(7), new(-1), new(0) }.Order());
    }
}
