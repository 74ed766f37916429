namespace Scheduling.Infrastructure.Google;

/// <summary>In whose calendar a visit's event stands, and who therefore lets people into the call (R51).</summary>
public enum GoogleOrganizer
{
    Therapist,
    Shared,
}

/// <summary>
/// The keys <c>Google__…</c> (DOMAIN §14); there is one only when Google is on. Exactly one of <see cref="ServiceAccount"/> and
/// <see cref="Account"/> is filled.
/// </summary>
public sealed record GoogleOptions
{
    public const string DefaultBaseUri = "https://www.googleapis.com/calendar/v3/";

    public const string DefaultTokenUri = "https://oauth2.googleapis.com/token";

    public ServiceAccountKey? ServiceAccount { get; init; }

    public ConsentedAccount? Account { get; init; }

    /// <summary>The shared organiser of a service account; with <see cref="GoogleOrganizer.Therapist"/> it stands in for therapists without an account.</summary>
    public string? ImpersonatedUser { get; init; }

    public string CalendarId { get; init; } = "primary";

    public GoogleOrganizer Organizer { get; init; }

    /// <summary>Google writes to the patient itself: he is a guest of the event.</summary>
    public bool InvitePatient { get; init; }

    /// <summary>Null: a neutral word in the language of the calendar's owner.</summary>
    public string? EventTitle { get; init; }

    /// <summary>Ends with a slash, or the library would cut the last segment off.</summary>
    public Uri BaseUri { get; init; } = new(DefaultBaseUri);

    public Uri TokenUri { get; init; } = new(DefaultTokenUri);

    /// <summary>R63: every call outside ends within 30 s, the asking for a token included.</summary>
    internal TimeSpan LongestCall { get; init; } = TimeSpan.FromSeconds(25);
}

/// <summary>The account that consented once (OAuth); a class, so that nothing prints its secrets.</summary>
public sealed class ConsentedAccount(string clientId, string clientSecret, string refreshToken)
{
    public string ClientId { get; } = clientId;

    public string ClientSecret { get; } = clientSecret;

    public string RefreshToken { get; } = refreshToken;
}
