using System.Globalization;
using Scheduling.Application.Appointments;
using Scheduling.Web.Resources;

namespace Scheduling.Web.Pages.Patient;

/// <summary>A week of times to choose from, for <c>_Week</c>; on a narrow screen one day of it is seen.</summary>
/// <param name="Asked">The day that the address names; null = none.</param>
/// <param name="Address">Of the page with this day.</param>
/// <param name="Choose">Where a time leads.</param>
internal sealed record WeekOfTimes(
    IReadOnlyList<DayOfTimes> Days, LocalDate Today, LocalDate? Asked, ReaderTime Clock, Func<LocalDate, string> Address, Func<TimeOffer, string> Choose)
{
    public IReadOnlyList<OwnVisitLine> OwnVisits { get; init; } = [];

    /// <summary>The day asked for, else the first with a time, else the first that is not past.</summary>
    public LocalDate? Selected => (
        Days.FirstOrDefault(day => day.On == Asked) ?? Days.FirstOrDefault(day => day.Times.Count > 0) ?? Days.FirstOrDefault(day => day.On >= Today))?.On;

    /// <summary>A day's own visits and free times, by the clock (R35).</summary>
    public IEnumerable<(OwnVisitLine? Own, TimeOffer? Offer)> InPlace(DayOfTimes day) => OwnVisits
        .Where(visit => Clock.Date(visit.Start) == day.On)
        .Select(visit => (visit.Start, Own: (OwnVisitLine?)visit, Offer: (TimeOffer?)null))
        .Concat(day.Times.Select(offer => (offer.Start, Own: (OwnVisitLine?)null, Offer: (TimeOffer?)offer)))
        .OrderBy(entry => entry.Start)
        .Select(entry => (entry.Own, entry.Offer));

    /// <summary>23–29 November 2026, or 30 November – 6 December 2026.</summary>
    public static string Title(LocalDate monday)
    {
        var (sunday, culture) = (monday.PlusDays(6), CultureInfo.CurrentCulture);
        return monday.Month == sunday.Month
            ? $"{monday.Day}–{sunday.ToString("d MMMM yyyy", culture)}"
            : $"{monday.ToString("d MMMM", culture)} – {sunday.ToString("d MMMM yyyy", culture)}";
    }
}
