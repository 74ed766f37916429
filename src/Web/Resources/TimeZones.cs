namespace Scheduling.Web.Resources;

/// <summary>The zones offered in settings, one for each clock that people of the portal are likely to live by (IANA names).</summary>
internal static class TimeZones
{
    public static IReadOnlyList<string> Offered { get; } =
    [
        "Europe/Warsaw", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Rome",
        "Europe/Amsterdam", "Europe/Brussels", "Europe/Vienna", "Europe/Zurich", "Europe/Prague", "Europe/Budapest", "Europe/Stockholm", "Europe/Oslo",
        "Europe/Copenhagen", "Europe/Helsinki", "Europe/Tallinn", "Europe/Riga", "Europe/Vilnius", "Europe/Kyiv", "Europe/Bucharest", "Europe/Sofia",
        "Europe/Athens", "Europe/Istanbul", "Europe/Minsk", "Europe/Chisinau", "Asia/Tbilisi", "Asia/Dubai", "Asia/Almaty", "Asia/Kolkata",
        "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
        "America/Toronto", "America/Sao_Paulo", "UTC",
    ];
}
