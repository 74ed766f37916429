using MimeKit;
using Scheduling.Application.Ports;

namespace Scheduling.Infrastructure.Mail;

/// <summary>In development without a mail server every mail is a file, to be read at <c>/dev/mail</c> or by any mail program.</summary>
internal sealed class MailFolder(MailOptions options) : IMailer, ISentMails
{
    private string Folder => options.Folder!;

    public async Task<Delivery> Send(OutgoingMail mail)
    {
        Directory.CreateDirectory(Folder);
        await using var file = File.Create(PathOf(mail.Id));
        await Mime.Of(mail, options).WriteToAsync(file);
        return new Delivery(DeliveryOutcome.Sent, "written to a file");
    }

    public IReadOnlyList<SentMail> Latest(int most) => !Directory.Exists(Folder)
        ? []
        : [.. new DirectoryInfo(Folder).EnumerateFiles("*.eml").OrderByDescending(file => file.LastWriteTimeUtc).Take(most).Select(Read)];

    public SentMail? Find(string id) => id.All(char.IsAsciiHexDigit) && new FileInfo(PathOf(id)) is { Exists: true } file ? Read(file) : null;

    private string PathOf(string id) => Path.Combine(Folder, id + ".eml");

    private static SentMail Read(FileInfo file)
    {
        var message = MimeMessage.Load(file.FullName);
        return new SentMail(
            Path.GetFileNameWithoutExtension(file.Name),
            message.To.ToString(),
            message.Subject ?? "",
            Instant.FromDateTimeOffset(message.Date),
            message.TextBody ?? "",
            message.HtmlBody ?? "",
            message.BodyParts.OfType<TextPart>().FirstOrDefault(part => part.ContentType.IsMimeType("text", "calendar"))?.Text);
    }
}
