using Google;
using Google.Apis.Auth.OAuth2.Responses;

namespace Scheduling.Infrastructure.Google;

/// <summary>What a fault means for the work that met it.</summary>
internal enum FaultKind
{
    /// <summary>Again after a while; the call may have been carried out.</summary>
    Passing,

    /// <summary>Again after a while; the call was not carried out.</summary>
    RateLimited,

    /// <summary>The organiser may not do more for hours; administrators hear of it.</summary>
    QuotaExceeded,

    /// <summary>A person has to change something; administrators hear of it and the work waits.</summary>
    Configuration,

    /// <summary>There is no such event.</summary>
    Gone,

    /// <summary>The event's id is taken.</summary>
    Duplicate,

    /// <summary>Google will never take this request.</summary>
    Invalid,
}

/// <summary>
/// A fault of Google, decided by the reason that it gives and not by the status alone: 403 is a forbidden thing and a rate limit alike.
/// <paramref name="Answer"/> is what is kept of it: code, reason and status, no text of Google's and nobody's name.
/// </summary>
internal sealed record GoogleFault(FaultKind Kind, string Code, string Answer, Duration? RetryAfter = null)
{
    public const string NoAnswer = "no_answer";
    public const string RateLimit = "rate_limit";
    public const string Quota = "quota_exceeded";
    public const string DelegationMissing = "delegation_missing";
    public const string ScopeMissing = "scope_missing";
    public const string ConsentExpired = "consent_expired";
    public const string ClockWrong = "clock_wrong";
    public const string NoSuchUser = "no_such_user";
    public const string KeyRefused = "key_refused";
    public const string Forbidden = "forbidden";
    public const string MeetNotAvailable = "meet_not_available";
    public const string CalendarNotFound = "calendar_not_found";
    public const string CalendarApiOff = "calendar_api_off";
    public const string OrganiserMissing = "organiser_missing";
    public const string ConferenceFailed = "conference_failed";
    public const string InvalidRequest = "invalid_request";
    public const string EventGone = "event_gone";
    public const string EventTaken = "event_taken";

    /// <summary>Not Google's but ours.</summary>
    public const string Internal = "internal_fault";

    private const int LongestReason = 64;

    /// <summary>What every visit of the same organiser would meet as well; the others spare each other the question for this tick.</summary>
    public bool ConcernsOrganiser => Kind == FaultKind.QuotaExceeded || (Kind == FaultKind.Configuration && Code != Forbidden);

    /// <summary>True when Google said no: whatever was asked for has not happened.</summary>
    public bool IsRefusal => Kind is not FaultKind.Passing;

    public static GoogleFault Of(Exception fault, Duration? retryAfter = null) => fault switch
    {
        TokenResponseException refused => OfToken(refused),
        GoogleApiException answered => OfAnswer(answered, retryAfter),
        _ => New(FaultKind.Passing, NoAnswer, fault.GetType().Name, 0),
    };

    public static GoogleFault New(FaultKind kind, string code, string? reason = null, int status = 0, Duration? retryAfter = null) =>
        new(kind, code, $"{code}: {Plain(reason)}{(status == 0 ? "" : FormattableString.Invariant($" {status}"))}".TrimEnd(' ', ':'), retryAfter);

    private static GoogleFault OfToken(TokenResponseException refused)
    {
        var status = refused.StatusCode is { } code ? (int)code : 0;
        var reason = refused.Error?.Error;
        var said = refused.Error?.ErrorDescription ?? "";
        var meaning = (reason, status) switch
        {
            (_, >= 500 or 429) => null,
            ("unauthorized_client" or "invalid_scope", _) => DelegationMissing,
            ("invalid_client" or "deleted_client" or "disabled_client", _) => KeyRefused,
            ("invalid_grant", _) when Says("email", said) => NoSuchUser,
            ("invalid_grant", _) when Says("short-lived", said) => ClockWrong,
            ("invalid_grant", _) when Says("JWT", said) || Says("account not found", said) => KeyRefused,
            ("invalid_grant", _) => ConsentExpired,
            ("access_denied" or "admin_policy_enforced" or "org_internal", _) => Forbidden,
            _ => null,
        };
        return meaning is null ? New(FaultKind.Passing, NoAnswer, reason, status) : New(FaultKind.Configuration, meaning, reason, status);
    }

    private static GoogleFault OfAnswer(GoogleApiException answered, Duration? retryAfter)
    {
        var status = (int)answered.HttpStatusCode;
        var first = answered.Error?.Errors?.FirstOrDefault();
        var (kind, code) = first?.Reason is { Length: > 0 } reason
            ? ByReason(reason, first.Message ?? "", status)
            : WithoutReason(status, isPage: answered.Error?.ErrorResponseContent?.TrimStart().StartsWith('<') == true);
        return New(kind, code, first?.Reason, status, retryAfter);
    }

    private static (FaultKind Kind, string Code) ByReason(string reason, string said, int status) => reason switch
    {
        "rateLimitExceeded" or "userRateLimitExceeded" => (FaultKind.RateLimited, RateLimit),
        "quotaExceeded" or "dailyLimitExceeded" => (FaultKind.QuotaExceeded, Quota),
        "authError" => (FaultKind.Configuration, KeyRefused),
        "forbiddenForServiceAccounts" => (FaultKind.Configuration, DelegationMissing),
        "insufficientPermissions" => (FaultKind.Configuration, ScopeMissing),
        "accessNotConfigured" => (FaultKind.Configuration, CalendarApiOff),
        "notACalendarUser" => (FaultKind.Configuration, CalendarNotFound),
        "notFound" or "deleted" => (FaultKind.Gone, EventGone),
        "duplicate" => (FaultKind.Duplicate, EventTaken),
        "conditionNotMet" or "backendError" or "internalError" => (FaultKind.Passing, NoAnswer),
        "invalid" when Says("conference", said) => (FaultKind.Configuration, MeetNotAvailable),
        _ when status is >= 500 => (FaultKind.Passing, NoAnswer),
        _ when status is 429 => (FaultKind.RateLimited, RateLimit),
        _ when status is 401 => (FaultKind.Configuration, KeyRefused),
        _ when status is 403 => (FaultKind.Configuration, Forbidden),
        _ => (FaultKind.Invalid, InvalidRequest),
    };

    /// <summary>An answer without Google's words may be from something on the way: a page is never believed.</summary>
    private static (FaultKind Kind, string Code) WithoutReason(int status, bool isPage) => status switch
    {
        _ when isPage => (FaultKind.Passing, NoAnswer),
        404 or 410 => (FaultKind.Gone, EventGone),
        409 => (FaultKind.Duplicate, EventTaken),
        429 => (FaultKind.RateLimited, RateLimit),
        401 => (FaultKind.Configuration, KeyRefused),
        _ => (FaultKind.Passing, NoAnswer),
    };

    private static bool Says(string word, string text) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reasons are words of ASCII letters; whatever else came in their place is left out.</summary>
    private static string Plain(string? reason) =>
        reason is { Length: > 0 and <= LongestReason } && reason.All(each => char.IsAsciiLetterOrDigit(each) || each is '_' or '.') ? reason : "";
}

/// <summary>Google did not do what it was asked; <see cref="Fault"/> says what that means.</summary>
internal sealed class GoogleRefusal(GoogleFault fault, Exception? cause = null) : Exception(fault.Answer, cause)
{
    public GoogleFault Fault { get; } = fault;
}
