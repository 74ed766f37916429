using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime.Text;
using Scheduling.Application.Appointments;
using Scheduling.Web.Resources;

namespace Scheduling.Web.Pages.Patient;

/// <summary>The free times of a week (R30–R35); every state is an address: <c>?t=therapist&amp;day=2026-11-23</c>.</summary>
internal sealed class BookModel(IMediator mediator, Words words) : PageModel
{
    [FromQuery(Name = "t")]
    public ulong? Therapist { get; set; }

    [FromQuery(Name = "day")]
    public LocalDate? Day { get; set; }

    [FromQuery(Name = "told")]
    public string? Told { get; set; }

    [FromQuery(Name = "notold")]
    public string? NotTold { get; set; }

    /// <summary>What came of "let the administrator know", for the page after it.</summary>
    public (YearMonth Month, bool Told)? ToldAbout =>
        YearMonthPattern.Iso.Parse(Told ?? NotTold ?? "").TryGetValue(default, out var month) ? (month, Told is not null) : null;

    /// <summary>The month of the table; given in the address, the table is open.</summary>
    [FromQuery(Name = "month")]
    public YearMonth? Month { get; set; }

    public FreeTimesView View { get; private set; } = new(Standing.NoCompany);

    /// <summary>The patient's clocks.</summary>
    public ReaderTime Clock => new(View.ZoneId, words);

    /// <summary>The moment whose offset stands for the week.</summary>
    public Instant MidWeek => View.Monday.PlusDays(3).AtMidnight().InUtc().ToInstant();

    public LocalDate Sunday => View.Monday.PlusDays(6);

    public WeekOfTimes Week => new(View.Days, View.Today, Day, Clock, Address, Confirm) { OwnVisits = View.OwnVisits };

    /// <summary>What the page shows of the week, where a narrow screen has room for one day.</summary>
    public LocalDate SelectedDay => Week.Selected ?? View.Today;

    /// <summary>The days that the interval between visits closes: what the rule says of the last of them.</summary>
    public RefusalView? TooClose => View.Days.Select(day => day.WhyNone).LastOrDefault(reason => reason?.Code == "frequency");

    /// <summary>An address without a choice means the therapist met last; <c>?t=</c> means any.</summary>
    public async Task OnGet(CancellationToken cancellationToken)
    {
        var month = IsFarAway(Month?.OnDayOfMonth(1)) ? null : Month;
        View = await mediator.Send(
            new FreeTimes(Therapist, IsFarAway(Day) ? null : Day, month) { OrMetLast = !Request.Query.ContainsKey("t") }, cancellationToken);
    }

    public string Address(LocalDate day) => Address(View.Chosen, day);

    public string AddressOfMonth(YearMonth month) => $"{Address(SelectedDay)}&month={YearMonthPattern.Iso.Format(month)}#month";

    public string Confirm(TimeOffer offer) => Confirm(View.Chosen, offer);

    public static string Address(ulong? therapist, LocalDate day) => $"/book?t={therapist}&day={Iso(day)}";

    public static string Confirm(ulong? therapist, TimeOffer offer) => $"/book/confirm?t={therapist}&start={InstantPattern.General.Format(offer.Start)}";

    public static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);

    public static LocalDate MondayOf(LocalDate day) => day.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));

    /// <summary>The rules in force, in words.</summary>
    public IEnumerable<string> Rules(FreeTimesView view)
    {
        foreach (var month in view.Hours.Where(month => view.ShowHours || month.Left == HoursLeft.UsedUp))
        {
            yield return month.UnusedMinutes is { } unused && month.Left != HoursLeft.UsedUp
                ? words["book.hours.number", view.CompanyName, ReaderTime.Month(month.Month), words.Duration(unused)]
                : words["book.hours." + month.Left, view.CompanyName, ReaderTime.Month(month.Month)];
        }

        var rules = view.Rules!;
        yield return rules.BookingNoticeHours == 0
            ? words["book.rule.notice_none"]
            : words["book.rule.notice", words.Count("hours_before", rules.BookingNoticeHours)];
        if (rules.IntervalDays > 0)
        {
            yield return words["book.rule.interval", words.Count("days", rules.IntervalDays)];
        }

        yield return words["book.rule.horizon", ReaderTime.InSentence(rules.LastDay)];
        yield return rules.CancellationNoticeHours == 0
            ? words["book.rule.cancel_none"]
            : words["book.rule.cancel", words.Count("hours_before", rules.CancellationNoticeHours)];
    }

    /// <summary>A date from a made-up address, outside the time in which anything could be booked.</summary>
    private static bool IsFarAway(LocalDate? day) => day is { Year: < 2000 or > 2200 };
}
