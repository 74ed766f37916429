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
        var asked = dates.ToDictionary(date => date, _ => new List<Candidate>());
        var readersDates = new Dictionary<Instant, LocalDate>();
        foreach (var therapist in therapists)
        {
            Collect(facts, therapist, dates, readersDates, asked);
        }

        return [.. dates.Select(date => Day(facts, therapists, date, asked[date]))];
    }

    /// <summary>The first slot of the list that can be booked; null when there is none.</summary>
    public static Slot? Earliest(IEnumerable<SlotDay> days) => days.SelectMany(day => day.Slots).FirstOrDefault(slot => !slot.HoursUsedUp);

    /// <summary>Those who may get a start are asked in the order in which they would, so that after the first who can nobody else need be.</summary>
    private static SlotDay Day(BookingFacts facts, IReadOnlyList<TherapistFacts> therapists, LocalDate date, List<Candidate> candidates)
    {
        candidates.Sort(Candidate.InOrder);
        var slots = new List<Slot>();
        Refusal? nearest = null;
        foreach (var (start, _, therapist) in candidates)
        {
            if (slots.Count > 0 && slots[^1].Start == start)
            {
                continue;
            }

            var refusal = BookingRules.WhyNot(facts, therapist, start);
            if (refusal is null or { IsForHours: true })
            {
                slots.Add(new Slot(start, therapist.Id, refusal is not null));
            }
            else if (nearest is null || refusal.Reason > nearest.Reason)
            {
                nearest = refusal;
            }
        }

        return new SlotDay(date, slots, slots.Count > 0 ? null : nearest ?? WhyNoStart(facts, therapists, date));
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

    /// <summary>The therapist's starts, each under its date on the reader's clocks, which is worked out once for all who have the same start.</summary>
    private static void Collect(
        BookingFacts facts, TherapistFacts therapist, DateInterval dates, Dictionary<Instant, LocalDate> readersDates, Dictionary<LocalDate, List<Candidate>> into)
    {
        var readersZone = facts.Patient.Settings.TimeZone.Value;
        var weeks = new Dictionary<LocalDate, int>();
        for (var date = dates.Start.PlusDays(-FurthestDates); date <= dates.End.PlusDays(FurthestDates); date = date.PlusDays(1))
        {
            foreach (var start in therapist.WorkingTime.GridOn(date))
            {
                if (!readersDates.TryGetValue(start, out var readersDate))
                {
                    readersDates[start] = readersDate = start.DateIn(readersZone);
                }

                if (into.TryGetValue(readersDate, out var candidates))
                {
                    candidates.Add(new Candidate(start, VisitsInWeekOf(date), therapist));
                }
            }
        }

        int VisitsInWeekOf(LocalDate date)
        {
            var monday = date.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
            if (!weeks.TryGetValue(monday, out var visits))
            {
                weeks[monday] = visits = AnyTherapist.VisitsInWeekFrom(therapist, monday);
            }

            return visits;
        }
    }

    /// <summary>Somebody who has this start on his grid.</summary>
    private readonly record struct Candidate(Instant Start, int VisitsInWeek, TherapistFacts Therapist)
    {
        /// <summary>By the start, then by who gets it first (R33).</summary>
        public static int InOrder(Candidate one, Candidate other) =>
            one.Start != other.Start ? one.Start.CompareTo(other.Start)
            : one.VisitsInWeek != other.VisitsInWeek ? one.VisitsInWeek.CompareTo(other.VisitsInWeek)
            : one.Therapist.Id.Value.CompareTo(other.Therapist.Id.Value);
    }
}

/// <summary>Who gets a visit for which the patient wants any therapist (R33).</summary>
public static class AnyTherapist
{
    /// <summary>
    /// Those who could take it, first who gets it: fewest not cancelled visits in the ISO week of the start (his own zone), then the lower id.
    /// </summary>
    public static IEnumerable<TherapistFacts> InOrder(IEnumerable<TherapistFacts> couldTakeIt, Instant start) =>
        couldTakeIt.OrderBy(therapist => VisitsInWeekOf(therapist, start)).ThenBy(therapist => therapist.Id.Value);

    internal static int VisitsInWeekFrom(TherapistFacts therapist, LocalDate monday) =>
        therapist.VisitsOn(new DateInterval(monday, monday.PlusDays(6))).Count;

    private static int VisitsInWeekOf(TherapistFacts therapist, Instant start) =>
        VisitsInWeekFrom(therapist, start.DateIn(therapist.Zone).With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)));
}
