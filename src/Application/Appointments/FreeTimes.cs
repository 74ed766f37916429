using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Appointments;

/// <summary>
/// The free times of a week for the signed-in patient. <paramref name="Therapist"/> null = any (R33). <paramref name="Day"/> is any date of
/// the week, on the patient's clocks; null = the week with the earliest time, a past one = this week. <paramref name="Month"/> is the one of the month table;
/// null = the week's.
/// </summary>
[MaySend(ActingRole.Patient)]
public sealed record FreeTimes(ulong? Therapist, LocalDate? Day, YearMonth? Month = null) : IQuery<FreeTimesView>
{
    /// <summary>Nobody was chosen: whom the patient met last, if he serves the company; else any.</summary>
    public bool OrMetLast { get; init; }
}

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

    /// <summary>The patient's own visits (R35), whether of the week shown or not.</summary>
    public IReadOnlyList<OwnVisitLine> OwnVisits { get; init; } = [];

    public TimeOffer? Earliest { get; init; }

    /// <summary>The first time after the week shown that can be booked.</summary>
    public TimeOffer? FirstAfterWeek { get; init; }

    /// <summary>Where the week shown lies in a month whose hours are used up: the first time of a later month that can be booked.</summary>
    public TimeOffer? FirstWithHours { get; init; }

    /// <summary>Where one therapist is chosen: the others with free times in the week shown (R34a).</summary>
    public IReadOnlyList<TherapistTimes> Others { get; init; } = [];

    /// <summary>The month of the table, never before today's nor after the last day of the horizon.</summary>
    public YearMonth Month { get; init; }

    /// <summary>Every day of <see cref="Month"/>.</summary>
    public IReadOnlyList<DayCount> MonthDays { get; init; } = [];

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

    /// <summary>From the earliest time found to the end of its month and the first week of the one after.</summary>
    private const int DaysBeyond = 45;

    public async Task<FreeTimesView> Handle(FreeTimes request, CancellationToken cancellationToken)
    {
        var patient = new PatientId(user.Require().UserId);
        var now = clock.GetCurrentInstant();
        var asked = Instant.Max(Midnight(request.Day), Midnight(request.Month?.ToDateInterval().End));
        var furthest = Instant.Max(now, asked) + Duration.FromDays(DaysSearched + DaysBeyond);
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
        var wanted = request.Therapist ?? (request.OrMetLast ? loaded.MetLast?.Value : null);
        var asked = facts.Therapists.Where(each => wanted is null || each.Id.Value == wanted).ToArray();
        var therapists = asked.Length > 0 ? asked : [.. facts.Therapists];
        var times = new TimesByMonth(facts, therapists);
        var earliest = times.First(today, today.PlusDays(DaysSearched));
        var monday = LocalDate.Max(today, request.Day ?? earliest?.Start.DateIn(zone) ?? today).With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
        var week = new DateInterval(monday, monday.PlusDays(6));
        var after = monday.PlusDays(7);
        var rules = RulesInForce.Of(facts);
        var month = Within(request.Month ?? monday.PlusDays(3).ToYearMonth(), today, rules.LastDay);
        var names = await Choices(facts, cancellationToken);
        var chosen = asked.Length > 0 ? wanted : null;
        var hours = Hours(facts, week);
        return new FreeTimesView(Standing.Fine)
        {
            CompanyName = loaded.CompanyName,
            ZoneId = zone.Id,
            Now = facts.Now,
            Today = today,
            Monday = monday,
            Therapists = names,
            Chosen = chosen,
            OwnVisits = [.. loaded.OwnVisits.Select(visit => new OwnVisitLine(visit.Id, visit.Slot.Start, visit.State))],
            Days = [.. times.On(week).Select(DayOfTimes.Of)],
            Earliest = TimeOffer.Of(earliest),
            FirstAfterWeek = TimeOffer.Of(times.First(after, after.PlusDays(DaysSearched - 1))),
            FirstWithHours = TimeOffer.Of(FirstWithHours(times, hours, today)),
            Others = chosen is null ? [] : [.. InPlaceOf(facts, facts.Therapists.Except(therapists), week, names)],
            Month = month,
            MonthDays = [.. times.CountOn(month.ToDateInterval())],
            Rules = rules,
            Hours = hours,
            ShowHours = options.ShowHours != Ports.ShowHours.Hidden,
        };
    }

    private MonthHours[] Hours(BookingFacts facts, DateInterval week) =>
        [.. new[] { week.Start.ToYearMonth(), week.End.ToYearMonth() }.Distinct().Select(month =>
            MonthHours.Of(facts.Company.Budget(month), facts.Patient.Settings.VisitMinutes.Value, options.ShowHours))];

    private static Slot? FirstWithHours(TimesByMonth times, IEnumerable<MonthHours> hours, LocalDate today)
    {
        if (hours.LastOrDefault(month => month.Left == HoursLeft.UsedUp) is not { } usedUp)
        {
            return null;
        }

        var next = LocalDate.Max(today, usedUp.Month.PlusMonths(1).OnDayOfMonth(1));
        return times.First(next, next.PlusDays(6));
    }

    /// <summary>How many times that can be booked each of these therapists has on these dates; who has none is left out.</summary>
    private static IEnumerable<TherapistTimes> InPlaceOf(
        BookingFacts facts, IEnumerable<TherapistFacts> others, DateInterval dates, IReadOnlyList<TherapistChoice> names) =>
        from other in others
        let times = SlotList.Slots(facts, [other], dates).Sum(day => day.Count(slot => !slot.HoursUsedUp))
        let name = names.FirstOrDefault(choice => choice.Id == other.Id.Value)
        where times > 0 && name is not null
        select new TherapistTimes(name.Id, name.Name, times);

    private static YearMonth Within(YearMonth month, LocalDate today, LocalDate last) =>
        month < today.ToYearMonth() ? today.ToYearMonth() : month > last.ToYearMonth() ? last.ToYearMonth() : month;

    private async Task<IReadOnlyList<TherapistChoice>> Choices(BookingFacts facts, CancellationToken cancellationToken)
    {
        var names = await directory.Names([.. facts.Therapists.Select(each => each.Id.Value)], cancellationToken);
        return [.. facts.Therapists
            .Where(each => names.ContainsKey(each.Id.Value))
            .Select(each => new TherapistChoice(each.Id.Value, names[each.Id.Value]))];
    }

    private static Instant Midnight(LocalDate? day) => day?.AtMidnight().InUtc().ToInstant() ?? Instant.MinValue;
}
