using FsCheck;
using FsCheck.Fluent;
using Scheduling.Domain.Therapists;

namespace Scheduling.UnitTests.Therapists;

/// <summary>R31: intervals lie in one date, 00:00–24:00; touching ones count as one.</summary>
[Trait("Rule", "R31")]
public sealed class DayHoursTests
{
    private static readonly Gen<DayHours> AnyHours =
        from start in Gen.Choose(0, 1439)
        from length in Gen.Choose(1, 600)
        select new DayHours(start, Math.Min(1440, start + length));

    [Theory]
    [InlineData(-1, 60)]
    [InlineData(60, 60)]
    [InlineData(61, 60)]
    [InlineData(0, 1441)]
    [InlineData(1440, 1440)]
    public void Hours_outside_a_day_or_of_no_length_cannot_be_made(int from, int until) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DayHours(from, until));

    [Fact]
    public void A_day_has_24_hours_on_the_clock() => Assert.Equal(new DayHours(0, 1440), DayHours.WholeDay);

    [Fact]
    public void Touching_hours_count_as_one()
    {
        Assert.Equal([DayHours.Between(9, 15)], DayHours.Union([DayHours.Between(12, 15), DayHours.Between(9, 12)]));
        Assert.Equal(
            [new DayHours(540, 719), new DayHours(720, 900)],
            DayHours.Union([new DayHours(540, 719), new DayHours(720, 900)]));
    }

    [Fact]
    public void Hours_inside_longer_ones_vanish_in_them() =>
        Assert.Equal([DayHours.Between(9, 17)], DayHours.Union([DayHours.Between(9, 17), DayHours.Between(10, 11)]));

    [Fact]
    public void A_union_has_every_minute_once_in_order_and_with_gaps_between() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(AnyHours.ListOf().ToArbitrary(), hours =>
        {
            var union = DayHours.Union(hours);
            return union.SelectMany(MinutesOf).SequenceEqual(hours.SelectMany(MinutesOf).Distinct().Order())
                && union.Zip(union.Skip(1)).All(pair => pair.First.UntilMinute < pair.Second.FromMinute);
        }));

    [Fact]
    public void What_is_taken_out_is_out_and_the_rest_stays() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(AnyHours.ListOf().ToArbitrary(), AnyHours.ListOf().ToArbitrary(), (open, closed) =>
            DayHours.Without(DayHours.Union(open), closed).SelectMany(MinutesOf)
                .SequenceEqual(open.SelectMany(MinutesOf).Except(closed.SelectMany(MinutesOf)).Order())));

    private static IEnumerable<int> MinutesOf(DayHours hours) => Enumerable.Range(hours.FromMinute, hours.UntilMinute - hours.FromMinute);
}
