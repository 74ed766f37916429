using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Appointments;

/// <summary>The repository of refused attempts (R23).</summary>
public interface IRefusedAttempts
{
    Task Add(RefusedAttempt attempt, CancellationToken cancellationToken);
}

/// <summary>A booking that failed for hours alone (R23). <paramref name="Unused"/>: what the month had left.</summary>
public sealed record RefusedAttempt(
    PatientId Patient, Actor By, CompanyId Company, YearMonth Month, TherapistId? Therapist, Instant? Start, Minutes Unused, Instant At);
