using Scheduling.Domain.Companies;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>The columns of settings, the same on patients and companies (R11).</summary>
internal abstract class SettingsRow
{
    public int? BookingIntervalDays { get; init; }

    public int? VisitMinutes { get; init; }

    public int? BookingNoticeHours { get; init; }

    public int? CancellationNoticeHours { get; init; }

    public int? BookingHorizonDays { get; init; }

    public string? ReminderHours { get; init; }

    public bool? SmsEnabled { get; init; }

    public string? Language { get; init; }

    public string? TimeZone { get; init; }

    public SettingOverrides Overrides => new()
    {
        BookingIntervalDays = BookingIntervalDays,
        VisitMinutes = VisitMinutes,
        BookingNoticeHours = BookingNoticeHours,
        CancellationNoticeHours = CancellationNoticeHours,
        BookingHorizonDays = BookingHorizonDays,
        Reminders = ReminderHours is null ? null : ReminderLeads.Parse(ReminderHours),
        SmsEnabled = SmsEnabled,
        Language = Codes.LanguageOrNull(Language),
        TimeZone = Codes.ZoneOrNull(TimeZone),
    };
}
