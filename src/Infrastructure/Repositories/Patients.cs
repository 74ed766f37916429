using NodaTime;
using Scheduling.Application.Patients;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>What patients set for themselves. The phone is personal: the audit says only that it changed (R82).</summary>
internal sealed class Patients(DbSession session, BookingLocks locks, AuditLog audit, Application.Ports.PortalOptions options) : IPatients
{
    private const string Select = """
        SELECT p.language, p.time_zone, p.sms_enabled, p.phone,
               c.language AS company_language, c.time_zone AS company_time_zone, c.sms_enabled AS company_sms
        FROM {p}patients p
        LEFT JOIN {p}companies c ON c.id = p.company_id
        WHERE p.user_id = @patient
        """;

    /// <summary>An own "on" that an administrator gave stays while the patient does not switch SMS off.</summary>
    private const string Update = """
        UPDATE {p}patients
        SET language = @language, time_zone = @zone, phone = @phone,
            sms_enabled = CASE WHEN @smsOff = 1 THEN 0 WHEN sms_enabled = 0 THEN NULL ELSE sms_enabled END
        WHERE user_id = @patient
        """;

    public async Task<PatientOwn?> Find(PatientId patient, CancellationToken cancellationToken)
    {
        var row = await session.QueryOne<Row>(Select, new { patient = patient.Value }, cancellationToken);
        return row is null
            ? null
            : new PatientOwn(row.Own, EffectiveSettings.Resolve(options.SettingDefaults, row.Company, SettingOverrides.None));
    }

    public async Task Save(PatientId patient, OwnChoices before, OwnChoices after, Actor by, Instant at, CancellationToken cancellationToken)
    {
        await locks.Patient(patient, cancellationToken);
        await session.Execute(
            Update,
            new
            {
                patient = patient.Value,
                language = Code(after.Language),
                zone = after.TimeZone?.Id,
                phone = after.Phone?.Value,
                smsOff = after.SmsOff,
            },
            cancellationToken);
        var changes = new Dictionary<string, string?[]>(StringComparer.Ordinal)
        {
            ["language"] = [Code(before.Language), Code(after.Language)],
            ["time_zone"] = [before.TimeZone?.Id, after.TimeZone?.Id],
            ["sms_off"] = [before.SmsOff ? "yes" : "no", after.SmsOff ? "yes" : "no"],
        };
        foreach (var same in changes.Where(change => change.Value[0] == change.Value[1]).Select(change => change.Key).ToArray())
        {
            changes.Remove(same);
        }

        if (before.Phone != after.Phone)
        {
            changes["phone"] = ["changed", "changed"];
        }

        await audit.Append(
            new AuditEntry(at, by, null, "own_settings_changed", "patient", patient.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), changes),
            cancellationToken);
    }

    private static string? Code(Language? language) => language?.ToString().ToLowerInvariant();

    private sealed class Row
    {
        public string? Language { get; init; }

        public string? TimeZone { get; init; }

        public bool? SmsEnabled { get; init; }

        public string? Phone { get; init; }

        public string? CompanyLanguage { get; init; }

        public string? CompanyTimeZone { get; init; }

        public bool? CompanySms { get; init; }

        public OwnChoices Own => new(
            Codes.LanguageOrNull(Language), Codes.ZoneOrNull(TimeZone), SmsEnabled == false, Phone is null ? null : PhoneNumber.Parse(Phone));

        public SettingOverrides Company => new()
        {
            Language = Codes.LanguageOrNull(CompanyLanguage), TimeZone = Codes.ZoneOrNull(CompanyTimeZone), SmsEnabled = CompanySms,
        };
    }
}
