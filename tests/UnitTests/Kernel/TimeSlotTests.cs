using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Scheduling.Domain.Kernel;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Kernel;

public sealed class TimeSlotTests
{
    private static readonly Instant Ten = At("2027-06-07 10:00");

    private static readonly Gen<TimeSlot> Slots =
        from start in Gen.Choose(0, 60)
        from length in Gen.Choose(1, 60)
        select new TimeSlot(Ten + Duration.FromMinutes(start), new Minutes(length));

    [Fact]
    public void A_slot_that_does_not_end_after_it_starts_cannot_be_made()
    {
        Assert.Throws<ArgumentException>(() => new TimeSlot(Ten, Ten));
        Assert.Throws<ArgumentException>(() => new TimeSlot(Ten, Ten - Duration.FromSeconds(1)));
        Assert.Throws<ArgumentException>(() => new TimeSlot(Ten, Minutes.Zero));
    }

    [Fact]
    public void Touching_slots_do_not_overlap()
    {
        var first = new TimeSlot(Ten, new Minutes(50));
        var next = new TimeSlot(first.End, new Minutes(50));

        Assert.False(first.Overlaps(next));
        Assert.False(next.Overlaps(first));
        Assert.True(first.Overlaps(new TimeSlot(first.End - Duration.FromSeconds(1), new Minutes(50))));
    }

    [Fact]
    public void Two_slots_overlap_exactly_when_they_share_a_minute() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Slots.ToArbitrary(), Slots.ToArbitrary(), (one, other) =>
            one.Overlaps(other) == MinutesOf(one).Intersect(MinutesOf(other)).Any() && one.Overlaps(other) == other.Overlaps(one)));

    [Fact]
    public void A_slot_contains_another_exactly_when_it_has_all_its_minutes() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Slots.ToArbitrary(), Slots.ToArbitrary(), (one, other) =>
            one.Contains(other) == !MinutesOf(other).Except(MinutesOf(one)).Any()));

    /// <summary>R32: durations are elapsed time.</summary>
    [Fact]
    [Trait("Rule", "R32")]
    public void Fifty_minutes_over_the_change_to_summer_time_are_fifty_minutes()
    {
        var slot = new TimeSlot(At("2027-03-28 01:30"), At("2027-03-28 03:20"));

        Assert.Equal(new Minutes(50), slot.Length);
        Assert.Equal(slot, new TimeSlot(At("2027-03-28 01:30"), new Minutes(50)));
    }

    [Fact]
    public void Widening_adds_the_margin_on_both_sides() =>
        Assert.Equal(
            new TimeSlot(At("2027-06-07 09:45"), At("2027-06-07 11:05")),
            new TimeSlot(Ten, new Minutes(50)).WidenedBy(new Minutes(15)));

    private static IEnumerable<Instant> MinutesOf(TimeSlot slot)
    {
        for (var minute = slot.Start; minute < slot.End; minute += Duration.FromMinutes(1))
        {
            yield return minute;
        }
    }
}
