using FsCheck;
using FsCheck.Fluent;
using Scheduling.Domain.Appointments;

namespace Scheduling.UnitTests.Appointments;

/// <summary>The properties say something only as long as the worlds at random are of all sorts.</summary>
[Trait("Rule", "R34c")]
public sealed class RandomWorldsTests
{
    [Fact]
    public void Worlds_at_random_meet_free_times_and_every_reason_of_booking()
    {
        var worlds = RandomWorlds.Any.Sample(100, new Rnd(2027), 50);

        var met = worlds
            .SelectMany(world => world.FiveMinutes().SelectMany(start => world.Facts.Therapists.Select(each => BookingRules.WhyNot(world.Facts, each, start)?.Reason)))
            .Distinct()
            .ToHashSet();

        Assert.Contains(null, met);
        Assert.All(Enum.GetValues<RefusalReason>().Where(reason => reason <= RefusalReason.NoHoursLeftThisMonth), reason => Assert.Contains(reason, met));
    }
}
