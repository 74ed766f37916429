using NodaTime;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Appointments;

/// <summary>The visit of Monday 7 June 2027, 10:00–10:50 in Warsaw, as it is stored, and those who do something with it.</summary>
internal static class StoredVisit
{
    public static readonly AppointmentId Id = new(Guid.Parse("0123456789abcdef0123456789abcdef"));
    public static readonly Instant StartsAt = At("2027-06-07 10:00");
    public static readonly Instant EndsAt = At("2027-06-07 10:50");
    public static readonly Duration Second = Duration.FromSeconds(1);

    public static Appointment In(AppointmentStatus status) => new(
        Id,
        new PatientId(7),
        new TherapistId(1),
        new CompanyId(3),
        new TimeSlot(StartsAt, EndsAt),
        new YearMonth(2027, 6),
        status,
        status == AppointmentStatus.Cancelled ? new Cancellation(By(ActingRole.System), At("2027-06-02 12:00")) : null);

    public static Actor By(ActingRole role) => new(role == ActingRole.System ? 0 : 7ul, role);

    /// <summary>A refused change leaves everything as it was.</summary>
    public static void AssertUntouched(Appointment visit, AppointmentStatus before)
    {
        Assert.Equal(before, visit.Status);
        Assert.Equal(In(before).Cancellation, visit.Cancellation);
        Assert.Empty(visit.Events);
    }
}
