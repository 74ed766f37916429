using Scheduling.Application.Appointments;
using Scheduling.Application.Ports;

namespace Scheduling.Web.Resources;

/// <summary>What a refusal says to the person: one sentence for each stable code, with its values on his clocks.</summary>
internal static class RefusalTexts
{
    /// <param name="visitMinutes">Length of the wanted visit, for the sentence that numbers may be shown in (R38).</param>
    public static string Sentence(this Words words, RefusalView refusal, ReaderTime time, PortalOptions portal, int visitMinutes = 0) => refusal.Code switch
    {
        "too_late_book" => words["refusal.too_late_book", words.Count("hours_less_than", refusal.Number!.Value), time.InSentence(refusal.Limit!.Value)],
        "too_early_book" => words["refusal.too_early_book", words.Count("days", refusal.Number!.Value), ReaderTime.InSentence(refusal.On!.Value)],
        "own_overlap" => words["refusal.own_overlap", time.DateAndTime(refusal.Limit!.Value)],
        "frequency" => words[
            "refusal.frequency",
            words.Count("days", refusal.Number!.Value), ReaderTime.DayAndMonth(refusal.On!.Value), ReaderTime.LongDate(refusal.Next!.Value)],
        "hours_exhausted" => words["refusal.hours_exhausted", ReaderTime.Month(refusal.Month!.Value)],
        "hours_too_few" when portal.ShowHours == ShowHours.Number => words[
            "refusal.hours_too_few.number",
            ReaderTime.Month(refusal.Month!.Value), words.Duration(refusal.LeftMinutes!.Value), words.Duration(visitMinutes)],
        "hours_too_few" => words["refusal.hours_too_few", ReaderTime.Month(refusal.Month!.Value)],
        "cancel_late" => words["refusal.cancel_late", time.InSentence(refusal.Limit!.Value)]
            + (portal.ContactPhone is { } phone ? " " + words["refusal.cancel_late.call", phone] : ""),
        var code => words["refusal." + code],
    };

    /// <summary>The few words under a day without times (R34a).</summary>
    public static string DayReason(this Words words, RefusalView refusal) =>
        refusal.Code is "frequency" ? words["day.frequency", ReaderTime.DayAndMonth(refusal.On!.Value)] : words["day." + refusal.Code];

    /// <summary>Whom to ask, as far as the configuration says.</summary>
    public static string Contact(this Words words, PortalOptions portal) =>
        portal.ContactEmail is { } mail ? words["contact.write", mail]
        : portal.ContactPhone is { } phone ? words["contact.call", phone]
        : words["contact.ask_provider"];
}
