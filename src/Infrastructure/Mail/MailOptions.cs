namespace Scheduling.Infrastructure.Mail;

/// <summary>Whether the connection to the mail server is encrypted (DOMAIN §14). <see cref="StartTls"/> insists on it.</summary>
public enum SmtpSecurity
{
    None,
    StartTls,
}

/// <summary>The keys <c>Smtp__…</c>.</summary>
public sealed record SmtpOptions(string Host, int Port, SmtpSecurity Security, string? User, string? Password);

/// <summary>
/// How mail leaves. <paramref name="Smtp"/> and <paramref name="Folder"/> null: it does not, and waits. The folder is for development only.
/// </summary>
public sealed record MailOptions(SmtpOptions? Smtp, string? Folder, string FromAddress, string FromName)
{
    public bool IsOn => Smtp is not null || Folder is not null;
}
