using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Appointments;

/// <summary>
/// Loads what the booking rules need. The two ways give the same record: without locks for pages, under locks for a booking.
/// Null: the person is no patient, or belongs to no company (R5).
/// </summary>
public interface IBookingFacts
{
    /// <summary>
    /// For every therapist of the patient's company, good for starts inside the given stretch of time that are not past, and with the patient's
    /// own visits. Takes no lock, and may know companies and therapists from memory where nothing about them has changed.
    /// </summary>
    Task<LoadedFacts?> Load(PatientId patient, TimeSlot starts, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the locks of a booking in their fixed order (patient, company shared, therapist, budget row of the start's month), then reads
    /// the facts for this one therapist and start. A therapist who does not exist or never served the company is missing in the facts.
    /// Says too whether the form with this key has made its visit already.
    /// </summary>
    Task<LoadedFacts?> LockAndLoad(PatientId patient, TherapistId therapist, Instant start, FormKey key, CancellationToken cancellationToken);

    /// <summary>
    /// For the visit's own therapist and company, good for starts inside the given stretch of time: what moving it is decided on (R46).
    /// Takes no lock; for the move itself the locks are held already.
    /// </summary>
    Task<LoadedFacts?> LoadForMove(Appointment visit, TimeSlot starts, CancellationToken cancellationToken);
}

/// <summary>Facts, and the company's name for the page.</summary>
public sealed record LoadedFacts(BookingFacts Facts, string CompanyName)
{
    /// <summary>For pages: the patient's visits, cancelled ones too, by start: from so long ago on that they matter for the times asked about (R12, R35).</summary>
    public IReadOnlyList<OwnVisit> OwnVisits { get; init; } = [];

    /// <summary>For pages: with whom his last visit is or was that has begun and was not missed.</summary>
    public TherapistId? MetLast { get; init; }

    /// <summary>The visit that this user made with this form's key in the last 48 hours (R43).</summary>
    public AppointmentId? MadeBefore { get; init; }
}

/// <summary>A visit of the patient's own, as it stands among free times (R35).</summary>
public sealed record OwnVisit(Guid Id, TimeSlot Slot, VisitState State);

/// <summary>The key of a form and who sent it: another user's key is unknown (R43).</summary>
public sealed record FormKey(ulong User, string Text);
