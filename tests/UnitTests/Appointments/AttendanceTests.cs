using NodaTime;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;
using static Scheduling.UnitTests.Appointments.StoredVisit;

namespace Scheduling.UnitTests.Appointments;

/// <summary>
/// R40: held ↔ no-show by staff within 14 days; held or no-show → cancelled "not held by us" by an administrator within 60 days;
/// everything else is refused.
/// </summary>
[Trait("Rule", "R40")]
public sealed class AttendanceTests
{
    private static readonly Instant FourteenDays = EndsAt + Duration.FromDays(14);
    private static readonly Instant SixtyDays = EndsAt + Duration.FromDays(60);

    [Fact]
    public void A_visit_is_held_from_the_moment_of_its_end_on()
    {
        Assert.False(Appointment.IsHeld(AppointmentStatus.Booked, EndsAt, EndsAt - Second));
        Assert.True(Appointment.IsHeld(AppointmentStatus.Booked, EndsAt, EndsAt));
        Assert.True(Appointment.IsHeld(AppointmentStatus.Booked, EndsAt, EndsAt + Duration.FromDays(1000)));
    }

    [Theory]
    [InlineData(AppointmentStatus.Cancelled)]
    [InlineData(AppointmentStatus.NoShow)]
    public void What_is_not_booked_is_never_held(AppointmentStatus status) => Assert.False(Appointment.IsHeld(status, EndsAt, SixtyDays));

    [Theory]
    [InlineData(ActingRole.Therapist)]
    [InlineData(ActingRole.Administrator)]
    public void Staff_mark_a_held_visit_as_no_show_from_its_end_on_for_14_days(ActingRole role)
    {
        Assert.Equal(RefusalReason.NotYetHeld, NoShow(role, EndsAt - Second));
        Assert.Null(NoShow(role, EndsAt));
        Assert.Null(NoShow(role, FourteenDays));
        Assert.Equal(RefusalReason.TooLateToCorrect, NoShow(role, FourteenDays + Second));
    }

    [Theory]
    [InlineData(ActingRole.Therapist)]
    [InlineData(ActingRole.Administrator)]
    public void Staff_mark_a_no_show_as_held_for_14_days(ActingRole role)
    {
        Assert.Null(Held(role, EndsAt));
        Assert.Null(Held(role, FourteenDays));
        Assert.Equal(RefusalReason.TooLateToCorrect, Held(role, FourteenDays + Second));
    }

    [Theory]
    [InlineData(ActingRole.Patient)]
    [InlineData(ActingRole.System)]
    public void Nobody_else_says_whether_a_visit_took_place(ActingRole role)
    {
        Assert.Equal(RefusalReason.OnlyStaff, NoShow(role, EndsAt + Second));
        Assert.Equal(RefusalReason.OnlyStaff, Held(role, EndsAt + Second));
    }

    [Fact]
    public void What_is_so_already_or_cancelled_does_not_become_so()
    {
        var staff = ActingRole.Administrator;

        Assert.Equal(RefusalReason.AlreadySo, NoShow(staff, EndsAt, AppointmentStatus.NoShow));
        Assert.Equal(RefusalReason.AlreadySo, Held(staff, EndsAt, AppointmentStatus.Booked));
        Assert.Equal(RefusalReason.AlreadyCancelled, NoShow(staff, EndsAt, AppointmentStatus.Cancelled));
        Assert.Equal(RefusalReason.AlreadyCancelled, Held(staff, EndsAt, AppointmentStatus.Cancelled));
    }

    [Theory]
    [InlineData(AppointmentStatus.Booked)]
    [InlineData(AppointmentStatus.NoShow)]
    public void An_administrator_says_not_held_by_us_from_the_end_on_for_60_days(AppointmentStatus before)
    {
        Assert.Equal(RefusalReason.NotYetHeld, NotHeld(ActingRole.Administrator, EndsAt - Second, before));
        Assert.Null(NotHeld(ActingRole.Administrator, EndsAt, before));
        Assert.Null(NotHeld(ActingRole.Administrator, SixtyDays, before));
        Assert.Equal(RefusalReason.TooLateToCorrect, NotHeld(ActingRole.Administrator, SixtyDays + Second, before));
    }

    [Theory]
    [InlineData(ActingRole.Patient)]
    [InlineData(ActingRole.Therapist)]
    [InlineData(ActingRole.System)]
    public void Nobody_else_says_not_held_by_us(ActingRole role) => Assert.Equal(RefusalReason.OnlyStaff, NotHeld(role, EndsAt, AppointmentStatus.Booked));

    [Fact]
    public void A_cancelled_visit_is_not_cancelled_again() =>
        Assert.Equal(RefusalReason.AlreadyCancelled, NotHeld(ActingRole.Administrator, EndsAt, AppointmentStatus.Cancelled));

    private static RefusalReason? NoShow(ActingRole role, Instant now, AppointmentStatus before = AppointmentStatus.Booked) =>
        Try(before, AppointmentStatus.NoShow, visit => visit.MarkNoShow(By(role), now), new AttendanceCorrected(Id, By(role), now, before, AppointmentStatus.NoShow));

    private static RefusalReason? Held(ActingRole role, Instant now, AppointmentStatus before = AppointmentStatus.NoShow) =>
        Try(before, AppointmentStatus.Booked, visit => visit.MarkHeld(By(role), now), new AttendanceCorrected(Id, By(role), now, before, AppointmentStatus.Booked));

    private static RefusalReason? NotHeld(ActingRole role, Instant now, AppointmentStatus before) =>
        Try(before, AppointmentStatus.Cancelled, visit => visit.CancelAsNotHeld(By(role), now), new AppointmentCancelled(Id, By(role), now, before));

    /// <summary>Either refused and untouched, or changed, with exactly this event.</summary>
    private static RefusalReason? Try(AppointmentStatus before, AppointmentStatus after, Func<Appointment, Refusal?> change, AppointmentEvent happened)
    {
        var visit = In(before);
        if (change(visit) is { } refusal)
        {
            AssertUntouched(visit, before);
            return refusal.Reason;
        }

        Assert.Equal(after, visit.Status);
        Assert.Equal([happened], visit.Events);
        Assert.Equal(after == AppointmentStatus.Cancelled ? new Cancellation(happened.By, happened.At) : null, visit.Cancellation);
        return null;
    }
}
