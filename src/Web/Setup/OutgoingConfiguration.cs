using Scheduling.Infrastructure.Mail;
using Scheduling.Infrastructure.Outbox;

namespace Scheduling.Web.Setup;

/// <summary>The keys <c>Smtp__…</c>, <c>Outbox__PollSeconds</c> and <c>Portal__AlertEmails</c> (DOMAIN §14). A group half filled is a fault.</summary>
internal static class OutgoingConfiguration
{
    private const int SubmissionPort = 587;

    private static readonly string[] NeedHost = ["Smtp:Port", "Smtp:Security", "Smtp:User", "Smtp:Password", "Smtp:From"];

    /// <summary>Without a mail server mails are files in development, and wait elsewhere.</summary>
    public static OutgoingOptions Read(IConfiguration configuration, string portalName, bool isDevelopment)
    {
        var smtp = ReadSmtp(configuration);
        var (address, name) = smtp is null ? ("portal@localhost", "") : ReadFrom(configuration);
        var folder = smtp is null && isDevelopment ? Path.GetFullPath(configuration["Mail:Folder"] ?? Path.Combine(".local", "mail")) : null;
        return new OutgoingOptions(
            new MailOptions(smtp, folder, address, name is { Length: > 0 } ? name : portalName),
            Number(configuration, "Outbox:PollSeconds", 2, 0, 3600));
    }

    public static IReadOnlyList<string> ReadAlertEmails(IConfiguration configuration) =>
        [.. (configuration["Portal:AlertEmails"] ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => IsAddress(text) ? text : throw new ConfigurationFault("Portal:AlertEmails", "is no list of e-mail addresses."))];

    public static int Number(IConfiguration configuration, string key, int fallback, int least, int most) =>
        configuration[key] is not { Length: > 0 } text ? fallback
        : int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most ? number
        : throw new ConfigurationFault(key, FormattableString.Invariant($"must be a number from {least} to {most}."));

    private static SmtpOptions? ReadSmtp(IConfiguration configuration)
    {
        if (configuration["Smtp:Host"] is not { Length: > 0 } host)
        {
            return NeedHost.FirstOrDefault(key => configuration[key] is { Length: > 0 }) is { } filled
                ? throw new ConfigurationFault("Smtp:Host", $"is missing, although {filled} is given.")
                : null;
        }

        var (user, password) = (configuration["Smtp:User"], configuration["Smtp:Password"]);
        return string.IsNullOrEmpty(user) != string.IsNullOrEmpty(password)
            ? throw new ConfigurationFault(string.IsNullOrEmpty(user) ? "Smtp:User" : "Smtp:Password", "is missing; user and password belong together.")
            : new SmtpOptions(
                host,
                Number(configuration, "Smtp:Port", SubmissionPort, 1, 65535),
                PortalConfiguration.Choice(configuration, "Smtp:Security", SmtpSecurity.StartTls),
                string.IsNullOrEmpty(user) ? null : user,
                password);
    }

    private static (string Address, string Name) ReadFrom(IConfiguration configuration) =>
        configuration["Smtp:From"] is not { Length: > 0 } text
            ? throw new ConfigurationFault("Smtp:From", "is missing: the address that mails come from.")
            : MailAddresses.Parse(text) ?? throw new ConfigurationFault("Smtp:From", "is no e-mail address.");

    private static bool IsAddress(string text) => MailAddresses.Parse(text) is var (address, name) && name.Length == 0 && address == text;
}
