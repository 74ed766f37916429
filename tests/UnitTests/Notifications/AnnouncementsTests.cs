using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Scheduling.Application.Notifications;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;

namespace Scheduling.UnitTests.Notifications;

/// <summary>What is told of a change of a visit, and how long it waits for the link (R44, R46, R53, R60).</summary>
public sealed class AnnouncementsTests
{
    private static readonly Instant Now = Instant.FromUtc(2027, 1, 11, 7, 0);
    private static readonly AppointmentId Visit = new(Guid.Parse("11111111-2222-3333-4444-555555555555"));
    private static readonly Actor Patient = new(11, ActingRole.Patient);

    [Fact]
    public void A_booking_waits_at_most_the_longest_wait()
    {
        var told = Announcements.Of(new AppointmentBooked(Visit, Patient, Now), Now + Duration.FromDays(1), Duration.FromMinutes(10))!;

        Assert.Equal(new VisitAnnouncement(MessageKind.VisitBooked, Now, Now + Duration.FromMinutes(10)), told);
    }

    [Fact]
    public void A_move_of_a_visit_that_needs_no_link_waits_for_nothing()
    {
        var before = new TimeSlot(Now + Duration.FromDays(1), new Minutes(50));

        var told = Announcements.Of(new AppointmentMoved(Visit, Patient, Now, before, new YearMonth(2027, 1)), Now + Duration.FromDays(2), Duration.Zero)!;

        Assert.Equal(new VisitAnnouncement(MessageKind.VisitMoved, Now, Now), told);
    }

    [Fact]
    public void A_cancelling_waits_for_nothing() => Assert.Equal(
        new VisitAnnouncement(MessageKind.VisitCancelled, Now, Now),
        Announcements.Of(new AppointmentCancelled(Visit, Patient, Now, AppointmentStatus.Booked), Now + Duration.FromDays(1), Duration.FromMinutes(10)));

    [Fact]
    public void A_correction_of_attendance_is_told_to_nobody() => Assert.Null(Announcements.Of(
        new AttendanceCorrected(Visit, Patient, Now, AppointmentStatus.Booked, AppointmentStatus.NoShow), Now - Duration.FromDays(1), Duration.FromMinutes(10)));

    [Fact]
    public void The_wait_is_never_longer_than_half_the_time_that_is_left_nor_than_allowed_nor_negative() => Prop.ForAll(
        ArbMap.Default.ArbFor<PositiveInt>().Filter(minutes => minutes.Get <= 120),
        ArbMap.Default.ArbFor<int>().Filter(minutes => Math.Abs(minutes) < 10_000),
        (longest, untilStart) =>
        {
            var wait = Announcements.WaitForLink(Duration.FromMinutes(longest.Get), Now, Now + Duration.FromMinutes(untilStart));
            return wait >= Duration.Zero && wait <= Duration.FromMinutes(longest.Get)
                && (untilStart <= 0 ? wait == Duration.Zero : wait * 2 <= Duration.FromMinutes(untilStart))
                && (wait == Duration.FromMinutes(longest.Get) || untilStart <= 0 || wait * 2 == Duration.FromMinutes(untilStart));
        }).QuickCheckThrowOnFailure();
}
