using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Scheduling.Infrastructure.Mail;

/// <summary>
/// Hands mails to a server by SMTP (RFC 5321), a connection for each. A receiver or a mail that is refused with 5xx is refused for good;
/// everything else (4xx, a sign-in that fails, a connection that breaks or hangs) is tried again, because it says nothing about this mail.
/// </summary>
internal sealed class SmtpMailer(MailOptions options) : IMailer
{
    /// <summary>Inside the 30 s that any call outside may take (R63).</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(25);

    public async Task<Delivery> Send(OutgoingMail mail)
    {
        var smtp = options.Smtp!;
        using var limit = new CancellationTokenSource(Patience);
        using var client = new SmtpClient();
        try
        {
            var message = Mime.Of(mail, options);
            await client.ConnectAsync(smtp.Host, smtp.Port, smtp.Security == SmtpSecurity.StartTls ? SecureSocketOptions.StartTls : SecureSocketOptions.None, limit.Token);
            if (smtp.User is not null)
            {
                await client.AuthenticateAsync(smtp.User, smtp.Password ?? "", limit.Token);
            }

            var answer = await client.SendAsync(message, limit.Token);
            await SayGoodbye(client, limit.Token);
            return new Delivery(DeliveryOutcome.Sent, answer);
        }
        catch (SmtpCommandException refused)
        {
            return new Delivery(
                IsForGood(refused) ? DeliveryOutcome.Refused : DeliveryOutcome.TryAgain,
                string.Create(CultureInfo.InvariantCulture, $"{refused.ErrorCode} {(int)refused.StatusCode} {refused.Message}"));
        }
        catch (OperationCanceledException)
        {
            return new Delivery(DeliveryOutcome.TryAgain, "The server did not answer in time.");
        }
        catch (Exception fault) when (fault is SocketException or IOException or SmtpProtocolException or AuthenticationException or SslHandshakeException
            or NotSupportedException or ServiceNotConnectedException or ServiceNotAuthenticatedException)
        {
            return new Delivery(DeliveryOutcome.TryAgain, $"{fault.GetType().Name}: {fault.Message}");
        }
        catch (ParseException fault)
        {
            return new Delivery(DeliveryOutcome.Refused, $"The receiver's address cannot be used: {fault.Message}");
        }
    }

    private static bool IsForGood(SmtpCommandException refused) =>
        (int)refused.StatusCode >= 500 && refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;

    /// <summary>The server has the mail already; whatever happens now must not make it go twice.</summary>
    private static async Task SayGoodbye(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception fault) when (fault is SocketException or IOException or SmtpProtocolException or SmtpCommandException or OperationCanceledException)
        {
            // It hung up without a word.
        }
    }
}
