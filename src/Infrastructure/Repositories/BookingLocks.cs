using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>
/// The locks of everything that writes visits, always in this order, each group by id: patients, companies (shared), therapists, budget rows
/// (ARCHITECTURE: the booking transaction). A row locked for update gets a new version with it, so that a cluster certifies the conflict too.
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
        session.Execute(LockPatient, new { id = patient.Value }, cancellationToken);

    /// <summary>The patient's row is held already, so his company is known; false when he has none.</summary>
    public async Task<bool> CompanyOf(PatientId patient, CancellationToken cancellationToken) =>
        await session.QueryOne<ulong?>(ShareCompanyOfPatient, new { id = patient.Value }, cancellationToken) is not null;

    public Task Company(CompanyId company, CancellationToken cancellationToken) =>
        session.QueryOne<ulong?>(ShareCompany, new { id = company.Value }, cancellationToken);

    /// <summary>One round trip for both, in their order: from here on others wait.</summary>
    public Task TherapistAndBudget(TherapistId therapist, CompanyId company, YearMonth month, CancellationToken cancellationToken) =>
        session.Execute(
            LockTherapist + ";\n" + LockBudget, new { id = therapist.Value, company = company.Value, month }, cancellationToken);

    /// <summary>A further month of the same company; months are locked from the earlier to the later.</summary>
    public Task Budget(CompanyId company, YearMonth month, CancellationToken cancellationToken) =>
        session.Execute(LockBudget, new { company = company.Value, month }, cancellationToken);
}
