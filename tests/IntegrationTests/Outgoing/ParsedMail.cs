using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using MimeKit;

namespace Scheduling.IntegrationTests.Outgoing;

/// <summary>A mail as its receiver's programs read it.</summary>
public sealed class ParsedMail
{
    private readonly MimeMessage message;

    public ParsedMail(ReceivedMail mail)
    {
        message = MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(mail.Raw)));
        var part = message.BodyParts.OfType<TextPart>().FirstOrDefault(each => each.ContentType.IsMimeType("text", "calendar"));
        CalendarText = part?.Text;
        CalendarMethod = part?.ContentType.Parameters["method"];
        Calendar = CalendarText is null ? null : Ical.Net.Calendar.Load(CalendarText);
    }

    public string Subject => message.Subject!;

    public string MessageId => message.MessageId!;

    public string From => message.From.ToString();

    public string To => message.To.ToString();

    public string Text => message.TextBody!;

    public string Html => message.HtmlBody!;

    public string? CalendarText { get; }

    public string? CalendarMethod { get; }

    public Calendar? Calendar { get; }

    public CalendarEvent Event => Assert.Single(Calendar!.Events);
}
