using Newtonsoft.Json;

namespace Scheduling.Infrastructure.Google;

/// <summary>An event of Calendar v3, only with the fields that we write or read. Empty ones are left out of a body, so it serves for PATCH too.</summary>
internal sealed record CalendarEvent
{
    [JsonProperty("id")]
    public string? Id { get; init; }

    [JsonProperty("status")]
    public string? Status { get; init; }

    [JsonProperty("summary")]
    public string? Summary { get; init; }

    [JsonProperty("visibility")]
    public string? Visibility { get; init; }

    [JsonProperty("start")]
    public EventTime? Start { get; init; }

    [JsonProperty("end")]
    public EventTime? End { get; init; }

    [JsonProperty("guestsCanSeeOtherGuests")]
    public bool? GuestsCanSeeOtherGuests { get; init; }

    [JsonProperty("attendees")]
    public IReadOnlyList<Attendee>? Attendees { get; init; }

    [JsonProperty("reminders")]
    public Reminders? Reminders { get; init; }

    [JsonProperty("extendedProperties")]
    public ExtendedProperties? ExtendedProperties { get; init; }

    [JsonProperty("hangoutLink")]
    public string? HangoutLink { get; init; }

    [JsonProperty("conferenceData")]
    public ConferenceData? ConferenceData { get; init; }
}

/// <summary>RFC 3339 with its offset; a text, so that the serializer does not write it anew.</summary>
internal sealed record EventTime([property: JsonProperty("dateTime")] string? DateTime);

internal sealed record Attendee([property: JsonProperty("email")] string Email);

internal sealed record Reminders([property: JsonProperty("useDefault")] bool UseDefault);

/// <summary>Seen by nobody in the calendar; our mark that an event is ours.</summary>
internal sealed record ExtendedProperties([property: JsonProperty("private")] IReadOnlyDictionary<string, string>? Private);

internal sealed record ConferenceData
{
    [JsonProperty("createRequest")]
    public CreateRequest? CreateRequest { get; init; }

    [JsonProperty("entryPoints")]
    public IReadOnlyList<EntryPoint>? EntryPoints { get; init; }
}

/// <summary>Google makes the conference after it has answered; <see cref="Status"/> tells how far it is.</summary>
internal sealed record CreateRequest
{
    [JsonProperty("requestId")]
    public string? RequestId { get; init; }

    [JsonProperty("conferenceSolutionKey")]
    public SolutionKey? Key { get; init; }

    [JsonProperty("status")]
    public RequestStatus? Status { get; init; }
}

internal sealed record SolutionKey([property: JsonProperty("type")] string? Type);

/// <summary><c>pending</c>, <c>success</c> or <c>failure</c>.</summary>
internal sealed record RequestStatus([property: JsonProperty("statusCode")] string? Code);

internal sealed record EntryPoint(
    [property: JsonProperty("entryPointType")] string? Type, [property: JsonProperty("uri")] string? Uri);

/// <summary>What <c>calendars.get</c> says of a calendar.</summary>
internal sealed record CalendarDescription([property: JsonProperty("conferenceProperties")] ConferenceProperties? Conferences)
{
    public bool AllowsMeet => Conferences?.Allowed?.Contains(VisitEvent.Meet, StringComparer.Ordinal) == true;
}

internal sealed record ConferenceProperties(
    [property: JsonProperty("allowedConferenceSolutionTypes")] IReadOnlyList<string>? Allowed);
