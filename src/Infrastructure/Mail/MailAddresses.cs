using MimeKit;

namespace Scheduling.Infrastructure.Mail;

/// <summary>Reads addresses of the configuration: <c>somebody@example.com</c>, or with a name before it in angle brackets (RFC 5322).</summary>
public static class MailAddresses
{
    /// <summary>Null when it is none. The name is empty when there is none.</summary>
    public static (string Address, string Name)? Parse(string text) =>
        MailboxAddress.TryParse(text, out var address) && address.Address.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < address.Address.Length - 1
            ? (address.Address, address.Name ?? "")
            : null;
}
