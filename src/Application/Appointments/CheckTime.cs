using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Appointments;

/// <summary>
/// What would happen if the signed-in patient booked this time: the confirm page and the page of a refusal. Nothing is held or stored.
/// <paramref name="Therapist"/> null = any; then the answer names who would hold the visit (R33).
/// </summary>
[MaySend(ActingRole.Patient)]
public sealed record CheckTime(ulong? Therapist, Instant Start) : IQuery<CheckTimeView?>;

/// <summary>Null as a whole: the patient cannot book at all, or the therapist is unknown to him.</summary>
public sealed record CheckTimeView(Instant Start, int Minutes, TherapistChoice Therapist, string ZoneId, string CompanyName)
{
    public RefusalView? Refusal { get; init; }

    public Instant CancelUntil { get; init; }

    public int CancellationNoticeHours { get; init; }

    /// <summary>Where the confirmation will be sent: the patient's address in WordPress.</summary>
    public string Email { get; init; } = "";

    /// <summary>Up to three free times close to the wanted one, for the moment when it is refused.</summary>
    public IReadOnlyList<TimeOffer> Near { get; init; } = [];

    /// <summary>Up to three first times of a later month that has hours (R23).</summary>
    public IReadOnlyList<TimeOffer> NextMonth { get; init; } = [];

    /// <summary>Names of the therapists who hold the times offered.</summary>
    public IReadOnlyDictionary<ulong, string> Names { get; init; } = new Dictionary<ulong, string>();
}

internal sealed class CheckTimeHandler(ICurrentUser user, IBookingFacts bookingFacts, IUsersDirectory directory, IClock clock)
    : IRequestHandler<CheckTime, CheckTimeView?>
{
    private const int Offers = 3;
    private const int DaysSearched = 42;

    public async Task<CheckTimeView?> Handle(CheckTime request, CancellationToken cancellationToken)
    {
        var from = Instant.Max(request.Start, clock.GetCurrentInstant()); // near a time long past are the first ones from now
        var window = new TimeSlot(from - Duration.FromDays(4), from + Duration.FromDays(DaysSearched));
        var loaded = await bookingFacts.Load(new PatientId(user.Require().UserId), window, cancellationToken);
        var therapists = loaded?.Facts.Therapists.Where(each => request.Therapist is null || each.Id.Value == request.Therapist).ToArray();
        return therapists is { Length: > 0 } ? await Answer(request.Start, loaded!, therapists, cancellationToken) : null;
    }

    private async Task<CheckTimeView?> Answer(
        Instant start, LoadedFacts loaded, IReadOnlyList<TherapistFacts> therapists, CancellationToken cancellationToken)
    {
        var facts = loaded.Facts;
        var (therapist, refusal) = WhoWouldHoldIt(facts, therapists, start);
        var names = await directory.Names([.. therapists.Select(each => each.Id.Value)], cancellationToken);
        var settings = facts.Patient.Settings;
        return new CheckTimeView(
            start,
            settings.VisitMinutes.Value.Value,
            new TherapistChoice(therapist.Id.Value, names.GetValueOrDefault(therapist.Id.Value, "")),
            settings.TimeZone.Value.Id,
            loaded.CompanyName)
        {
            Refusal = refusal is null ? null : RefusalView.Of(refusal),
            CancelUntil = start - Duration.FromHours(settings.CancellationNoticeHours.Value),
            CancellationNoticeHours = settings.CancellationNoticeHours.Value,
            Email = (await directory.Find(facts.Patient.Id.Value, cancellationToken))?.Email ?? "",
            Near = refusal is null or { IsForHours: true } ? [] : Near(facts, therapists, start),
            NextMonth = refusal is { IsForHours: true } ? NextMonth(facts, therapists, start) : [],
            Names = names,
        };
    }

    private static (TherapistFacts Therapist, Refusal? Refusal) WhoWouldHoldIt(
        BookingFacts facts, IReadOnlyList<TherapistFacts> therapists, Instant start)
    {
        var answers = therapists.Select(each => (Therapist: each, Refusal: BookingRules.WhyNot(facts, each, start))).ToArray();
        var couldTakeIt = answers.Where(answer => answer.Refusal is null or { IsAboutTherapist: false }).Select(answer => answer.Therapist);
        var taken = AnyTherapist.InOrder(couldTakeIt, start).FirstOrDefault();
        return taken is null
            ? answers.MaxBy(answer => answer.Refusal!.Reason)
            : (taken, answers.First(answer => answer.Therapist == taken).Refusal);
    }

    private static TimeOffer[] Near(BookingFacts facts, IReadOnlyList<TherapistFacts> therapists, Instant start)
    {
        var day = Instant.Max(start, facts.Now).DateIn(facts.Patient.Settings.TimeZone.Value);
        return [.. SlotList.Of(facts, therapists, new DateInterval(day.PlusDays(-2), day.PlusDays(7)))
            .SelectMany(each => each.Slots)
            .Where(slot => !slot.HoursUsedUp && slot.Start != start)
            .OrderBy(slot => Math.Abs((slot.Start - start).TotalMinutes))
            .Take(Offers)
            .OrderBy(slot => slot.Start)
            .Select(slot => TimeOffer.Of(slot)!)];
    }

    private static TimeOffer[] NextMonth(BookingFacts facts, IReadOnlyList<TherapistFacts> therapists, Instant start)
    {
        var next = facts.BudgetMonth(start).PlusMonths(1).OnDayOfMonth(1);
        var last = start.DateIn(facts.Company.Zone).PlusDays(DaysSearched - 2);
        return last < next
            ? []
            : [.. SlotList.Of(facts, therapists, new DateInterval(next, last))
                .SelectMany(each => each.Slots)
                .Where(slot => !slot.HoursUsedUp)
                .Take(Offers)
                .Select(slot => TimeOffer.Of(slot)!)];
    }
}
