using Scheduling.Domain.Kernel;

namespace Scheduling.Domain.Appointments;

/// <summary>Something that happened to a visit: what the audit (R82) and the messages (R60) are made from.</summary>
public abstract record AppointmentEvent(AppointmentId Appointment, Actor By, Instant At);

public sealed record AppointmentBooked(AppointmentId Appointment, Actor By, Instant At) : AppointmentEvent(Appointment, By, At);

public sealed record AppointmentCancelled(AppointmentId Appointment, Actor By, Instant At, AppointmentStatus Before)
    : AppointmentEvent(Appointment, By, At);

/// <summary>The visit has another start; therapist and length stay (R46).</summary>
public sealed record AppointmentMoved(AppointmentId Appointment, Actor By, Instant At, TimeSlot Before, YearMonth MonthBefore)
    : AppointmentEvent(Appointment, By, At);

/// <summary>Staff correct whether the visit took place (R40).</summary>
public sealed record AttendanceCorrected(AppointmentId Appointment, Actor By, Instant At, AppointmentStatus Before, AppointmentStatus After)
    : AppointmentEvent(Appointment, By, At);
