using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Patients;

/// <summary>The repository of what patients set for themselves (R11).</summary>
public interface IPatients
{
    /// <summary>Null: no patient of the portal.</summary>
    Task<PatientOwn?> Find(PatientId patient, CancellationToken cancellationToken);

    /// <summary>Locks the patient's row and stores his own choices with their line in the audit.</summary>
    Task Save(PatientId patient, OwnChoices before, OwnChoices after, Actor by, Instant at, CancellationToken cancellationToken);
}

/// <summary>What a patient may set for himself; null = as the company. SMS can be switched off by him, on only by those above him.</summary>
public sealed record OwnChoices(Language? Language, DateTimeZone? TimeZone, bool SmsOff, PhoneNumber? Phone);

/// <summary>His choices, and what holds for him without them.</summary>
public sealed record PatientOwn(OwnChoices Choices, EffectiveSettings WithoutOwn);
