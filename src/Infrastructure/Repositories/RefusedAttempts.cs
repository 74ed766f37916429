using System.Globalization;
using NodaTime.Text;
using Scheduling.Application.Appointments;
using Scheduling.Infrastructure.Database;
using Scheduling.Infrastructure.Outbox;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>Refused attempts (R23), each with its line in the audit and, unless one went out just now, its alert.</summary>
internal sealed class RefusedAttempts(DbSession session, AuditLog audit, QueuedMessages messages) : IRefusedAttempts
{
    private const string Insert = """
        INSERT INTO {p}refused_attempts (patient_id, by_user, by_role, company_id, month, therapist_id, starts_at, unused_minutes, attempted_at)
        VALUES (@patient, @by, @role, @company, @month, @therapist, @start, @unused, @at);
        SELECT LAST_INSERT_ID()
        """;

    public async Task Add(RefusedAttempt attempt, CancellationToken cancellationToken)
    {
        var id = await session.QueryOne<ulong>(
            Insert,
            new
            {
                patient = attempt.Patient.Value,
                by = attempt.By.UserId,
                role = Codes.Of(attempt.By.Role),
                company = attempt.Company.Value,
                month = attempt.Month,
                therapist = attempt.Therapist?.Value,
                start = attempt.Start,
                unused = attempt.Unused.Value,
                at = attempt.At,
            },
            cancellationToken);
        var onBehalfOf = attempt.By.UserId == attempt.Patient.Value ? (ulong?)null : attempt.Patient.Value;
        await audit.Append(
            new AuditEntry(
                attempt.At, attempt.By, onBehalfOf, "attempt_refused", "company", attempt.Company.Value.ToString(CultureInfo.InvariantCulture),
                new Dictionary<string, string?[]>(StringComparer.Ordinal)
                {
                    ["month"] = [null, YearMonthPattern.Iso.Format(attempt.Month)],
                    ["unused_minutes"] = [null, attempt.Unused.Value.ToString(CultureInfo.InvariantCulture)],
                }),
            cancellationToken);
        await messages.AboutAttempt(id, attempt.At, cancellationToken);
    }
}
