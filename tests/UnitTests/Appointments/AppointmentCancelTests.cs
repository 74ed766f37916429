using NodaTime;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;
using static Scheduling.UnitTests.Appointments.StoredVisit;

namespace Scheduling.UnitTests.Appointments;

/// <summary>R13, R24, R44: a patient cancels until his notice, staff and the system until the end; everything else is refused.</summary>
[Trait("Rule", "R44")]
public sealed class AppointmentCancelTests
{
    private const int NoticeHours = 3;

    private static readonly Instant Limit = StartsAt - Duration.FromHours(NoticeHours);

    private static readonly Dictionary<string, Instant> Moments = new(StringComparer.Ordinal)
    {
        ["days before"] = StartsAt - Duration.FromDays(3),
        ["a second before the limit"] = Limit - Second,
        ["at the limit"] = Limit,
        ["a second after the limit"] = Limit + Second,
        ["at the start"] = StartsAt,
        ["a second before the end"] = EndsAt - Second,
        ["at the end"] = EndsAt,
        ["after the end"] = EndsAt + Duration.FromDays(1),
    };

    /// <summary>Who, when, and the reason against it; none = cancelled.</summary>
    [Theory]
    [Trait("Rule", "R13")]
    [InlineData("days before", null, null)]
    [InlineData("a second before the limit", null, null)]
    [InlineData("at the limit", null, null)]
    [InlineData("a second after the limit", RefusalReason.CancellationNoticePassed, null)]
    [InlineData("at the start", RefusalReason.CancellationNoticePassed, null)]
    [InlineData("a second before the end", RefusalReason.CancellationNoticePassed, null)]
    [InlineData("at the end", RefusalReason.VisitHasEnded, RefusalReason.VisitHasEnded)]
    [InlineData("after the end", RefusalReason.VisitHasEnded, RefusalReason.VisitHasEnded)]
    public void A_booked_visit_is_cancelled_until_the_notice_by_the_patient_and_until_the_end_by_others(
        string when, RefusalReason? patient, RefusalReason? others)
    {
        AssertCancel(ActingRole.Patient, when, patient);
        AssertCancel(ActingRole.Therapist, when, others);
        AssertCancel(ActingRole.Administrator, when, others);
        AssertCancel(ActingRole.System, when, others);
    }

    [Theory]
    [InlineData(AppointmentStatus.Cancelled, RefusalReason.AlreadyCancelled)]
    [InlineData(AppointmentStatus.NoShow, RefusalReason.VisitHasEnded)]
    public void A_visit_that_is_not_booked_is_cancelled_by_nobody_at_no_time(AppointmentStatus status, RefusalReason reason)
    {
        foreach (var (role, now) in Enum.GetValues<ActingRole>().SelectMany(role => Moments.Values.Select(now => (role, now))))
        {
            var visit = In(status);

            Assert.Equal(reason, visit.Cancel(By(role), now, NoticeHours)?.Reason);
            AssertUntouched(visit, status);
        }
    }

    [Fact]
    public void Notice_0_lets_a_patient_cancel_until_the_start()
    {
        Assert.Null(In(AppointmentStatus.Booked).Cancel(By(ActingRole.Patient), StartsAt, 0));
        Assert.Equal(
            RefusalReason.CancellationNoticePassed,
            In(AppointmentStatus.Booked).Cancel(By(ActingRole.Patient), StartsAt + Second, 0)?.Reason);
    }

    /// <summary>Elapsed hours: from 2:00 to 3:00 on the morning of 31 October 2027 there are two.</summary>
    [Fact]
    [Trait("Rule", "R32")]
    public void Notice_is_elapsed_time_over_a_clock_change()
    {
        var start = Times.At("2027-10-31 04:00");
        var limit = Times.Utc("2027-10-31 00:00Z"); // 2:00 for the first time

        Assert.Null(Visit().Cancel(By(ActingRole.Patient), limit, 3));
        Assert.Equal(RefusalReason.CancellationNoticePassed, Visit().Cancel(By(ActingRole.Patient), limit + Second, 3)?.Reason);

        Appointment Visit() => new(
            Id, new(7), new(1), new(3), new TimeSlot(start, new Minutes(50)), new YearMonth(2027, 10), AppointmentStatus.Booked, null);
    }

    [Fact]
    public void The_refusal_names_the_hours_and_until_when_it_was_possible() =>
        Assert.Equal(
            new Refusal(RefusalReason.CancellationNoticePassed) { Number = NoticeHours, Limit = Limit },
            In(AppointmentStatus.Booked).Cancel(By(ActingRole.Patient), StartsAt, NoticeHours));

    private static void AssertCancel(ActingRole role, string when, RefusalReason? expected)
    {
        var visit = In(AppointmentStatus.Booked);
        var (by, now) = (By(role), Moments[when]);

        Assert.Equal(expected, visit.Cancel(by, now, NoticeHours)?.Reason);
        if (expected is null)
        {
            Assert.Equal(AppointmentStatus.Cancelled, visit.Status);
            Assert.Equal(new Cancellation(by, now), visit.Cancellation);
            Assert.Equal([new AppointmentCancelled(Id, by, now, AppointmentStatus.Booked)], visit.Events);
        }
        else
        {
            AssertUntouched(visit, AppointmentStatus.Booked);
        }
    }
}
