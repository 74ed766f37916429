namespace Scheduling.Domain.Companies;

/// <summary>
/// The settings that exist on company and patient alike (R11), as filled on one of the two.
/// Empty (null) means "inherit" for every setting without exception; 0 is a value (R10).
/// A value outside its range cannot be held: <see cref="ArgumentOutOfRangeException"/>.
/// </summary>
public sealed record SettingOverrides
{
    public static SettingOverrides None { get; } = new();

    /// <summary>Calendar days between two visits of a patient, 0 = no limit (R12).</summary>
    public int? BookingIntervalDays { get; init => field = Within(value, 0, 365); }

    /// <summary>Length of a visit, a multiple of five minutes.</summary>
    public int? VisitMinutes
    {
        get;
        init => field = Within(value, 15, 240) is var minutes && minutes % 5 is null or 0
            ? minutes
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A visit's length is a multiple of five minutes.");
    }

    /// <summary>Elapsed hours before the start until which a patient books, 0 = until the start (R13).</summary>
    public int? BookingNoticeHours { get; init => field = Within(value, 0, 336); }

    /// <summary>Elapsed hours before the start until which a patient cancels (R13).</summary>
    public int? CancellationNoticeHours { get; init => field = Within(value, 0, 336); }

    /// <summary>How many days ahead of today a patient may book, in the company's zone.</summary>
    public int? BookingHorizonDays { get; init => field = Within(value, 1, 366); }

    public ReminderLeads? Reminders { get; init; }

    public bool? SmsEnabled { get; init; }

    public Language? Language { get; init; }

    public DateTimeZone? TimeZone { get; init; }

    private static int? Within(int? value, int least, int most) =>
        value is null || (value >= least && value <= most)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"Between {least} and {most}.");
}
