using System.Collections.Concurrent;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Flows;
using Google.Apis.Auth.OAuth2.Responses;
using Google.Apis.Http;

namespace Scheduling.Infrastructure.Google;

/// <summary>
/// One client per organiser, kept, so that its token serves until it ends. A service account asks in the organiser's name (domain-wide
/// delegation); a refresh token opens the one account that consented. <paramref name="options"/> null: Google is off.
/// </summary>
internal sealed class CalendarClients(GoogleOptions? options) : IDisposable
{
    /// <summary>Enough for all that is done with events; the only scope that has to be granted.</summary>
    public const string EventsScope = "https://www.googleapis.com/auth/calendar.events";

    /// <summary>The check alone reads the calendar itself.</summary>
    public const string CalendarsScope = "https://www.googleapis.com/auth/calendar.calendars.readonly";

    /// <summary>Name of the organiser where a refresh token says who it is.</summary>
    public const string ConsentedAccount = "shared";

    private readonly ConcurrentDictionary<(string Organiser, bool AlsoCalendars), CalendarClient> clients = new();

    public GoogleOptions? Options => options;

    /// <summary>R51: in whose calendar the visits of a therapist stand; null when nobody is named.</summary>
    public string? OrganiserFor(string? therapistsAccount) => options switch
    {
        null => null,
        { Account: not null } => ConsentedAccount,
        { Organizer: GoogleOrganizer.Therapist } when !string.IsNullOrWhiteSpace(therapistsAccount) => therapistsAccount.Trim(),
        _ => options.ImpersonatedUser,
    };

    /// <exception cref="GoogleRefusal">An event was made by an account that the configuration no longer opens.</exception>
    public CalendarClient For(string organiser, bool alsoCalendars = false)
    {
        if (options!.Account is null && organiser == ConsentedAccount)
        {
            organiser = options.ImpersonatedUser
                ?? throw new GoogleRefusal(GoogleFault.New(FaultKind.Configuration, GoogleFault.OrganiserMissing));
        }

        return clients.GetOrAdd(
            (options.Account is null ? organiser.ToUpperInvariant() : ConsentedAccount, alsoCalendars),
            _ => new CalendarClient(options, options.Account is null ? Delegated(options, organiser, alsoCalendars) : Consented(options, options.Account)));
    }

    public void Dispose()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
    }

    private static ServiceAccountCredential Delegated(GoogleOptions options, string organiser, bool alsoCalendars) => new(
        new ServiceAccountCredential.Initializer(options.ServiceAccount!.Email, options.TokenUri.AbsoluteUri)
        {
            User = organiser,
            Scopes = alsoCalendars ? [EventsScope, CalendarsScope] : [EventsScope],
            KeyId = options.ServiceAccount.KeyId,
            DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
        }.FromPrivateKey(options.ServiceAccount.PrivateKey));

    /// <summary>Its scopes were chosen when the account consented and cannot be chosen again.</summary>
    private static UserCredential Consented(GoogleOptions options, ConsentedAccount account) => new(
        new AuthorizationCodeFlow(new AuthorizationCodeFlow.Initializer(GoogleAuthConsts.AuthorizationUrl, options.TokenUri.AbsoluteUri)
        {
            ClientSecrets = new ClientSecrets { ClientId = account.ClientId, ClientSecret = account.ClientSecret },
            DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
        }),
        ConsentedAccount,
        new TokenResponse { RefreshToken = account.RefreshToken });
}
