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
    public static IReadOnlyList<SlotDay> Of(BookingFacts facts, IReadOnlyList<TherapistFacts> therapists, DateInterval dates) =>
        [.. Slots(facts, therapists, dates).Zip(dates, (slots, date) => new SlotDay(date, slots, slots.Count > 0 ? null : WhyNone(facts, therapists, date)))];

    /// <summary>The same without the reasons, date by date.</summary>
    public static IReadOnlyList<IReadOnlyList<Slot>> Slots(BookingFacts facts, IReadOnlyList<TherapistFacts> therapists, DateInterval dates)
    {
        var answers = new Dictionary<Instant, Answer>(capacity: 256);
        foreach (var monday in MondaysAround(dates, facts, therapists))
        {
            foreach (var candidate in therapists.Select(each => new Candidate(each, each.Calendar.VisitsInWeekFrom(monday))).Order())
            {
                Ask(facts, candidate, monday, answers);
            }
        }

        return ByDate(facts, answers.Values, dates);
    }

    /// <summary>
    /// Why a date without slots has none (R34a): of all that is refused on it the reason nearest to a booking; without a start on the grid
    /// what closes the day.
    /// </summary>
    public static Refusal WhyNone(BookingFacts facts, IReadOnlyList<TherapistFacts> therapists, LocalDate date)
    {
        var zone = facts.Patient.Settings.TimeZone.Value;
        var refusals =
            from therapist in therapists
            from near in Around(new DateInterval(date, date), facts, [therapist])
            from start in therapist.Calendar.WorkingTime.GridOn(near)
            where start.DateIn(zone) == date
            select BookingRules.WhyNot(facts, therapist, start);
        return refusals.MaxBy(refusal => refusal.Reason) ?? WhyNoStart(facts, therapists, date);
    }

    /// <summary>The first slot of these days that can be booked; null when there is none.</summary>
    public static Slot? Earliest(IEnumerable<IReadOnlyList<Slot>> days) => days.SelectMany(slots => slots).FirstOrDefault(slot => !slot.HoursUsedUp);

    /// <summary>The weeks of therapists' calendars in which such slots may lie: none that is past everywhere, nor beyond the horizon.</summary>
    private static IEnumerable<LocalDate> MondaysAround(DateInterval dates, BookingFacts facts, IReadOnlyList<TherapistFacts> therapists)
    {
        var (around, today) = (Around(dates, facts, therapists), facts.Now.InUtc().Date);
        var first = LocalDate.Max(around.Start, today.PlusDays(-FurthestDates));
        var last = LocalDate.Min(around.End, today.PlusDays(facts.Patient.Settings.BookingHorizonDays.Value + FurthestDates));
        for (var monday = first.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)); monday <= last; monday = monday.PlusDays(7))
        {
            yield return monday;
        }
    }

    /// <summary>The dates of therapists' calendars that may share a moment with these dates of the patient's.</summary>
    private static DateInterval Around(DateInterval dates, BookingFacts facts, IReadOnlyList<TherapistFacts> therapists) =>
        therapists.All(each => each.Zone.Equals(facts.Patient.Settings.TimeZone.Value))
            ? dates
            : new DateInterval(dates.Start.PlusDays(-FurthestDates), dates.End.PlusDays(FurthestDates));

    /// <summary>
    /// Asks for the therapist's open starts in the week that begins on this Monday of his. Those who would get a start first come first, so of the others nobody need
    /// be asked any more once one can take it; that weeks begin at another moment in another zone makes no difference.
    /// </summary>
    private static void Ask(BookingFacts facts, Candidate candidate, LocalDate monday, Dictionary<Instant, Answer> answers)
    {
        foreach (var start in candidate.Therapist.Calendar.OpenStartsInWeekFrom(monday, facts.VisitLength))
        {
            if (!answers.TryGetValue(start, out var answer))
            {
                answers[start] = answer = new Answer(start);
            }

            if (!answer.IsSettledBefore(candidate))
            {
                answer.Add(candidate, BookingRules.WhyNotOpen(facts, candidate.Therapist, start));
            }
        }
    }

    private static List<Slot>[] ByDate(BookingFacts facts, IEnumerable<Answer> answers, DateInterval dates)
    {
        var zone = facts.Patient.Settings.TimeZone.Value;
        var byDate = new List<Slot>[dates.Length];
        for (var i = 0; i < byDate.Length; i++)
        {
            byDate[i] = [];
        }

        foreach (var answer in answers.Where(answer => answer.Taker is not null).OrderBy(answer => answer.Start))
        {
            var date = answer.Start.DateIn(zone);
            if (dates.Contains(date))
            {
                byDate[Period.DaysBetween(dates.Start, date)].Add(new Slot(answer.Start, answer.Taker!.Value.Therapist.Id, answer.HoursUsedUp));
            }
        }

        return byDate;
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
            ? therapists.Select(therapist => therapist.Calendar.WorkingTime.WhyNoStart(stretch)).DefaultIfEmpty(Closed.NoHours).Max()
            : Closed.NoHours;

    /// <summary>A start at which somebody could hold a visit: who gets it of those asked so far.</summary>
    private sealed class Answer(Instant start)
    {
        private bool isRefusedToAll;

        public Instant Start { get; } = start;

        public Candidate? Taker { get; private set; }

        public bool HoursUsedUp { get; private set; }

        /// <summary>He would come after whom this one falls to, or the reason against it is the patient's own.</summary>
        public bool IsSettledBefore(in Candidate candidate) => isRefusedToAll || (Taker is { } better && better <= candidate);

        public void Add(in Candidate candidate, Refusal? refusal)
        {
            if (refusal is null or { IsForHours: true })
            {
                (Taker, HoursUsedUp) = (candidate, refusal is not null);
            }
            else
            {
                isRefusedToAll = Taker is null && refusal is { IsAboutTherapist: false, Reason: not RefusalReason.CompanyInactive }; // judged on the therapist's date
            }
        }
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

    private static int VisitsInWeekOf(TherapistFacts therapist, Instant start) =>
        therapist.Calendar.VisitsInWeekFrom(start.DateIn(therapist.Zone).With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)));
}
