using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>
/// The locks of everything that writes visits, always in this order, each group by id: patients, companies (shared), therapists, budget rows
/// (ARCHITECTURE: the booking transaction). A row locked for update gets a new version with it, so that a cluster certifies the conflict too.
/// Nobody needs their outcome, so they wait for the questions that are asked under them and go in the same round trip, before these.
/// </summary>
internal sealed class BookingLocks(DbSession session)
{
    private const string LockPatient = "UPDATE {p}patients SET version = version + 1 WHERE user_id = @id";

    private const string ShareCompany = "SELECT id FROM {p}companies WHERE id = @id LOCK IN SHARE MODE";

    private const string ShareCompanyOfPatient = """
        SELECT c.id FROM {p}companies c JOIN {p}patients p ON p.company_id = c.id WHERE p.user_id = @id LOCK IN SHARE MODE
        """;

    private const string LockTherapist = "UPDATE {p}therapists SET version = version + 1 WHERE user_id = @id";

    /// <summary>Creates, locks and increments in one statement: a SELECT … FOR UPDATE of a missing row would lock nothing.</summary>
    private const string LockBudget = """
        INSERT INTO {p}used_hours (company_id, month, version) VALUES (@company, @month, 1)
        ON DUPLICATE KEY UPDATE version = version + 1
        """;

    public Task Patient(PatientId patient, CancellationToken cancellationToken) =>
        session.Later(LockPatient, new { id = patient.Value }, cancellationToken);

    /// <summary>After the patient's own row: then his company cannot change.</summary>
    public void CompanyOf(PatientId patient) => session.Ask<ulong>(ShareCompanyOfPatient, new { id = patient.Value });

    public void Company(CompanyId company) => session.Ask<ulong>(ShareCompany, new { id = company.Value });

    /// <summary>From here on others wait.</summary>
    public async Task TherapistAndBudget(TherapistId therapist, CompanyId company, YearMonth month, CancellationToken cancellationToken)
    {
        await session.Later(LockTherapist, new { id = therapist.Value }, cancellationToken);
        await Budget(company, month, cancellationToken);
    }

    /// <summary>A further month of the same company; months are locked from the earlier to the later.</summary>
    public Task Budget(CompanyId company, YearMonth month, CancellationToken cancellationToken) =>
        session.Later(LockBudget, new { company = company.Value, month }, cancellationToken);
}
