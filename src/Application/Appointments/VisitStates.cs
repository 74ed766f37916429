using Scheduling.Domain.Appointments;

namespace Scheduling.Application.Appointments;

/// <summary>From stored status and time to what people read (R40).</summary>
internal static class VisitStates
{
    public static VisitState Of(AppointmentStatus status, Instant start, Instant end, Instant now) => status switch
    {
        AppointmentStatus.Cancelled => VisitState.Cancelled,
        AppointmentStatus.NoShow => VisitState.NoShow,
        _ when Appointment.IsHeld(status, end, now) => VisitState.Held,
        _ => start <= now ? VisitState.InProgress : VisitState.Planned,
    };
}
