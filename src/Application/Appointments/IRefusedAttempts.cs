using Scheduling.Domain.Appointments;
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

internal static class RefusedAttemptsExtensions
{
    /// <summary>R23 (a): a refusal on hours alone is stored; any other is not.</summary>
    public static Task AddIfForHours(
        this IRefusedAttempts attempts, Refusal refusal, BookingFacts facts, TherapistId therapist, Instant start, Actor by, CancellationToken cancellationToken) =>
        refusal.IsForHours
            ? attempts.Add(
                new RefusedAttempt(facts.Patient.Id, by, facts.Company.Id, refusal.Month!.Value, therapist, start, refusal.Left!.Value, facts.Now),
                cancellationToken)
            : Task.CompletedTask;
}
