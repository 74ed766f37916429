using System.Globalization;
using Scheduling.Infrastructure.Google;

namespace Scheduling.Web.Setup;

/// <summary>
/// The keys <c>Google__…</c> and <c>Meet__WaitMinutes</c> (DOMAIN §14). Google is on by a service account's key or by a refresh token with
/// its client; a group that is half filled ends the start.
/// </summary>
internal static class GoogleConfiguration
{
    private static readonly string[] KeysOfConsent = ["Google:ClientId", "Google:ClientSecret", "Google:RefreshToken"];

    /// <summary>Null: Google is off. What else is written there is looked at all the same.</summary>
    public static GoogleOptions? Read(IConfiguration configuration)
    {
        var account = Account(configuration);
        var serviceAccount = ServiceAccount(configuration);
        if (account is not null && serviceAccount is not null)
        {
            throw new ConfigurationFault("Google:CredentialsFile", "is given beside a refresh token; leave one of the two out.");
        }

        var options = new GoogleOptions
        {
            ServiceAccount = serviceAccount,
            Account = account,
            ImpersonatedUser = User(configuration),
            CalendarId = Text(configuration, "Google:CalendarId") ?? "primary",
            Organizer = Organizer(configuration, hasAccount: account is not null),
            InvitePatient = Switch(configuration, "Google:InvitePatient"),
            EventTitle = Text(configuration, "Google:EventTitle"),
            BaseUri = Address(configuration, "Google:BaseUri", null, GoogleOptions.DefaultBaseUri, endsWithSlash: true),
            TokenUri = Address(configuration, "Google:TokenUri", serviceAccount?.TokenUri, GoogleOptions.DefaultTokenUri, endsWithSlash: false),
        };
        if (serviceAccount is not null && options is { Organizer: GoogleOrganizer.Shared, ImpersonatedUser: null })
        {
            throw new ConfigurationFault("Google:ImpersonatedUser", "is missing: with a service account the shared organiser has to be named.");
        }

        return account is null && serviceAccount is null ? null : options;
    }

    /// <summary>R53; zero while Google is off, because then nothing is worth waiting for.</summary>
    public static Duration LongestWaitForLink(IConfiguration configuration, GoogleOptions? google)
    {
        var minutes = 10;
        if (Text(configuration, "Meet:WaitMinutes") is { } text
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out minutes) && minutes <= 120))
        {
            throw new ConfigurationFault("Meet:WaitMinutes", "must be a whole number from 0 to 120.");
        }

        return google is null ? Duration.Zero : Duration.FromMinutes(minutes);
    }

    private static ConsentedAccount? Account(IConfiguration configuration)
    {
        var values = KeysOfConsent.Select(key => Text(configuration, key)).ToArray();
        if (Array.TrueForAll(values, value => value is null))
        {
            return null;
        }

        return Array.IndexOf(values, null) is var missing and >= 0
            ? throw new ConfigurationFault(KeysOfConsent[missing], "is missing; a refresh token needs all three of ClientId, ClientSecret and RefreshToken.")
            : new ConsentedAccount(values[0]!, values[1]!, values[2]!);
    }

    private static ServiceAccountKey? ServiceAccount(IConfiguration configuration)
    {
        try
        {
            return Text(configuration, "Google:CredentialsFile") is { } path ? ServiceAccountKey.Read(path) : null;
        }
        catch (FormatException fault)
        {
            throw new ConfigurationFault("Google:CredentialsFile", fault.Message);
        }
    }

    private static GoogleOrganizer Organizer(IConfiguration configuration, bool hasAccount) => Text(configuration, "Google:Organizer")?.ToUpperInvariant() switch
    {
        null => hasAccount ? GoogleOrganizer.Shared : GoogleOrganizer.Therapist,
        "SHARED" => GoogleOrganizer.Shared,
        "THERAPIST" when hasAccount => throw new ConfigurationFault(
            "Google:Organizer", "cannot be therapist with a refresh token, which opens one account only; it needs a service account."),
        "THERAPIST" => GoogleOrganizer.Therapist,
        _ => throw new ConfigurationFault("Google:Organizer", "must be therapist or shared."),
    };

    private static string? User(IConfiguration configuration) =>
        Text(configuration, "Google:ImpersonatedUser") is not { } user ? null
        : user.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !user.Any(char.IsWhiteSpace) ? user
        : throw new ConfigurationFault("Google:ImpersonatedUser", "is no e-mail address.");

    private static bool Switch(IConfiguration configuration, string key) =>
        Text(configuration, key) is not { } text ? false
        : bool.TryParse(text, out var value) ? value
        : throw new ConfigurationFault(key, "must be true or false.");

    private static Uri Address(IConfiguration configuration, string key, string? fromKeyFile, string fallback, bool endsWithSlash)
    {
        var text = Text(configuration, key) ?? fromKeyFile ?? fallback;
        if (endsWithSlash && !text.EndsWith('/'))
        {
            text += "/";
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address
            : throw new ConfigurationFault(key, "is no http or https address.");
    }

    private static string? Text(IConfiguration configuration, string key) =>
        string.IsNullOrWhiteSpace(configuration[key]) ? null : configuration[key]!.Trim();
}
