using Scheduling.Application.Notifications;

namespace Scheduling.Application.Ports;

/// <summary>Writes a mail from facts. Neutral subjects: no health words, nobody's name (DOMAIN §14, R60). Lives where the texts are, in Web.</summary>
public interface IMailComposer
{
    Task<MailText> Compose(MailFacts facts);
}
