using System.Text;
using MimeKit;

namespace Scheduling.Infrastructure.Mail;

/// <summary>
/// A mail as MIME, in the order that Gmail and Outlook take: plain, HTML, calendar as the last alternative with the method of its body
/// (RFC 6047), and the same calendar as a file.
/// </summary>
internal static class Mime
{
    public static MimeMessage Of(OutgoingMail mail, MailOptions options)
    {
        var message = new MimeMessage
        {
            Subject = mail.Text.Subject,
            MessageId = $"{mail.Id}@{options.FromAddress[(options.FromAddress.LastIndexOf('@') + 1)..]}",
            Date = mail.At.ToDateTimeOffset(),
            Body = Body(mail),
        };
        message.From.Add(new MailboxAddress(options.FromName, options.FromAddress));
        message.To.Add(new MailboxAddress("", mail.To));
        message.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office answers, please
        return message;
    }

    private static MimeEntity Body(OutgoingMail mail)
    {
        var alternatives = new MultipartAlternative(
            new TextPart("plain") { Text = mail.Text.Text },
            new TextPart("html") { Text = mail.Text.Html });
        if (mail.Calendar is not { } calendar)
        {
            return alternatives;
        }

        var part = new TextPart("calendar") { Text = calendar.ToString(), ContentTransferEncoding = ContentEncoding.Base64 };
        part.ContentType.Parameters.Add("method", calendar.Method);
        alternatives.Add(part);
        var file = new MimePart("application", "ics")
        {
            Content = new MimeContent(new MemoryStream(Encoding.UTF8.GetBytes(calendar.ToString()))),
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = "invite.ics" },
            ContentTransferEncoding = ContentEncoding.Base64,
        };
        file.ContentType.Name = "invite.ics";
        return new Multipart("mixed") { alternatives, file };
    }
}
