using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;

namespace Scheduling.Domain.Appointments;

/// <summary>
/// A start that the patient can take now. <paramref name="Therapist"/> is who would hold the visit; <paramref name="HoursUsedUp"/> marks a
/// time that fails on the month's hours alone (R34): it is shown, and pressing it is a refused attempt (R23).
/// </summary>
public sealed record Slot(Instant Start, TherapistId Therapist, bool HoursUsedUp);

/// <summary>A date on the reader's clocks with its slots; without any, <paramref name="WhyNone"/> says why (R34a).</summary>
public sealed record SlotDay(LocalDate On, IReadOnlyList<Slot> Slots, Refusal? WhyNone);

/// <summary>The free times of one or several therapists (R30–R34a), day by day on the patient's clocks (R14).</summary>
public static class SlotList
{
    /// <summary>So many dates may lie between two calendars at one moment: 23:30 in Pago Pago is 0:30 of the day after the next in Kiritimati.</summary>
    private const int FurthestDates = 2;

    /// <summary>Slots whose start lies on these dates of the patient's zone, earliest first; each start once, for whomever it falls to (R33).</summary>
    public static IReadOnlyList<SlotDay> Of(BookingFacts facts, IReadOnlyList<TherapistFacts> therapists, DateInterval dates)
    {
        var asked = new Dictionary<Instant, Answer>();
        Candidate[] candidates = [];
        for (var date = dates.Start.PlusDays(-FurthestDates); date <= dates.End.PlusDays(FurthestDates); date = date.PlusDays(1))
        {
            if (date == dates.Start.PlusDays(-FurthestDates) || date.DayOfWeek == IsoDayOfWeek.Monday)
            {
                var monday = date.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
                candidates = [.. therapists.Select(each => new Candidate(each, AnyTherapist.VisitsInWeekFrom(each, monday))).Order()];
            }

            foreach (var candidate in candidates)
            {
                Ask(facts, candidate, date, dates, asked);
            }
        }

        var answers = asked.Values.Where(answer => answer.Candidate is not null || answer.Nearest is not null).ToLookup(answer => answer.On);
        return [.. dates.Select(date => Day(facts, therapists, date, answers[date]))];
    }

    /// <summary>The first slot of the list that can be booked; null when there is none.</summary>
    public static Slot? Earliest(IEnumerable<SlotDay> days) => days.SelectMany(day => day.Slots).FirstOrDefault(slot => !slot.HoursUsedUp);

    /// <summary>
    /// Asks for the therapist's starts on this date of his. Those who would get a start first come first, so of the others nobody need be
    /// asked any more once one can take it; that weeks begin at another moment in another zone makes no difference.
    /// </summary>
    private static void Ask(BookingFacts facts, Candidate candidate, LocalDate date, DateInterval dates, Dictionary<Instant, Answer> asked)
    {
        foreach (var start in candidate.Therapist.WorkingTime.GridOn(date))
        {
            if (!asked.TryGetValue(start, out var answer))
            {
                asked[start] = answer = new Answer(start, start.DateIn(facts.Patient.Settings.TimeZone.Value));
            }

            if (!dates.Contains(answer.On) || (answer.Candidate is { } better && better <= candidate))
            {
                continue;
            }

            var refusal = BookingRules.WhyNot(facts, candidate.Therapist, start);
            if (refusal is null or { IsForHours: true })
            {
                (answer.Candidate, answer.HoursUsedUp) = (candidate, refusal is not null);
            }
            else if (answer.Nearest is null || refusal.Reason > answer.Nearest.Reason)
            {
                answer.Nearest = refusal;
            }
        }
    }

    /// <summary>Without a slot: of all that was refused the reason that came nearest to a booking.</summary>
    private static SlotDay Day(BookingFacts facts, IReadOnlyList<TherapistFacts> therapists, LocalDate date, IEnumerable<Answer> answers)
    {
        Slot[] slots = [.. answers
            .Where(answer => answer.Candidate is not null)
            .OrderBy(answer => answer.Start)
            .Select(answer => new Slot(answer.Start, answer.Candidate!.Value.Therapist.Id, answer.HoursUsedUp))];
        return new SlotDay(
            date, slots, slots.Length > 0 ? null : answers.Select(answer => answer.Nearest).MaxBy(refusal => refusal?.Reason) ?? WhyNoStart(facts, therapists, date));
    }

    /// <summary>Without a start on the grid: why there is none.</summary>
    private static Refusal WhyNoStart(BookingFacts facts, IReadOnlyList<TherapistFacts> therapists, LocalDate date) =>
        WhyNoStart(therapists, LocalTimes.Between(date.AtMidnight(), date.PlusDays(1).AtMidnight(), facts.Patient.Settings.TimeZone.Value)) switch
        {
            Closed.ClosedDate => new Refusal(RefusalReason.ClosedDate),
            Closed.Holiday => new Refusal(RefusalReason.Holiday),
            _ => new Refusal(RefusalReason.NoWorkingHours),
        };

    /// <summary>The strongest reason of any of them; a date that a zone leaves out altogether has no hours.</summary>
    private static Closed WhyNoStart(IReadOnlyList<TherapistFacts> therapists, TimeSlot? day) =>
        day is { } stretch
            ? therapists.Select(therapist => therapist.WorkingTime.WhyNoStart(stretch)).DefaultIfEmpty(Closed.NoHours).Max()
            : Closed.NoHours;

    /// <summary>A start on somebody's grid: who gets it of those asked so far, and what came nearest of the refusals.</summary>
    private sealed class Answer(Instant start, LocalDate on)
    {
        public Instant Start { get; } = start;

        /// <summary>On the reader's clocks.</summary>
        public LocalDate On { get; } = on;

        public Candidate? Candidate { get; set; }

        public bool HoursUsedUp { get; set; }

        public Refusal? Nearest { get; set; }
    }
}

/// <summary>A therapist with how many visits he has in the week. Ordered by who gets a visit first (R33).</summary>
internal readonly record struct Candidate(TherapistFacts Therapist, int VisitsInWeek) : IComparable<Candidate>
{
    public static bool operator <(Candidate one, Candidate other) => one.CompareTo(other) < 0;

    public static bool operator >(Candidate one, Candidate other) => one.CompareTo(other) > 0;

    public static bool operator <=(Candidate one, Candidate other) => one.CompareTo(other) <= 0;

    public static bool operator >=(Candidate one, Candidate other) => one.CompareTo(other) >= 0;

    public int CompareTo(Candidate other) => VisitsInWeek != other.VisitsInWeek
        ? VisitsInWeek.CompareTo(other.VisitsInWeek)
        : Therapist.Id.Value.CompareTo(other.Therapist.Id.Value);
}

/// <summary>Who gets a visit for which the patient wants any therapist (R33).</summary>
public static class AnyTherapist
{
    /// <summary>
    /// Those who could take it, first who gets it: fewest not cancelled visits in the ISO week of the start (his own zone), then the lower id.
    /// </summary>
    public static IEnumerable<TherapistFacts> InOrder(IEnumerable<TherapistFacts> couldTakeIt, Instant start) =>
        couldTakeIt.OrderBy(therapist => VisitsInWeekOf(therapist, start)).ThenBy(therapist => therapist.Id.Value);

    internal static int VisitsInWeekFrom(TherapistFacts therapist, LocalDate monday) => therapist.CountOn(new DateInterval(monday, monday.PlusDays(6)));

    private static int VisitsInWeekOf(TherapistFacts therapist, Instant start) =>
        VisitsInWeekFrom(therapist, start.DateIn(therapist.Zone).With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)));
}
