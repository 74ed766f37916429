using Scheduling.Domain.Appointments;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Appointments;

/// <summary>The repository of visits. What happened to a visit is written to the audit in the same transaction (R82).</summary>
public interface IAppointments
{
    /// <summary>
    /// Takes the locks for changing a visit in their fixed order and reads it under them, with the settings in force for its patient in the
    /// visit's company. Null = there is none.
    /// </summary>
    Task<LockedAppointment?> LockAndFind(AppointmentId id, CancellationToken cancellationToken);

    /// <summary>As above, and the budget row of the month of another start as well: for a move (R46).</summary>
    Task<LockedAppointment?> LockAndFindForMove(AppointmentId id, Instant start, CancellationToken cancellationToken);

    /// <summary>The visit with the settings in force for its patient, without locks: for pages.</summary>
    Task<LockedAppointment?> Find(AppointmentId id, CancellationToken cancellationToken);

    /// <summary>Stores a new visit, the key that made it, and the month's used minutes from the Σ.</summary>
    Task Add(Appointment visit, string key, CancellationToken cancellationToken);

    /// <summary>Stores a changed visit and the used minutes of the months concerned from the Σ.</summary>
    Task Save(Appointment visit, CancellationToken cancellationToken);
}

public sealed record LockedAppointment(Appointment Visit, EffectiveSettings Settings);
