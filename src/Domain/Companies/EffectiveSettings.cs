using Scheduling.Domain.Kernel;

namespace Scheduling.Domain.Companies;

/// <summary>From which level a setting in force comes (R10).</summary>
public enum SettingLevel
{
    Default,
    Company,
    Patient,
}

/// <summary>A setting in force and the level that decided it.</summary>
public readonly record struct Setting<T>(T Value, SettingLevel Level);

/// <summary>The system's defaults (R11): the same settings with nothing left empty. Language and zone come from configuration.</summary>
public sealed record SettingDefaults(Language Language, DateTimeZone TimeZone)
{
    public int BookingIntervalDays { get; init; }

    public int VisitMinutes { get; init; } = 50;

    public int BookingNoticeHours { get; init; } = 3;

    public int CancellationNoticeHours { get; init; } = 3;

    public int BookingHorizonDays { get; init; } = 60;

    public ReminderLeads Reminders { get; init; } = ReminderLeads.Of(24);

    public bool SmsEnabled { get; init; }
}

/// <summary>The settings in force for one patient of one company, each with the level it comes from.</summary>
public sealed record EffectiveSettings
{
    private EffectiveSettings()
    {
    }

    public required Setting<int> BookingIntervalDays { get; init; }

    public required Setting<Minutes> VisitMinutes { get; init; }

    public required Setting<int> BookingNoticeHours { get; init; }

    public required Setting<int> CancellationNoticeHours { get; init; }

    public required Setting<int> BookingHorizonDays { get; init; }

    public required Setting<ReminderLeads> Reminders { get; init; }

    public required Setting<bool> SmsEnabled { get; init; }

    public required Setting<Language> Language { get; init; }

    public required Setting<DateTimeZone> TimeZone { get; init; }

    /// <summary>
    /// THE precedence function (R10): the patient's value if filled, else the company's, else the system's default.
    /// Without a patient pass <see cref="SettingOverrides.None"/>: the result is what the company itself lives by.
    /// </summary>
    public static EffectiveSettings Resolve(SettingDefaults defaults, SettingOverrides company, SettingOverrides patient) => new()
    {
        BookingIntervalDays = First(patient.BookingIntervalDays, company.BookingIntervalDays, defaults.BookingIntervalDays),
        VisitMinutes = First(AsMinutes(patient.VisitMinutes), AsMinutes(company.VisitMinutes), new Minutes(defaults.VisitMinutes)),
        BookingNoticeHours = First(patient.BookingNoticeHours, company.BookingNoticeHours, defaults.BookingNoticeHours),
        CancellationNoticeHours = First(patient.CancellationNoticeHours, company.CancellationNoticeHours, defaults.CancellationNoticeHours),
        BookingHorizonDays = First(patient.BookingHorizonDays, company.BookingHorizonDays, defaults.BookingHorizonDays),
        Reminders = First(patient.Reminders, company.Reminders, defaults.Reminders),
        SmsEnabled = First(patient.SmsEnabled, company.SmsEnabled, defaults.SmsEnabled),
        Language = First(patient.Language, company.Language, defaults.Language),
        TimeZone = First(patient.TimeZone, company.TimeZone, defaults.TimeZone),
    };

    private static Minutes? AsMinutes(int? value) => value is { } minutes ? new Minutes(minutes) : null;

    private static Setting<T> First<T>(T? patient, T? company, T fallback)
        where T : struct =>
        patient is { } own ? new(own, SettingLevel.Patient)
        : company is { } shared ? new(shared, SettingLevel.Company)
        : new(fallback, SettingLevel.Default);

    private static Setting<T> First<T>(T? patient, T? company, T fallback)
        where T : class =>
        patient is not null ? new(patient, SettingLevel.Patient)
        : company is not null ? new(company, SettingLevel.Company)
        : new(fallback, SettingLevel.Default);
}
