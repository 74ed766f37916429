using System.Text;

namespace Scheduling.Web.Mail;

/// <summary>
/// What a mail says, part by part (public because components are). Both its forms, plain text and HTML, are made from this one, so they cannot differ.
/// </summary>
public sealed record MailLetter(string Language, string Subject, string Heading)
{
    public IReadOnlyList<string> Text { get; init; } = [];

    /// <summary>Date, link and so on: each with its name.</summary>
    public IReadOnlyList<MailFact> Facts { get; init; } = [];

    /// <summary>A plain address that needs sign-in; never one that does something by itself (R60).</summary>
    public (string Name, string Address)? Page { get; init; }

    public IReadOnlyList<string> Footer { get; init; } = [];

    public string AsPlainText()
    {
        var text = new StringBuilder(Heading).Append("\r\n");
        AppendLines(text, Text);
        AppendLines(text, Facts.Select(fact => $"{fact.Name}: {fact.Value}"));
        AppendLines(text, Page is var (name, address) ? [$"{name}: {address}"] : []);
        AppendLines(text, Footer.Count > 0 ? ["--", .. Footer] : []);
        return text.ToString();
    }

    private static void AppendLines(StringBuilder text, IEnumerable<string> lines)
    {
        var separator = "\r\n";
        foreach (var line in lines)
        {
            text.Append(separator).Append(line).Append("\r\n");
            separator = "";
        }
    }
}

/// <summary>A line of a mail. Only what we know to be the visit's link is made one: a name that looks like an address is a name.</summary>
public sealed record MailFact(string Name, string Value, bool IsLink = false);
