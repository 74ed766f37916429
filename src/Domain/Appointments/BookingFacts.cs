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

/// <summary>
/// A therapist as the rules see him for one company: his own time, which he has in common with every other company, the periods in which he
/// serves this one and those in which an administrator switched him off.
/// </summary>
public sealed record TherapistFacts(
    TherapistId Id, TherapistCalendar Calendar, IReadOnlyList<DatePeriod> Serves, IReadOnlyList<DatePeriod> Suspended)
{
    public DateTimeZone Zone => Calendar.Zone;

    /// <summary>By start; with others it is another calendar.</summary>
    public IReadOnlyList<TimeSlot> Visits
    {
        get => Calendar.Visits;
        init => Calendar = Calendar.With(value);
    }
}
