using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Appointments;

/// <summary>
/// The free times of a week for the signed-in patient. <paramref name="Therapist"/> null = any (R33). <paramref name="Day"/> is any date of
/// the week, on the patient's clocks; null = the week with the earliest time.
/// </summary>
[MaySend(ActingRole.Patient)]
public sealed record FreeTimes(ulong? Therapist, LocalDate? Day) : IQuery<FreeTimesView>;

/// <summary>What the page of free times shows. Only <see cref="Standing"/> is filled when the patient cannot book at all.</summary>
public sealed record FreeTimesView(Standing Standing)
{
    public string CompanyName { get; init; } = "";

    public string ZoneId { get; init; } = "";

    public Instant Now { get; init; }

    public LocalDate Today { get; init; }

    public LocalDate Monday { get; init; }

    public IReadOnlyList<TherapistChoice> Therapists { get; init; } = [];

    /// <summary>Null = any.</summary>
    public ulong? Chosen { get; init; }

    public IReadOnlyList<DayOfTimes> Days { get; init; } = [];

    public TimeOffer? Earliest { get; init; }

    /// <summary>The first time after the week shown, where the week itself has none.</summary>
    public TimeOffer? FirstAfterWeek { get; init; }

    public RulesInForce? Rules { get; init; }

    public IReadOnlyList<MonthHours> Hours { get; init; } = [];

    public bool ShowHours { get; init; }
}

internal sealed class FreeTimesHandler(
    ICurrentUser user, IBookingFacts bookingFacts, IUsersDirectory directory, IClock clock, PortalOptions options)
    : IRequestHandler<FreeTimes, FreeTimesView>
{
    /// <summary>How far ahead "the earliest time" and "the next week with times" look.</summary>
    private const int DaysSearched = 35;

    public async Task<FreeTimesView> Handle(FreeTimes request, CancellationToken cancellationToken)
    {
        var patient = new PatientId(user.Require().UserId);
        var now = clock.GetCurrentInstant();
        var furthest = Instant.Max(now, Midnight(request.Day)) + Duration.FromDays(DaysSearched + 7);
        var loaded = await bookingFacts.Load(patient, new TimeSlot(now - Duration.FromDays(8), furthest), cancellationToken);
        if (loaded is null)
        {
            return new FreeTimesView(Standing.NoCompany);
        }

        return loaded.Facts.Company.Active.Until < now.DateIn(loaded.Facts.Company.Zone)
            ? new FreeTimesView(Standing.CompanyInactive) { CompanyName = loaded.CompanyName }
            : await Show(request, loaded, cancellationToken);
    }

    private async Task<FreeTimesView> Show(FreeTimes request, LoadedFacts loaded, CancellationToken cancellationToken)
    {
        var facts = loaded.Facts;
        var zone = facts.Patient.Settings.TimeZone.Value;
        var today = facts.Now.DateIn(zone);
        var asked = facts.Therapists.Where(each => request.Therapist is null || each.Id.Value == request.Therapist).ToArray();
        var therapists = asked.Length > 0 ? asked : [.. facts.Therapists];
        var earliest = Search(facts, therapists, today, today.PlusDays(DaysSearched));
        var monday = (request.Day ?? earliest?.Start.DateIn(zone) ?? today).With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
        var days = SlotList.Of(facts, therapists, new DateInterval(monday, monday.PlusDays(6)));
        var after = LocalDate.Max(today, monday.PlusDays(7));
        return new FreeTimesView(Standing.Fine)
        {
            CompanyName = loaded.CompanyName,
            ZoneId = zone.Id,
            Now = facts.Now,
            Today = today,
            Monday = monday,
            Therapists = await Choices(facts, cancellationToken),
            Chosen = asked.Length > 0 ? request.Therapist : null,
            Days = [.. days.Select(DayOfTimes.Of)],
            Earliest = TimeOffer.Of(earliest),
            FirstAfterWeek = SlotList.Earliest(days) is null ? TimeOffer.Of(Search(facts, therapists, after, after.PlusDays(DaysSearched - 7))) : null,
            Rules = RulesInForce.Of(facts),
            Hours = [.. MonthsOf(monday).Select(month =>
                MonthHours.Of(facts.Company.Budget(month), facts.Patient.Settings.VisitMinutes.Value, options.ShowHours))],
            ShowHours = options.ShowHours != Ports.ShowHours.Hidden,
        };
    }

    /// <summary>Week by week, so that nothing is worked out beyond the first free time.</summary>
    private static Slot? Search(BookingFacts facts, IReadOnlyList<TherapistFacts> therapists, LocalDate from, LocalDate until)
    {
        for (var start = from; start <= until; start = start.PlusDays(7))
        {
            if (SlotList.Earliest(SlotList.Of(facts, therapists, new DateInterval(start, start.PlusDays(6)))) is { } slot)
            {
                return slot;
            }
        }

        return null;
    }

    private async Task<IReadOnlyList<TherapistChoice>> Choices(BookingFacts facts, CancellationToken cancellationToken)
    {
        var names = await directory.Names([.. facts.Therapists.Select(each => each.Id.Value)], cancellationToken);
        return [.. facts.Therapists
            .Where(each => names.ContainsKey(each.Id.Value))
            .Select(each => new TherapistChoice(each.Id.Value, names[each.Id.Value]))];
    }

    private static IEnumerable<YearMonth> MonthsOf(LocalDate monday) =>
        new[] { monday.ToYearMonth(), monday.PlusDays(6).ToYearMonth() }.Distinct();

    private static Instant Midnight(LocalDate? day) => day?.AtMidnight().InUtc().ToInstant() ?? Instant.MinValue;
}
