using Scheduling.Domain.Budgets;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;

namespace Scheduling.Domain.Appointments;

/// <summary>
/// All that the booking rules need to know, as plain values: assembled without locks for a page that lists times and under locks for a
/// booking. The same record for both is why a time listed as free can be booked (R34c).
/// </summary>
public sealed record BookingFacts(Instant Now, PatientFacts Patient, CompanyFacts Company, IReadOnlyList<TherapistFacts> Therapists)
{
    public TherapistFacts? Therapist(TherapistId id) => Therapists.FirstOrDefault(each => each.Id == id);

    /// <summary>Set while a visit is being moved: it keeps its length, whatever the setting says by now (R46).</summary>
    public Minutes? LengthKept { get; init; }

    /// <summary>How long a visit is that these facts are asked about.</summary>
    public Minutes VisitLength => LengthKept ?? Patient.Settings.VisitMinutes.Value;

    /// <summary>The time that this patient's visit takes when it starts then.</summary>
    public TimeSlot VisitAt(Instant start) => new(start, VisitLength);

    /// <summary>
    /// The facts for moving this visit (R46): it is left out of its patient's and its therapist's visits and of the hours used, and keeps its length.
    /// </summary>
    public BookingFacts ForMoving(Appointment visit) => this with
    {
        LengthKept = visit.Slot.Length,
        Patient = Patient with { Visits = Without(Patient.Visits, visit.Slot) },
        Therapists = [.. Therapists.Select(each => each.Id == visit.Therapist ? each with { Visits = Without(each.Visits, visit.Slot) } : each)],
        Company = Company.Id == visit.Company ? Company.WithoutUseOf(visit.Slot.Length, visit.BudgetMonth) : Company,
    };

    /// <summary>The month that a visit with this start is charged to (R21a).</summary>
    public YearMonth BudgetMonth(Instant start) => start.MonthIn(Company.Zone);

    private static TimeSlot[] Without(IReadOnlyList<TimeSlot> visits, TimeSlot visit) => [.. visits.Where(each => each != visit)];
}

/// <summary>The patient: the settings in force for him (R10) and his own visits, of whichever company; cancelled ones are not among them.</summary>
public sealed record PatientFacts(PatientId Id, bool IsActive, EffectiveSettings Settings, IReadOnlyList<TimeSlot> Visits);

/// <summary>The company with which he would book; its purchases and the Σ of used minutes of the months in question.</summary>
public sealed record CompanyFacts(
    CompanyId Id,
    DatePeriod Active,
    DateTimeZone Zone,
    PurchasedHours Purchased,
    IReadOnlyDictionary<YearMonth, Minutes> Used)
{
    /// <summary>A month without visits has used nothing.</summary>
    public HourBudget Budget(YearMonth month) => new(Id, month, Purchased.In(month), Used.GetValueOrDefault(month));

    internal CompanyFacts WithoutUseOf(Minutes length, YearMonth month) =>
        this with { Used = new Dictionary<YearMonth, Minutes>(Used) { [month] = Used.GetValueOrDefault(month) - length } };
}

/// <summary>A therapist as the rules see him for one company; <paramref name="Visits"/> are his not cancelled ones in the time asked about.</summary>
public sealed record TherapistFacts(
    TherapistId Id,
    WorkingTime WorkingTime,
    IReadOnlyList<DatePeriod> Serves,
    IReadOnlyList<DatePeriod> Suspended,
    Minutes Buffer,
    WorkingLimits Limits,
    IReadOnlyList<TimeSlot> Visits)
{
    private static readonly Duration LongerThanAnyVisit = Duration.FromDays(1);

    /// <summary>By start.</summary>
    public IReadOnlyList<TimeSlot> Visits { get; init => field = ByStart(value); } = ByStart(Visits);

    public DateTimeZone Zone => WorkingTime.Zone;

    /// <summary>No visit of his shares a moment with this stretch.</summary>
    public bool IsFree(TimeSlot stretch)
    {
        var visits = ((TimeSlot[])Visits).AsSpan();
        for (var i = FirstFrom(stretch.End) - 1; i >= 0 && visits[i].Start > stretch.Start - LongerThanAnyVisit; i--)
        {
            if (visits[i].Overlaps(stretch))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>His not cancelled visits that start on these dates of his zone (R36).</summary>
    public IReadOnlyList<TimeSlot> VisitsOn(DateInterval dates)
    {
        // No zone is further from UTC than a day, so of most visits the zone need not be asked.
        var from = FirstFrom(dates.Start.PlusDays(-1).AtMidnight().InUtc().ToInstant());
        var until = FirstFrom(dates.End.PlusDays(2).AtMidnight().InUtc().ToInstant());
        return [.. Visits.Skip(from).Take(until - from).Where(visit => dates.Contains(visit.Start.DateIn(Zone)))];
    }

    public int CountOn(DateInterval dates)
    {
        var count = 0;
        var until = dates.End.PlusDays(2).AtMidnight().InUtc().ToInstant();
        for (var i = FirstFrom(dates.Start.PlusDays(-1).AtMidnight().InUtc().ToInstant()); i < Visits.Count && Visits[i].Start < until; i++)
        {
            count += dates.Contains(Visits[i].Start.DateIn(Zone)) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The place of the first visit that starts then or later.</summary>
    private int FirstFrom(Instant moment)
    {
        var visits = (TimeSlot[])Visits;
        var (low, high) = (0, visits.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = visits[middle].Start < moment ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static TimeSlot[] ByStart(IReadOnlyList<TimeSlot> visits)
    {
        TimeSlot[] sorted = [.. visits];
        Array.Sort(sorted, (one, other) => one.Start.CompareTo(other.Start));
        return sorted;
    }
}
