using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Patients;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>A patient and a company with the settings filled on each: one query for both.</summary>
internal sealed class PatientStanding(DbSession session, Application.Ports.PortalOptions options)
{
    private const string SelectPatientAndCompany = """
        SELECT 'patient' AS level, p.user_id AS id, '' AS name, p.active, NULL AS active_from, NULL AS active_until,
               p.booking_interval_days, p.visit_minutes, p.booking_notice_hours, p.cancellation_notice_hours,
               p.booking_horizon_days, p.reminder_hours, p.sms_enabled, p.language, p.time_zone
        FROM {p}patients p
        WHERE p.user_id = @patient
        UNION ALL
        SELECT 'company', c.id, c.name, 1, c.active_from, c.active_until,
               c.booking_interval_days, c.visit_minutes, c.booking_notice_hours, c.cancellation_notice_hours,
               c.booking_horizon_days, c.reminder_hours, c.sms_enabled, c.language, c.time_zone
        FROM {p}patients p
        JOIN {p}companies c ON c.id = COALESCE(@company, p.company_id)
        WHERE p.user_id = @patient
        """;

    /// <summary>The patient and his company; with <paramref name="company"/> that one instead (a visit keeps the company it was booked with, R7).</summary>
    public async Task<(Patient Patient, Company Company)?> Find(PatientId patient, CompanyId? company, CancellationToken cancellationToken)
    {
        var asked = Ask(patient, company);
        await session.Send(cancellationToken);
        return Read(patient, asked);
    }

    /// <summary>The same, to be sent with other questions.</summary>
    public Asked<Row> Ask(PatientId patient, CompanyId? company) =>
        session.Ask<Row>(SelectPatientAndCompany, new { patient = patient.Value, company = company?.Value });

    public (Patient Patient, Company Company)? Read(PatientId patient, Asked<Row> asked)
    {
        if (asked.Rows is not [var own, var shared])
        {
            return null;
        }

        var companyId = new CompanyId(shared.Id);
        return (
            new Patient(patient, companyId, own.Active, own.Overrides),
            new Company(companyId, shared.Name, new DatePeriod(shared.ActiveFrom, shared.ActiveUntil), shared.Overrides, options.SettingDefaults));
    }

    internal sealed class Row : SettingsRow
    {
        public ulong Id { get; init; }

        public string Name { get; init; } = "";

        public bool Active { get; init; }

        public LocalDate? ActiveFrom { get; init; }

        public LocalDate? ActiveUntil { get; init; }
    }
}
