using System.Globalization;
using NodaTime.Text;

namespace Scheduling.Web.Resources;

/// <summary>Moments and dates as one reader reads them: on his clocks (R14), in the language of the request, 24 hours.</summary>
internal sealed class ReaderTime(string zoneId, Words words)
{
    private static readonly LocalTimePattern HourAndMinute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[zoneId];

    private static CultureInfo Culture => CultureInfo.CurrentCulture;

    public LocalDate Date(Instant moment) => moment.InZone(zone).Date;

    /// <summary>09:00</summary>
    public string Time(Instant moment) => HourAndMinute.Format(moment.InZone(zone).TimeOfDay);

    /// <summary>Monday, 23 November 2026</summary>
    public string LongDate(Instant moment) => LongDate(Date(moment));

    public static string LongDate(LocalDate date) => date.ToString("dddd, d MMMM yyyy", Culture);

    /// <summary>Monday 23 November</summary>
    public static string DayName(LocalDate date) => date.ToString("dddd d MMMM", Culture);

    /// <summary>23 November</summary>
    public static string DayAndMonth(LocalDate date) => date.ToString("d MMMM", Culture);

    /// <summary>Mon</summary>
    public static string ShortWeekday(LocalDate date) => date.ToString("ddd", Culture);

    /// <summary>Nov</summary>
    public static string ShortMonth(LocalDate date) => date.ToString("MMM", Culture);

    /// <summary>Monday by its two or three letters and its whole name, then Tuesday and so on.</summary>
    public static IEnumerable<(string Short, string Long)> Weekdays() =>
        from day in Enumerable.Range(1, 7)
        let weekday = (DayOfWeek)(day % 7)
        select (Culture.DateTimeFormat.GetAbbreviatedDayName(weekday), Culture.DateTimeFormat.GetDayName(weekday));

    /// <summary>November 2026, the month by itself.</summary>
    public static string Month(YearMonth month) =>
        string.Create(CultureInfo.InvariantCulture, $"{Culture.DateTimeFormat.GetMonthName(month.Month)} {month.Year}");

    /// <summary>Monday, 23 November 2026, 09:00</summary>
    public string DateAndTime(Instant moment) => $"{LongDate(moment)}, {Time(moment)}";

    /// <summary>23 November 2026, 09:00; without the weekday, which after "until" would need another case in Polish and Russian.</summary>
    public string InSentence(Instant moment) => $"{InSentence(Date(moment))}, {Time(moment)}";

    /// <summary>23 November 2026</summary>
    public static string InSentence(LocalDate date) => date.ToString("d MMMM yyyy", Culture);

    public string DateAndTimes(Instant start, Instant end) => $"{LongDate(start)}, {Time(start)}–{Time(end)}";

    /// <summary>Mon 23 Nov, 09:00</summary>
    public string Short(Instant moment) => $"{moment.InZone(zone).ToString("ddd d MMM", Culture)}, {Time(moment)}";

    /// <summary>The first change of clocks on one of these dates: its date and the moment; null when there is none.</summary>
    public (LocalDate On, Instant At)? ClockChange(LocalDate first, LocalDate last)
    {
        var interval = zone.GetZoneInterval(zone.AtStartOfDay(first).ToInstant());
        return interval.HasEnd && Date(interval.End) <= last ? (Date(interval.End), interval.End) : null;
    }

    /// <summary>Minutes between these clocks and UTC, for the script that compares them with the device's.</summary>
    public int OffsetMinutes(Instant at) => zone.GetUtcOffset(at).Seconds / 60;

    /// <summary>Warsaw (UTC+1), with the offset at that moment.</summary>
    public string ZoneName(Instant at)
    {
        var known = words["zone." + zoneId];
        var name = known.StartsWith("zone.", StringComparison.Ordinal) ? zoneId.Split('/')[^1].Replace('_', ' ') : known;
        var offset = zone.GetUtcOffset(at);
        return words["zone.name", name, offset == Offset.Zero ? "" : OffsetPattern.CreateWithInvariantCulture("+H:mm").Format(offset).Replace(":00", "", StringComparison.Ordinal)];
    }
}
