using NodaTime;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Budgets;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Appointments;

/// <summary>
/// One patient, one company, one therapist, in Warsaw, on Tuesday 1 June 2027 at 8:00, with nothing in the way of a booking:
/// the therapist works round the clock and hours abound. A test writes only what is different.
/// </summary>
internal sealed record World
{
    /// <summary>Monday 7 June 2027, 10:00 in Warsaw: a start to which nothing speaks against.</summary>
    public static readonly Instant Wish = At("2027-06-07 10:00");

    public static readonly WorkingTimeSources RoundTheClock = EveryDay(DayHours.WholeDay);

    public Instant Now { get; init; } = At("2027-06-01 08:00");

    public SettingOverrides Settings { get; init; } = SettingOverrides.None;

    public bool PatientIsActive { get; init; } = true;

    public IReadOnlyList<TimeSlot> PatientsVisits { get; init; } = [];

    public DateTimeZone CompanysZone { get; init; } = Warsaw;

    public DatePeriod CompanyActive { get; init; } = DatePeriod.Always;

    public Purchase[] Purchases { get; init; } = [Allowance(100_000)];

    public Dictionary<YearMonth, Minutes> Used { get; init; } = [];

    public DateTimeZone TherapistsZone { get; init; } = Warsaw;

    public IReadOnlyList<DatePeriod> Serves { get; init; } = [DatePeriod.Always];

    public IReadOnlyList<DatePeriod> Suspended { get; init; } = [];

    public WorkingTimeSources Hours { get; init; } = RoundTheClock;

    public Holidays DaysOff { get; init; } = Holidays.None;

    public int Step { get; init; } = 30;

    public int Buffer { get; init; }

    public WorkingLimits Limits { get; init; } = WorkingLimits.None;

    public IReadOnlyList<TimeSlot> TherapistsVisits { get; init; } = [];

    public TherapistFacts Therapist => new(
        new TherapistId(1),
        new TherapistCalendar(new WorkingTime(TherapistsZone, Step, Hours, DaysOff), new Minutes(Buffer), Limits, TherapistsVisits),
        Serves,
        Suspended);

    public BookingFacts Facts => new(
        Now,
        new PatientFacts(new PatientId(7), PatientIsActive, EffectiveSettings.Resolve(Defaults, SettingOverrides.None, Settings), PatientsVisits),
        new CompanyFacts(new CompanyId(3), CompanyActive, CompanysZone, new PurchasedHours(Purchases), Used),
        [Therapist]);

    private SettingDefaults Defaults => new(Language.Pl, CompanysZone);

    public Refusal? WhyNot(Instant start) => BookingRules.WhyNot(Facts, Therapist, start);

    /// <summary>The reason alone, for a local time in Warsaw.</summary>
    public RefusalReason? WhyNot(string start) => WhyNot(At(start))?.Reason;

    /// <summary>The list of the one therapist on one date of the patient's clocks.</summary>
    public SlotDay List(string date) => SlotList.Of(Facts, [Therapist], new DateInterval(Day(date), Day(date)))[0];

    public static TimeSlot Visit(string start, int minutes = 50) => new(At(start), new Minutes(minutes));

    public static Purchase Allowance(int minutes) => new(PurchaseKind.Allowance, new YearMonth(2020, 1), new Minutes(minutes), Instant.MinValue);

    public static WorkingTimeSources EveryDay(params DayHours[] hours) => WorkingTimeSources.None with
    {
        Weekly = [.. Enumerable.Range(1, 7).SelectMany(day => hours.Select(each => new WeeklyHours((IsoDayOfWeek)day, each, DatePeriod.Always)))],
    };

    public static DatePeriod Period(string? from, string? until) =>
        new(from is null ? null : Day(from), until is null ? null : Day(until));
}
