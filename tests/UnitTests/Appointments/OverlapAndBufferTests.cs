using Scheduling.Domain.Appointments;
using Scheduling.Domain.Therapists;
using static Scheduling.UnitTests.Appointments.World;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Appointments;

/// <summary>R37: two visits never overlap, for a patient nor for a therapist; R36: buffer between a therapist's visits.</summary>
[Trait("Rule", "R37")]
public sealed class OverlapAndBufferTests
{
    /// <summary>The other visit takes 50 minutes, and so does the wish of 10:00.</summary>
    [Theory]
    [InlineData("2027-06-07 09:10", null)]
    [InlineData("2027-06-07 09:11", RefusalReason.OwnVisitAtThatTime)]
    [InlineData("2027-06-07 10:00", RefusalReason.OwnVisitAtThatTime)]
    [InlineData("2027-06-07 10:49", RefusalReason.OwnVisitAtThatTime)]
    [InlineData("2027-06-07 10:50", null)]
    public void A_patients_visits_may_touch_and_not_overlap(string other, RefusalReason? reason) =>
        Assert.Equal(reason, new World { PatientsVisits = [Visit(other)] }.WhyNot(Wish)?.Reason);

    [Theory]
    [InlineData("2027-06-07 09:10", null)]
    [InlineData("2027-06-07 09:11", RefusalReason.SlotTaken)]
    [InlineData("2027-06-07 10:00", RefusalReason.SlotTaken)]
    [InlineData("2027-06-07 10:49", RefusalReason.SlotTaken)]
    [InlineData("2027-06-07 10:50", null)]
    public void A_therapists_visits_may_touch_and_not_overlap(string other, RefusalReason? reason) =>
        Assert.Equal(reason, new World { TherapistsVisits = [Visit(other)] }.WhyNot(Wish)?.Reason);

    [Theory]
    [Trait("Rule", "R36")]
    [InlineData("2027-06-07 08:55", null)]
    [InlineData("2027-06-07 08:56", RefusalReason.SlotTaken)]
    [InlineData("2027-06-07 11:04", RefusalReason.SlotTaken)]
    [InlineData("2027-06-07 11:05", null)]
    public void The_buffer_lies_free_before_and_after(string other, RefusalReason? reason) =>
        Assert.Equal(reason, new World { Buffer = 15, TherapistsVisits = [Visit(other)] }.WhyNot(Wish)?.Reason);

    [Fact]
    [Trait("Rule", "R36")]
    public void The_buffer_is_not_asked_of_the_patients_other_visits() =>
        Assert.Null(new World { Buffer = 15, PatientsVisits = [Visit("2027-06-07 09:10"), Visit("2027-06-07 10:50")] }.WhyNot(Wish));

    [Fact]
    [Trait("Rule", "R36")]
    public void The_buffer_is_not_needed_at_the_end_of_availability() =>
        Assert.Null(new World { Buffer = 15, Hours = EveryDay(new DayHours(600, 650)) }.WhyNot(Wish));

    [Fact]
    public void A_long_visit_around_the_whole_wish_stands_in_its_way()
    {
        Assert.Equal(RefusalReason.OwnVisitAtThatTime, new World { PatientsVisits = [Visit("2027-06-07 08:00", 240)] }.WhyNot(Wish)?.Reason);
        Assert.Equal(RefusalReason.SlotTaken, new World { TherapistsVisits = [Visit("2027-06-07 08:00", 240)] }.WhyNot(Wish)?.Reason);
    }

    [Fact]
    public void The_refusal_names_the_start_of_the_own_visit() =>
        Assert.Equal(
            new Refusal(RefusalReason.OwnVisitAtThatTime) { Limit = At("2027-06-07 10:30") },
            new World { PatientsVisits = [Visit("2027-06-07 08:00"), Visit("2027-06-07 10:30")] }.WhyNot(Wish));
}
