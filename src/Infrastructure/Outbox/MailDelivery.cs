using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scheduling.Application.Notifications;
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
    /// <summary>Eight rows are claimed at once, each takes 30 s at most: four at a time end well inside the lease of two minutes.</summary>
    private const int AtOnce = 4;

    public async Task DoDue(CancellationToken cancellationToken)
    {
        while (mailer is not null && !cancellationToken.IsCancellationRequested)
        {
            var lease = Guid.NewGuid().ToString("N");
            var ids = await unit.Run(services => services.GetRequiredService<MessageQueue>().Claim(lease, cancellationToken));
            if (ids.Count == 0)
            {
                return;
            }

            await Parallel.ForEachAsync(
                ids, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (id, _) => await Deliver(id, lease));
        }
    }

    /// <summary>Once begun it is brought to its end, also when the process is told to stop: it takes half a minute at most.</summary>
    private async Task Deliver(ulong id, string lease)
    {
        if (await unit.Ask(services => services.GetRequiredService<Letters>().Read(id, lease, CancellationToken.None)) is not { } letter)
        {
            return;
        }

        if (letter.DropReason is { } reason)
        {
            await InUnit(queue => queue.Dropped(id, lease, reason, CancellationToken.None));
            Dropped(letter.PublicId, reason);
        }
        else if (letter.IsForAll)
        {
            await HandOn(letter, lease);
        }
        else
        {
            await Mark(letter, lease, await Send(letter));
        }
    }

    /// <summary>A mail that cannot be written is a fault of ours: it is kept and tried again, and must not stop the others.</summary>
    private async Task<Delivery> Send(Letter letter)
    {
        OutgoingMail mail;
        try
        {
            mail = await Write(letter);
        }
        catch (Exception fault)
        {
            NotWritten(letter.PublicId, fault);
            return new Delivery(DeliveryOutcome.TryAgain, $"It could not be written: {fault.GetType().Name}.");
        }

        return await mailer!.Send(mail);
    }

    private async Task HandOn(Letter letter, string lease)
    {
        var receivers = await unit.Ask(services => services.GetRequiredService<AlertReceivers>().Find(letter.NotTo, CancellationToken.None));
        if (receivers.Count == 0)
        {
            await Mark(letter, lease, new Delivery(DeliveryOutcome.TryAgain, "Nobody is there to be alerted: no Portal__AlertEmails and no administrator."));
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

    private async Task Mark(Letter letter, string lease, Delivery delivery)
    {
        var none = CancellationToken.None;
        var isOver = clock.GetCurrentInstant() - letter.FirstTriedAt >= Backoff.GivesUpAfter;
        switch (delivery.Outcome)
        {
            case DeliveryOutcome.Sent:
                await unit.Run(services => services.GetRequiredService<MessageQueue>()
                    .Sent(letter, lease, delivery.Answer, services.GetRequiredService<QueuedMessages>(), none));
                Sent(letter.PublicId);
                break;
            case DeliveryOutcome.TryAgain when !isOver:
                await InUnit(queue => queue.TryAgain(letter.Id, lease, delivery.Answer, letter.Tries, none));
                WillTryAgain(letter.PublicId, letter.Tries);
                break;
            default:
                await InUnit(queue => queue.Failed(letter.Id, lease, delivery.Answer, none));
                GaveUp(letter.PublicId, letter.Tries);
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
