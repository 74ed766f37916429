using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scheduling.Application.Notifications;
using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;
using Scheduling.Infrastructure.Mail;

namespace Scheduling.Infrastructure.Outbox;

/// <summary>
/// Sends the mails that are due (R60, R63). Without a way to send it claims none, so they wait and their 24 hours do not run. Each mail has
/// its own connection to the database, and none while it talks to the mail server.
/// </summary>
internal sealed partial class MailDelivery(
    OwnUnit unit, IMailComposer composer, PortalOptions portal, MailOptions options, IClock clock, ILogger<MailDelivery> log, IMailer? mailer = null)
    : IDueWork
{
    public async Task DoDue(CancellationToken cancellationToken)
    {
        while (mailer is not null && !cancellationToken.IsCancellationRequested)
        {
            var lease = Guid.NewGuid().ToString("N");
            var claimed = await unit.Run(services => services.GetRequiredService<MessageQueue>().Claim(lease, cancellationToken));
            if (claimed.Count == 0)
            {
                return;
            }

            await Task.WhenAll(claimed.Select(message => Deliver(message, lease)));
        }
    }

    /// <summary>
    /// Once begun it is brought to its end, also when the process is told to stop: it takes half a minute at most. A fault of ours is a try
    /// like any other: it is marked, ends after 24 hours, and stops no other mail. Only a database that is away leaves the row to its lease.
    /// </summary>
    private async Task Deliver(ClaimedMessage message, string lease)
    {
        try
        {
            if (await unit.Ask(services => services.GetRequiredService<Letters>().Read(message.Id, lease, CancellationToken.None)) is { } letter)
            {
                await Deliver(message, letter, lease);
            }
        }
        catch (Exception fault) when (fault is not (BusyException or MySql.Data.MySqlClient.MySqlException))
        {
            NotWritten(message.PublicId, fault);
            await Mark(message, null, lease, new Delivery(DeliveryOutcome.TryAgain, $"It could not be written: {fault.GetType().Name}."));
        }
    }

    private async Task Deliver(ClaimedMessage message, Letter letter, string lease)
    {
        if (letter.DropReason is { } reason)
        {
            await InUnit(queue => queue.Dropped(letter.Id, lease, reason, CancellationToken.None));
            Dropped(letter.PublicId, reason);
        }
        else if (letter.IsForAll)
        {
            await HandOn(message, letter, lease);
        }
        else
        {
            await Mark(message, letter, lease, await mailer!.Send(await Write(letter)));
        }
    }

    private async Task HandOn(ClaimedMessage message, Letter letter, string lease)
    {
        var receivers = await unit.Ask(services => services.GetRequiredService<AlertReceivers>().Find(letter.NotTo, CancellationToken.None));
        if (receivers.Count == 0)
        {
            await Mark(message, letter, lease, new Delivery(DeliveryOutcome.TryAgain, "Nobody is there to be alerted: no Portal__AlertEmails and no administrator."));
            return;
        }

        await InUnit(queue => queue.HandOn(letter.Id, lease, receivers, CancellationToken.None));
    }

    private async Task<OutgoingMail> Write(Letter letter)
    {
        var text = await composer.Compose(letter.Facts!);
        return new OutgoingMail(letter.PublicId, letter.Address, text, Calendar(letter, text.CalendarSummary), clock.GetCurrentInstant());
    }

    private CalendarFile? Calendar(Letter letter, string summary) => letter is { Calendar: { } part, Facts.Visit: { } visit }
        ? new CalendarFile(
            part.Uid, visit.Start, visit.End, clock.GetCurrentInstant(), summary, letter.Facts.Kind == MessageKind.VisitCancelled, Page: null)
        {
            Sequence = part.Sequence,
            Link = visit.Link,
            To = new Invitation(options.FromName is { Length: > 0 } name ? name : portal.Name, options.FromAddress, letter.Address),
        }
        : null;

    private async Task Mark(ClaimedMessage message, Letter? letter, string lease, Delivery delivery)
    {
        var none = CancellationToken.None;
        var isOver = clock.GetCurrentInstant() - message.FirstTriedAt >= Backoff.GivesUpAfter;
        switch (delivery.Outcome)
        {
            case DeliveryOutcome.Sent:
                await unit.Run(services => services.GetRequiredService<MessageQueue>()
                    .Sent(letter!, lease, delivery.Answer, services.GetRequiredService<QueuedMessages>(), none));
                Sent(message.PublicId);
                break;
            case DeliveryOutcome.TryAgain when !isOver:
                await InUnit(queue => queue.TryAgain(message.Id, lease, delivery.Answer, message.Tries, none));
                WillTryAgain(message.PublicId, message.Tries);
                break;
            default:
                await InUnit(queue => queue.Failed(message.Id, lease, delivery.Answer, none));
                GaveUp(message.PublicId, message.Tries);
                break;
        }
    }

    private Task InUnit(Func<MessageQueue, Task> work) => unit.Run(services => work(services.GetRequiredService<MessageQueue>()));

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {Message} was sent.")]
    private partial void Sent(string message);

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {Message} was dropped: {Reason}.")]
    private partial void Dropped(string message, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Message} could not be sent, try {Tries}. It will be tried again.")]
    private partial void WillTryAgain(string message, int tries);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Message} failed for good after {Tries} tries.")]
    private partial void GaveUp(string message, int tries);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Message} could not be written.")]
    private partial void NotWritten(string message, Exception fault);
}
