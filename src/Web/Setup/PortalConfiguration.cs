using Scheduling.Application.Ports;
using Scheduling.Domain.Companies;
using Scheduling.Infrastructure;
using Scheduling.Infrastructure.Google;
using Scheduling.Infrastructure.Outbox;
using Scheduling.Infrastructure.WordPress;

namespace Scheduling.Web.Setup;

/// <summary>Where people may sign in (R2).</summary>
internal enum SignInMode
{
    Both,
    WordPress,
    Password,
}

/// <summary>The keys of DOMAIN §14, read once at the start; a wrong one ends it with a <see cref="ConfigurationFault"/>.</summary>
internal sealed record PortalConfiguration(
    PortalOptions Portal, DatabaseOptions Database, WordPressOptions WordPress, SignInMode SignIn, IReadOnlyList<System.Net.IPAddress> TrustedProxies)
{
    /// <summary>Cookies bear Secure and the <c>__Host-</c> prefix exactly when people reach the portal by https.</summary>
    public bool IsHttps => Portal.PublicUrl?.Scheme == Uri.UriSchemeHttps;

    public string? AutoMapperLicenseKey { get; init; }

    public required OutgoingOptions Outgoing { get; init; }

    /// <summary>Null: Google is off and visits get no link by themselves (R54).</summary>
    public GoogleOptions? Google { get; init; }

    public static PortalConfiguration Read(IConfiguration configuration, bool isDevelopment)
    {
        var database = ReadDatabase(configuration);
        var google = GoogleConfiguration.Read(configuration);
        return new PortalConfiguration(
            ReadPortal(configuration, isDevelopment) with { LongestWaitForLink = GoogleConfiguration.LongestWaitForLink(configuration, google) },
            database,
            new WordPressOptions(
                configuration["WordPress:CapabilitiesKey"] ?? database.Prefix + "capabilities",
                List(configuration, "Roles:Patient", "patient"),
                List(configuration, "Roles:Therapist", "therapist"),
                List(configuration, "Roles:Administrator", "administrator,scheduling_admin")),
            Choice(configuration, "SignIn:Mode", SignInMode.Both),
            Proxies(configuration))
        {
            AutoMapperLicenseKey = configuration["AutoMapper:LicenseKey"],
            Outgoing = OutgoingConfiguration.Read(configuration, configuration["Portal:Name"] ?? "", isDevelopment),
            Google = google,
        };
    }

    private static DatabaseOptions ReadDatabase(IConfiguration configuration)
    {
        var database = new DatabaseOptions(
            configuration.GetConnectionString("Portal") is { Length: > 0 } portal
                ? portal
                : throw new ConfigurationFault("ConnectionStrings:Portal", "the connection string of the portal's database is missing."),
            configuration.GetConnectionString("WordPress"),
            configuration["WordPress:TablePrefix"] ?? "wp_",
            configuration["WordPress:UsersTable"],
            configuration["WordPress:UsermetaTable"]);
        return InfrastructureSetup.Fault(database) is var (key, problem) ? throw new ConfigurationFault(key, problem) : database;
    }

    private static PortalOptions ReadPortal(IConfiguration configuration, bool isDevelopment) => new()
    {
        Name = configuration["Portal:Name"] ?? "",
        PublicUrl = ReadPublicUrl(configuration["Portal:PublicUrl"], isDevelopment),
        TimeZone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(configuration["Portal:TimeZone"] ?? "Europe/Warsaw")
            ?? throw new ConfigurationFault("Portal:TimeZone", "is no IANA time zone such as Europe/Warsaw."),
        DefaultLanguage = Choice(configuration, "Portal:DefaultLanguage", Language.Pl),
        ContactPhone = configuration["Portal:ContactPhone"],
        ContactEmail = configuration["Portal:ContactEmail"],
        AlertEmails = OutgoingConfiguration.ReadAlertEmails(configuration),
        ShowHours = Choice(configuration, "Portal:ShowHours", ShowHours.Status),
    };

    private static Uri? ReadPublicUrl(string? text, bool isDevelopment)
    {
        if (string.IsNullOrEmpty(text))
        {
            return isDevelopment ? null : throw new ConfigurationFault("Portal:PublicUrl", "the address at which people reach the portal is missing.");
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
        {
            throw new ConfigurationFault("Portal:PublicUrl", "is no http or https address.");
        }

        return url.Scheme == Uri.UriSchemeHttps || isDevelopment || url.IsLoopback
            ? url
            : throw new ConfigurationFault("Portal:PublicUrl", "must be https; plain http is for development and this machine alone.");
    }

    public static T Choice<T>(IConfiguration configuration, string key, T fallback)
        where T : struct, Enum =>
        configuration[key] is not { Length: > 0 } text ? fallback
        : Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsDigit(text[0]) ? value
        : throw new ConfigurationFault(key, $"must be one of {string.Join(", ", Enum.GetNames<T>())}.");

    private static string[] List(IConfiguration configuration, string key, string fallback) =>
        (configuration[key] ?? fallback).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } list
            ? list
            : throw new ConfigurationFault(key, "names no role.");

    private static System.Net.IPAddress[] Proxies(IConfiguration configuration) =>
        [.. (configuration["Portal:TrustedProxies"] ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => System.Net.IPAddress.TryParse(text, out var address)
                ? address
                : throw new ConfigurationFault("Portal:TrustedProxies", "is no list of IP addresses."))];
}
