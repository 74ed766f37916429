using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;

namespace Scheduling.UnitTests.Appointments;

/// <summary>R34c: a time listed as free can be booked at once, one marked fails on hours alone, one not listed is refused. In any world.</summary>
[Trait("Rule", "R34c")]
public sealed class SlotListProperties
{
    private static readonly Config Worlds = Config.QuickThrowOnFailure.WithMaxTest(60);

    [Fact]
    public void A_time_is_listed_exactly_when_the_rules_let_it_through_or_refuse_it_for_hours_alone() =>
        Check.One(Worlds, Prop.ForAll(RandomWorlds.Any.ToArbitrary(), world =>
        {
            foreach (var therapist in world.Facts.Therapists)
            {
                var listed = SlotList.Of(world.Facts, [therapist], world.Dates).SelectMany(day => day.Slots).ToArray();
                var answers = world.FiveMinutes().Select(start => (Start: start, Refusal: BookingRules.WhyNot(world.Facts, therapist, start))).ToArray();

                Assert.Equal(answers.Where(answer => answer.Refusal is null).Select(answer => answer.Start), Starts(listed, usedUp: false));
                Assert.Equal(answers.Where(answer => answer.Refusal is { IsForHours: true }).Select(answer => answer.Start), Starts(listed, usedUp: true));
                Assert.All(listed, slot => Assert.Equal(therapist.Id, slot.Therapist));
            }
        }));

    /// <summary>Between the five minutes nothing is bookable either.</summary>
    [Fact]
    public void A_second_beside_a_listed_time_is_refused() =>
        Check.One(Worlds, Prop.ForAll(RandomWorlds.Any.ToArbitrary(), world =>
            world.Facts.Therapists.All(therapist => SlotList.Of(world.Facts, [therapist], world.Dates)
                .SelectMany(day => day.Slots)
                .All(slot => BookingRules.WhyNot(world.Facts, therapist, slot.Start + Duration.FromSeconds(1)) is not null))));

    [Fact]
    [Trait("Rule", "R34a")]
    public void An_empty_day_gives_the_reason_nearest_to_a_booking_of_its_starts_or_that_of_the_working_time() =>
        Check.One(Worlds, Prop.ForAll(RandomWorlds.Any.ToArbitrary(), world =>
        {
            foreach (var day in SlotList.Of(world.Facts, world.Facts.Therapists, world.Dates))
            {
                var starts = world.Facts.Therapists.SelectMany(therapist => GridOf(world, therapist, day.On).Select(start => (therapist, start)));
                var reasons = starts.Select(each => BookingRules.WhyNot(world.Facts, each.therapist, each.start)).ToArray();

                Assert.Equal(day.Slots.Count == 0, day.WhyNone is not null);
                if (day.WhyNone is { } why && reasons.Length > 0)
                {
                    Assert.Contains(why, reasons);
                    Assert.Equal(reasons.Max(refusal => refusal?.Reason), why.Reason);
                }
                else if (day.WhyNone is { } none)
                {
                    Assert.InRange(none.Reason, RefusalReason.NoWorkingHours, RefusalReason.Holiday);
                    Assert.True(IsGivenByWorkingTime(none.Reason, world, day.On), $"{none.Reason} on {day.On}");
                }
            }
        }));

    private static IEnumerable<Instant> Starts(IEnumerable<Slot> slots, bool usedUp) =>
        slots.Where(slot => slot.HoursUsedUp == usedUp).Select(slot => slot.Start);

    private static IEnumerable<Instant> GridOf(RandomWorld world, TherapistFacts therapist, LocalDate date) =>
        new DateInterval(date.PlusDays(-2), date.PlusDays(2))
            .SelectMany(therapist.Calendar.WorkingTime.GridOn)
            .Where(start => start.DateIn(world.Facts.Patient.Settings.TimeZone.Value) == date);

    /// <summary>
    /// Asked five minutes by five: somebody is closed for that reason on that day; "no hours" only where nobody has any, or where they
    /// are too short for a start.
    /// </summary>
    private static bool IsGivenByWorkingTime(RefusalReason reason, RandomWorld world, LocalDate date)
    {
        var moments = (world with { Dates = new DateInterval(date, date) }).FiveMinutes().Select(start => new TimeSlot(start, new Minutes(1)));
        var given = moments.SelectMany(moment => world.Facts.Therapists.Select(each => each.Calendar.WorkingTime.WhyClosed(moment))).ToHashSet();
        return reason switch
        {
            RefusalReason.ClosedDate => given.Contains(Closed.ClosedDate),
            RefusalReason.Holiday => given.Contains(Closed.Holiday),
            _ => given.SetEquals([Closed.NoHours]) || given.Overlaps([null, Closed.Away, Closed.OffTheGrid]),
        };
    }
}
