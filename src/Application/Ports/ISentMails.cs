namespace Scheduling.Application.Ports;

/// <summary>Mails that were written to a folder because there is no mail server, to be read in development.</summary>
public interface ISentMails
{
    /// <summary>The newest first.</summary>
    IReadOnlyList<SentMail> Latest(int most);

    SentMail? Find(string id);
}

public sealed record SentMail(string Id, string To, string Subject, Instant At, string Text, string Html, string? Calendar);
