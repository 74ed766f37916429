using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;

namespace Scheduling.Domain.Appointments;

/// <summary>
/// The rules of booking in their order (R34c); the first that fails is the reason. Listing, booking, moving and reassigning all ask this
/// one engine, so a time is offered exactly when it can be booked, and refused for the reason that the list would give.
/// </summary>
public static class BookingRules
{
    /// <summary>Null = may be booked.</summary>
    public static Refusal? WhyNot(BookingFacts facts, TherapistFacts therapist, Instant start) => FirstThatFails(facts, therapist, start, isOpen: false);

    /// <summary>
    /// The same answer for a start of <see cref="TherapistCalendar.OpenStartsInWeekFrom"/>: what concerns the therapist's own time alone has been asked
    /// there and is not asked again.
    /// </summary>
    internal static Refusal? WhyNotOpen(BookingFacts facts, TherapistFacts therapist, Instant start) => FirstThatFails(facts, therapist, start, isOpen: true);

    /// <summary>What the therapist's own time says to a visit, whoever wants it; <paramref name="date"/> is that of its start in his zone.</summary>
    internal static bool IsOpen(TherapistCalendar calendar, TimeSlot visit, LocalDate date) =>
        (TherapistWorksThen(calendar, visit) ?? TherapistIsFreeThen(calendar, visit) ?? TherapistsLimitsAreKept(calendar, visit, date)) is null;

    private static Refusal? FirstThatFails(BookingFacts facts, TherapistFacts therapist, Instant start, bool isOpen)
    {
        var wish = new Wish(facts, therapist, facts.VisitAt(start), start.DateIn(therapist.Zone), start.DateIn(facts.Company.Zone));
        return PatientAndCompanyAreActive(wish)
            ?? TherapistIsActiveAndServesTheCompany(wish)
            ?? StartLiesInTheFuture(wish)
            ?? NoticeIsKept(wish)
            ?? HorizonIsKept(wish)
            ?? (isOpen ? null : TherapistWorksThen(wish.Calendar, wish.Visit))
            ?? PatientIsFreeThen(wish)
            ?? (isOpen ? null : TherapistIsFreeThen(wish.Calendar, wish.Visit))
            ?? (isOpen ? null : TherapistsLimitsAreKept(wish.Calendar, wish.Visit, wish.TherapistsDate))
            ?? IntervalIsKept(wish)
            ?? HoursAreLeft(wish);
    }

    /// <summary>R5, R7: judged on the date of the visit's start in the therapist's zone.</summary>
    private static Refusal? PatientAndCompanyAreActive(Wish wish) =>
        !wish.Facts.Patient.IsActive ? new(RefusalReason.PatientInactive)
        : !wish.Facts.Company.Active.Contains(wish.TherapistsDate) ? new(RefusalReason.CompanyInactive)
        : null;

    /// <summary>R7, R76: dates inclusive, in the therapist's zone.</summary>
    private static Refusal? TherapistIsActiveAndServesTheCompany(Wish wish) =>
        AnyContains(wish.Therapist.Suspended, wish.TherapistsDate) ? new(RefusalReason.TherapistSuspended)
        : !AnyContains(wish.Therapist.Serves, wish.TherapistsDate) ? new(RefusalReason.TherapistDoesNotServeCompany)
        : null;

    private static Refusal? StartLiesInTheFuture(Wish wish) =>
        wish.Visit.Start > wish.Facts.Now ? null : new(RefusalReason.StartInThePast);

    /// <summary>R13: elapsed time, exactly at the limit is allowed. <c>Number</c> = hours, <c>Limit</c> = until when.</summary>
    private static Refusal? NoticeIsKept(Wish wish)
    {
        var hours = wish.Facts.Patient.Settings.BookingNoticeHours.Value;
        var limit = wish.Visit.Start - Duration.FromHours(hours);
        return wish.Facts.Now <= limit ? null : new(RefusalReason.NoticeTooShort) { Number = hours, Limit = limit };
    }

    /// <summary>R11, R14: calendar days of the company's zone, the last one included. <c>Number</c> = days, <c>On</c> = the last day.</summary>
    private static Refusal? HorizonIsKept(Wish wish)
    {
        var days = wish.Facts.Patient.Settings.BookingHorizonDays.Value;
        var last = wish.Facts.Now.DateIn(wish.Facts.Company.Zone).PlusDays(days);
        return wish.CompanysDate <= last ? null : new(RefusalReason.BeyondHorizon) { Number = days, On = last };
    }

