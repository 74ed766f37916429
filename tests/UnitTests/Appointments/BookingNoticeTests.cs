using NodaTime;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Companies;
using static Scheduling.UnitTests.Appointments.World;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Appointments;

/// <summary>R13: a patient books until so many elapsed hours before the start; exactly then still, a second later not.</summary>
[Trait("Rule", "R13")]
public sealed class BookingNoticeTests
{
    private static readonly World ThreeHours = new() { Settings = new SettingOverrides { BookingNoticeHours = 3 } };
    private static readonly World None = new() { Settings = new SettingOverrides { BookingNoticeHours = 0 } };

    [Theory]
    [InlineData("2027-06-07 06:59:59", null)]
    [InlineData("2027-06-07 07:00:00", null)]
    [InlineData("2027-06-07 07:00:01", RefusalReason.NoticeTooShort)]
    [InlineData("2027-06-07 09:59:59", RefusalReason.NoticeTooShort)]
    [InlineData("2027-06-07 10:00:00", RefusalReason.StartInThePast)]
    public void A_visit_exactly_at_the_notice_limit_is_allowed_and_a_second_later_not(string now, RefusalReason? reason) =>
        Assert.Equal(reason, (ThreeHours with { Now = At(now) }).WhyNot(Wish)?.Reason);

    [Theory]
    [InlineData("2027-06-07 09:59:59", null)]
    [InlineData("2027-06-07 10:00:00", RefusalReason.StartInThePast)]
    [InlineData("2027-06-07 10:00:01", RefusalReason.StartInThePast)]
    public void A_notice_of_nothing_means_until_the_start(string now, RefusalReason? reason) =>
        Assert.Equal(reason, (None with { Now = At(now) }).WhyNot(Wish)?.Reason);

    /// <summary>Elapsed, not on the clock: over the change to summer time 3 hours before 4:00 is midnight.</summary>
    [Theory]
    [Trait("Rule", "R32")]
    [InlineData("2027-03-28 00:00:00", null)]
    [InlineData("2027-03-28 00:00:01", RefusalReason.NoticeTooShort)]
    public void Notice_is_elapsed_time_over_a_clock_change(string now, RefusalReason? reason) =>
        Assert.Equal(reason, (ThreeHours with { Now = At(now) }).WhyNot("2027-03-28 04:00"));

    [Fact]
    public void The_refusal_names_the_hours_and_until_when_it_was_possible()
    {
        var refusal = (ThreeHours with { Now = At("2027-06-07 08:00") }).WhyNot(Wish);

        Assert.Equal(new Refusal(RefusalReason.NoticeTooShort) { Number = 3, Limit = At("2027-06-07 07:00") }, refusal);
    }

    [Fact]
    public void The_longest_notice_is_two_weeks_to_the_second()
    {
        var world = new World { Settings = new SettingOverrides { BookingNoticeHours = 336 }, Now = At("2027-05-24 10:00") };

        Assert.Null(world.WhyNot(Wish));
        Assert.Equal(RefusalReason.NoticeTooShort, (world with { Now = world.Now + Duration.FromSeconds(1) }).WhyNot(Wish)?.Reason);
    }
}
