namespace Scheduling.Infrastructure.Mail;

/// <summary>Hands a mail over. What a mail server or the network does is an answer, no exception.</summary>
internal interface IMailer
{
    /// <summary>Ends within 30 s.</summary>
    Task<Delivery> Send(OutgoingMail mail);
}

/// <summary>
/// A mail to one receiver. <paramref name="Id"/> becomes its Message-ID, the same with every try, so that a receiver who is sent it twice can
/// tell.
/// </summary>
internal sealed record OutgoingMail(string Id, string To, Application.Notifications.MailText Text, Application.Notifications.CalendarFile? Calendar, Instant At);

internal enum DeliveryOutcome
{
    Sent,

    /// <summary>It did not work now; also where it is unknown whether it did.</summary>
    TryAgain,

    /// <summary>The server refuses this receiver or this mail for good.</summary>
    Refused,
}

/// <summary>What came of it and what the other side said, without addresses.</summary>
internal sealed partial record Delivery
{
    private const int LongestAnswer = 500;

    public Delivery(DeliveryOutcome outcome, string answer)
    {
        Outcome = outcome;
        var plain = Address().Replace(answer.ReplaceLineEndings(" "), "…");
        Answer = plain.Length <= LongestAnswer ? plain : plain[..LongestAnswer];
    }

    public DeliveryOutcome Outcome { get; }

    public string Answer { get; }

    [System.Text.RegularExpressions.GeneratedRegex(@"[^\s<>]+@[^\s<>]+", System.Text.RegularExpressions.RegexOptions.CultureInvariant, 1000)]
    private static partial System.Text.RegularExpressions.Regex Address();
}
