using NodaTime;
using NodaTime.Text;

namespace Scheduling.UnitTests;

/// <summary>How the tests write dates and times: <c>At("2027-06-07 10:00")</c> is what the clocks of Warsaw show, unless a zone is named.</summary>
internal static class Times
{
    public static readonly DateTimeZone Warsaw = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];
    public static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    public static readonly DateTimeZone Kolkata = DateTimeZoneProviders.Tzdb["Asia/Kolkata"];
    public static readonly DateTimeZone LordHowe = DateTimeZoneProviders.Tzdb["Australia/Lord_Howe"];

    private static readonly LocalDateTimePattern ToTheMinute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");
    private static readonly LocalDateTimePattern ToTheSecond = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");
    private static readonly InstantPattern OfUtc = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm'Z'");

    /// <summary>The clock changes of one hour, of none, of half an hour; east and west of Greenwich, north and south of the equator.</summary>
    public static IReadOnlyList<DateTimeZone> Zones { get; } = [Warsaw, NewYork, Kolkata, LordHowe];

    public static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    public static LocalDate Day(string date) => LocalDatePattern.Iso.Parse(date).Value;

    /// <summary>What a clock shows, wherever it hangs.</summary>
    public static LocalDateTime Clock(string local) => (local.Length == 16 ? ToTheMinute : ToTheSecond).Parse(local).Value;

    /// <summary>The moment of a local time that exists once.</summary>
    public static Instant At(string local, DateTimeZone? zone = null) => Clock(local).InZoneStrictly(zone ?? Warsaw).ToInstant();

    public static Instant Utc(string moment) => OfUtc.Parse(moment).Value;
}
