using Scheduling.Application.Notifications;
using Scheduling.Application.Ports;
using Scheduling.Domain.Kernel;
using Scheduling.Web.Resources;

namespace Scheduling.Web.Mail;

/// <summary>
/// What each mail says (R60). Subjects carry a date and nothing else: no name, no company, no word of health, because they are read on
/// screens that others see.
/// </summary>
internal sealed class LetterWriter(Words words, PortalOptions portal)
{
    public MailLetter Write(MailFacts facts)
    {
        var time = new ReaderTime(facts.Zone.Id, words);
        return facts switch
        {
            { Receiver: ActingRole.Administrator } => ToAdministrator(facts, time),
            { Visit: { } visit } => AboutVisit(facts, visit, time),
            _ => throw new InvalidOperationException($"Nothing to say about {facts.Kind}."),
        };
    }

    private MailLetter AboutVisit(MailFacts facts, VisitInMail visit, ReaderTime time)
    {
        var kind = facts.Kind.ToString();
        var isCancelled = facts.Kind == MessageKind.VisitCancelled;
        return Begin(facts, words[$"mail.{kind}.subject", time.InSentence(visit.Start)], words[$"mail.{kind}.heading"]) with
        {
            Text = isCancelled ? [words[CancelledBy(visit.CancelledBy, facts.Receiver)]] : [],
            Facts = [.. VisitFacts(facts, visit, time, isCancelled)],
            Page = Address(facts.Receiver == ActingRole.Patient ? $"/visits/{visit.Id:N}" : "/therapist") is { } address ? (words["mail.open"], address) : null,
        };
    }

    private IEnumerable<MailFact> VisitFacts(MailFacts facts, VisitInMail visit, ReaderTime time, bool isCancelled)
    {
        yield return new(words["mail.when"], $"{time.DateAndTimes(visit.Start, visit.End)}, {time.ZoneName(visit.Start)}");
        if (facts.Kind == MessageKind.VisitMoved && visit.ToldBefore is { } before && before != visit.Start)
        {
            yield return new(words["mail.before"], time.DateAndTime(before));
        }

        if (visit.With is { } other)
        {
            yield return new(words["mail.with"], OnOneLine(other));
        }

        if (!isCancelled)
        {
            yield return new(words["mail.link"], visit.Link ?? words["mail.link_follows"], IsLink: visit.Link is not null);
        }

        if (visit.CancelUntil is { } limit)
        {
            yield return new(words["confirm.cancel_until"], time.InSentence(limit));
        }
    }

    private MailLetter ToAdministrator(MailFacts facts, ReaderTime time)
    {
        var kind = facts.Kind.ToString();
        return Begin(facts, words[$"mail.{kind}.subject"], words[$"mail.{kind}.heading"]) with
        {
            Text = [words[facts.Detail == "quota_exceeded" ? "mail.MeetStopped.quota" : $"mail.{kind}.text"]],
            Facts = [.. AlertFacts(facts, time)],
            Page = Address(facts.Kind == MessageKind.AttemptRefused ? "/administrator" : "/administrator/messages") is { } address
                ? (words["mail.open_administrator"], address)
                : null,
        };
    }

    private IEnumerable<MailFact> AlertFacts(MailFacts facts, ReaderTime time)
    {
        if (facts.Attempt is { } attempt)
        {
            yield return new(words["staff.company"], OnOneLine(attempt.Company));
            yield return new(words["staff.month"], ReaderTime.Month(attempt.Month));
            yield return new(words["staff.left_then"], words.Duration(attempt.Unused.Value));
            if (attempt.Wanted is { } wanted)
            {
                yield return new(words["staff.wanted"], $"{time.DateAndTime(wanted)}, {time.ZoneName(wanted)}");
            }
        }

        if (facts.Visit is { } visit)
        {
            yield return new(words["mail.when"], $"{time.DateAndTimes(visit.Start, visit.End)}, {time.ZoneName(visit.Start)}");
        }

        if (facts.Detail is { } detail)
        {
            yield return new(words["mail.fault"], detail);
        }
    }

    private MailLetter Begin(MailFacts facts, string subject, string heading) => new(facts.Language.ToString().ToLowerInvariant(), subject, heading)
    {
        Footer = [.. Footer()],
    };

    private IEnumerable<string> Footer()
    {
        yield return portal.Name.Length > 0 ? words["mail.sent_by", portal.Name] : words["mail.sent_by_nobody"];
        var contact = string.Join(", ", new[] { portal.ContactPhone, portal.ContactEmail }.Where(each => !string.IsNullOrEmpty(each)));
        if (contact.Length > 0)
        {
            yield return words["mail.contact", contact];
        }
    }

    private static string CancelledBy(ActingRole? by, ActingRole reader) =>
        by == reader ? "mail.cancelled_by.you"
        : by is ActingRole.Patient or ActingRole.Therapist ? "mail.cancelled_by.other"
        : "mail.cancelled_by.office";

    /// <summary>A name with line breaks in it must not look like lines of ours.</summary>
    private static string OnOneLine(string name) => string.Join(' ', name.Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));

    private string? Address(string path) => portal.PublicUrl is { } address ? new Uri(address, path).AbsoluteUri : null;
}
