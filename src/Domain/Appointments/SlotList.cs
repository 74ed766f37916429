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
        var asked = therapists.SelectMany(therapist => Ask(facts, therapist, dates)).ToLookup(answer => answer.On);
        return [.. dates.Select(date => Day(facts, therapists, date, [.. asked[date]]))];
    }

    /// <summary>The first slot of the list that can be booked; null when there is none.</summary>
    public static Slot? Earliest(IEnumerable<SlotDay> days) => days.SelectMany(day => day.Slots).FirstOrDefault(slot => !slot.HoursUsedUp);

    private static SlotDay Day(BookingFacts facts, IReadOnlyList<TherapistFacts> therapists, LocalDate date, IReadOnlyList<Answer> answers)
    {
        var slots = answers
            .Where(answer => answer.Refusal is null or { IsForHours: true })
            .GroupBy(answer => answer.Start)
            .OrderBy(sameStart => sameStart.Key)
            .Select(sameStart => new Slot(
                sameStart.Key,
                AnyTherapist.InOrder(sameStart.Select(answer => answer.Therapist), sameStart.Key).First().Id,
                sameStart.First().Refusal is not null))
            .ToArray();
        return new SlotDay(date, slots, slots.Length > 0 ? null : WhyNone(facts, therapists, date, answers));
    }

    /// <summary>Of all that was refused the reason that came nearest to a booking; without a start on the grid, why there is none.</summary>
    private static Refusal? WhyNone(
        BookingFacts facts, IReadOnlyList<TherapistFacts> therapists, LocalDate date, IReadOnlyList<Answer> answers) =>
        answers.Select(answer => answer.Refusal).MaxBy(refusal => refusal?.Reason)
        ?? WhyNoStart(therapists, LocalTimes.Between(date.AtMidnight(), date.PlusDays(1).AtMidnight(), facts.Patient.Settings.TimeZone.Value)) switch
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

    private static IEnumerable<Answer> Ask(BookingFacts facts, TherapistFacts therapist, DateInterval dates)
    {
        var readersZone = facts.Patient.Settings.TimeZone.Value;
        for (var date = dates.Start.PlusDays(-FurthestDates); date <= dates.End.PlusDays(FurthestDates); date = date.PlusDays(1))
        {
            foreach (var start in therapist.WorkingTime.GridOn(date))
            {
                var readersDate = start.DateIn(readersZone);
                if (dates.Contains(readersDate))
                {
                    yield return new Answer(readersDate, start, therapist, BookingRules.WhyNot(facts, therapist, start));
                }
            }
        }
    }

    private sealed record Answer(LocalDate On, Instant Start, TherapistFacts Therapist, Refusal? Refusal);
}

/// <summary>Who gets a visit for which the patient wants any therapist (R33).</summary>
public static class AnyTherapist
{
    /// <summary>
    /// Those who could take it, first who gets it: fewest not cancelled visits in the ISO week of the start (his own zone), then the lower id.
    /// </summary>
    public static IEnumerable<TherapistFacts> InOrder(IEnumerable<TherapistFacts> couldTakeIt, Instant start) =>
        couldTakeIt.OrderBy(therapist => VisitsInWeekOf(therapist, start)).ThenBy(therapist => therapist.Id.Value);

    private static int VisitsInWeekOf(TherapistFacts therapist, Instant start)
    {
        var monday = start.DateIn(therapist.Zone).With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
        return therapist.VisitsOn(new DateInterval(monday, monday.PlusDays(6))).Count;
    }
}
