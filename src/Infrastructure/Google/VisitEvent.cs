using System.Globalization;
using NodaTime.Text;

namespace Scheduling.Infrastructure.Google;

/// <summary>
/// How a visit is written into a calendar and read from it again (R50): a neutral title, private, nobody's name, no notes. The ids are ours,
/// so that asking twice makes one event and one conference (R52).
/// </summary>
internal static class VisitEvent
{
    public const string Meet = "hangoutsMeet";

    private const string Mark = "visit";

    public static string Id(string visit, int generation) => string.Create(CultureInfo.InvariantCulture, $"{visit}g{generation}");

    public static CalendarEvent New(string id, string visit, string title, Instant start, Instant end, int request, string? guest) => Times(start, end) with
    {
        Id = id,
        Summary = title,
        Visibility = "private",
        GuestsCanSeeOtherGuests = false,
        Attendees = guest is null ? null : [new Attendee(guest)],
        Reminders = new Reminders(UseDefault: false),
        ExtendedProperties = new ExtendedProperties(new Dictionary<string, string>(StringComparer.Ordinal) { [Mark] = visit }),
        ConferenceData = Conference(id, request),
    };

    public static CalendarEvent Times(Instant start, Instant end) =>
        new() { Start = new EventTime(InstantPattern.ExtendedIso.Format(start)), End = new EventTime(InstantPattern.ExtendedIso.Format(end)) };

    /// <summary>A request with the id of the one before is ignored by Google, so every further one has a number of its own.</summary>
    public static ConferenceData Conference(string id, int request) => new()
    {
        CreateRequest = new CreateRequest
        {
            RequestId = string.Create(CultureInfo.InvariantCulture, $"{id}-{request}"),
            Key = new SolutionKey(Meet),
        },
    };

    public static bool IsOf(this CalendarEvent made, string visit) =>
        made.ExtendedProperties?.Private?.TryGetValue(Mark, out var marked) == true && marked == visit;

    public static bool IsDeleted(this CalendarEvent made) => made.Status == "cancelled";

    public static bool IsAt(this CalendarEvent made, Instant start, Instant end) => Moment(made.Start) == start && Moment(made.End) == end;

    /// <summary>Null while Google is making it and when it has failed.</summary>
    public static Uri? Link(this CalendarEvent made) =>
        made.RequestStatus() is null or "success"
        && Uri.TryCreate(
            made.ConferenceData?.EntryPoints?.FirstOrDefault(entry => entry.Type == "video")?.Uri ?? made.HangoutLink, UriKind.Absolute, out var link)
        && link.Scheme == Uri.UriSchemeHttps
            ? link
            : null;

    public static bool ConferenceFailed(this CalendarEvent made) => made.RequestStatus() == "failure";

    /// <summary>The number of the request that Google knows of; 0 when it knows of none of ours.</summary>
    public static int Request(this CalendarEvent made) =>
        int.TryParse(made.ConferenceData?.CreateRequest?.RequestId?.Split('-')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    private static string? RequestStatus(this CalendarEvent made) => made.ConferenceData?.CreateRequest?.Status?.Code;

    private static Instant? Moment(EventTime? time) =>
        time?.DateTime is { } text && OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true } parsed ? parsed.Value.ToInstant() : null;
}