    /// <summary>R30–R32.</summary>
    private static Refusal? TherapistWorksThen(TherapistCalendar calendar, TimeSlot visit) => calendar.WorkingTime.WhyClosed(visit) switch
    {
        null => null,
        Closed.NoHours => new(RefusalReason.NoWorkingHours),
        Closed.ClosedDate => new(RefusalReason.ClosedDate),
        Closed.Holiday => new(RefusalReason.Holiday),
        Closed.Away => new(RefusalReason.TherapistAway),
        _ => new(RefusalReason.OffTheGrid),
    };

    /// <summary>R37, without buffer. <c>Limit</c> = when the other visit starts.</summary>
    private static Refusal? PatientIsFreeThen(Wish wish)
    {
        var own = wish.Facts.Patient.Visits;
        for (var i = 0; i < own.Count; i++) // by index: a list of times asks this for each of them
        {
            if (own[i].Overlaps(wish.Visit))
            {
                return new(RefusalReason.OwnVisitAtThatTime) { Limit = own[i].Start };
            }
        }

        return null;
    }

    /// <summary>R36, R37: so much time as the buffer lies free between two visits.</summary>
    private static Refusal? TherapistIsFreeThen(TherapistCalendar calendar, TimeSlot visit) =>
        calendar.IsFree(visit.WidenedBy(calendar.Buffer)) ? null : new(RefusalReason.SlotTaken);

    /// <summary>R36: minutes per day, visits per day, minutes per ISO week, counted by start in the therapist's zone.</summary>
    private static Refusal? TherapistsLimitsAreKept(TherapistCalendar calendar, TimeSlot visit, LocalDate date)
    {
        var limits = calendar.Limits;
        if (limits == WorkingLimits.None)
        {
            return null;
        }

        var today = calendar.VisitsOn(new DateInterval(date, date));
        var monday = date.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
        var week = calendar.VisitsOn(new DateInterval(monday, monday.PlusDays(6)));
        return Minutes.Sum(today.Select(other => other.Length)) + visit.Length > limits.PerDay || today.Count + 1 > limits.VisitsPerDay
            ? new(RefusalReason.TherapistDayFull)
            : Minutes.Sum(week.Select(other => other.Length)) + visit.Length > limits.PerWeek ? new(RefusalReason.TherapistWeekFull)
            : null;
    }

    /// <summary>
    /// R12: at least so many calendar days of the company's zone between any two of the patient's visits, counted both ways.
    /// <c>Number</c> = days, <c>On</c> = day of the other visit, <c>Next</c> = the first day from the wanted one on that keeps the interval.
    /// </summary>
    private static Refusal? IntervalIsKept(Wish wish)
    {
        var days = wish.Facts.Patient.Settings.BookingIntervalDays.Value;
        if (days == 0 || wish.Facts.Patient.Visits.Count == 0)
        {
            return null;
        }

        var taken = wish.Facts.Patient.Visits.Select(visit => visit.Start.DateIn(wish.Facts.Company.Zone)).Order().ToArray();
        if (TooClose(wish.CompanysDate) is not { } other)
        {
            return null;
        }

        var next = wish.CompanysDate;
        while (TooClose(next) is { } inTheWay)
        {
            next = inTheWay.PlusDays(days);
        }

        return new(RefusalReason.TooSoonAfterAnotherVisit) { Number = days, On = other, Next = next };

        LocalDate? TooClose(LocalDate day)
        {
            foreach (var date in taken)
            {
                if (Math.Abs(Period.DaysBetween(date, day)) < days)
                {
                    return date;
                }
            }

            return null;
        }
    }

    /// <summary>R22: the visit fits into what is unused in its month. <c>Month</c>, <c>Left</c>.</summary>
    private static Refusal? HoursAreLeft(Wish wish)
    {
        var budget = wish.Facts.Company.Budget(wish.Facts.BudgetMonth(wish.Visit.Start));
        return budget.CanFit(wish.Visit.Length)
            ? null
            : new(budget.Unused > Minutes.Zero ? RefusalReason.TooFewHoursLeftThisMonth : RefusalReason.NoHoursLeftThisMonth)
            {
                Month = budget.Month,
                Left = budget.Unused,
            };
    }

    private static bool AnyContains(IReadOnlyList<DatePeriod> periods, LocalDate date)
    {
        for (var i = 0; i < periods.Count; i++)
        {
            if (periods[i].Contains(date))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>With the date of the visit's start on the clocks of both.</summary>
    private readonly record struct Wish(
        BookingFacts Facts, TherapistFacts Therapist, TimeSlot Visit, LocalDate TherapistsDate, LocalDate CompanysDate)
    {
        public TherapistCalendar Calendar => Therapist.Calendar;
    }
}
