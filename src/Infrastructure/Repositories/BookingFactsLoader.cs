using Scheduling.Application.Appointments;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Budgets;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Patients;
using Scheduling.Domain.Therapists;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>Assembles <see cref="BookingFacts"/> in five queries, whatever the number of therapists and days.</summary>
internal sealed class BookingFactsLoader(DbSession session, BookingLocks locks, PatientStanding standing, TherapistTime time, IClock clock) : IBookingFacts
{
    /// <summary>Bounded on both sides: without the lower bound the whole history would be read (no visit is longer than 240 minutes).</summary>
    private const string SelectVisits = """
        SELECT therapist_id, starts_at, ends_at
        FROM {p}meetings
        WHERE therapist_id IN @therapists AND active = 1 AND starts_at > @from AND starts_at < @until
        UNION ALL
        SELECT 0, starts_at, ends_at
        FROM {p}meetings
        WHERE patient_id = @patient AND active = 1 AND starts_at > @ownFrom
        """;

    private const string SelectHours = """
        SELECT kind, month, minutes, entered_at
        FROM {p}number_of_purchased_hours
        WHERE company_id = @company AND month <= @last
        UNION ALL
        SELECT 'used', budget_month, CAST(SUM(minutes) AS SIGNED), NULL
        FROM {p}meetings
        WHERE company_id = @company AND budget_month BETWEEN @first AND @last AND active = 1
        GROUP BY budget_month
        """;

    private static readonly Duration LongestVisitAndBuffer = Duration.FromMinutes(240 + 120);

    /// <summary>The longest interval between two visits of a patient (R11) and a day for zones.</summary>
    private static readonly Duration LongestInterval = Duration.FromDays(365 + 1);

    private static readonly Duration AWeek = Duration.FromDays(8);

    public async Task<LoadedFacts?> Load(PatientId patient, TimeSlot starts, CancellationToken cancellationToken) =>
        await standing.Find(patient, company: null, cancellationToken) is var (person, company)
            ? await Assemble(person, company, only: null, starts, wholeWeeks: true, cancellationToken)
            : null;

    public async Task<LoadedFacts?> LockAndLoad(PatientId patient, TherapistId therapist, Instant start, CancellationToken cancellationToken)
    {
        await locks.Patient(patient, cancellationToken);
        if (!await locks.CompanyOf(patient, cancellationToken) || await standing.Find(patient, company: null, cancellationToken) is not var (person, company))
        {
            return null;
        }

        await locks.TherapistAndBudget(therapist, company.Id, start.MonthIn(company.Zone), cancellationToken);
        return await Assemble(person, company, therapist, new TimeSlot(start, new Minutes(1)), wholeWeeks: false, cancellationToken);
    }

    public async Task<LoadedFacts?> LoadForMove(Appointment visit, TimeSlot starts, CancellationToken cancellationToken) =>
        await standing.Find(visit.Patient, visit.Company, cancellationToken) is var (person, company)
            ? await Assemble(person, company, visit.Therapist, starts, wholeWeeks: false, cancellationToken)
            : null;

    private async Task<LoadedFacts> Assemble(
        Patient patient, Company company, TherapistId? only, TimeSlot starts, bool wholeWeeks, CancellationToken cancellationToken)
    {
        var dates = new DateInterval(starts.Start.InUtc().Date.PlusDays(-2), starts.End.InUtc().Date.PlusDays(2));
        var serving = await time.Serving(company.Id, only, dates, cancellationToken);
        var therapists = serving.Where(therapist => therapist.Id.Value != patient.Id.Value).ToArray(); // nobody is both sides of a visit (R3)
        var weeks = wholeWeeks || therapists.Any(therapist => therapist.Limits != WorkingLimits.None);
        var visits = await Visits(patient.Id, therapists, starts, weeks ? AWeek : LongestVisitAndBuffer, cancellationToken);
        var hours = await Hours(company.Id, dates, cancellationToken);
        var facts = new BookingFacts(
            clock.GetCurrentInstant(),
            new PatientFacts(patient.Id, patient.IsActive, company.SettingsFor(patient.Overrides), [.. visits[0]]),
            new CompanyFacts(company.Id, company.Active, company.Zone, hours.Purchased, hours.Used),
            [.. therapists.Select(therapist => Facts(therapist, company.Id, [.. visits[therapist.Id.Value]]))]);
        return new LoadedFacts(facts, company.Name);
    }

    private static TherapistFacts Facts(Therapist therapist, CompanyId company, IReadOnlyList<TimeSlot> visits) => new(
        therapist.Id, therapist.WorkingTime, therapist.Serves(company), therapist.Suspensions, therapist.Buffer, therapist.Limits, visits);

    /// <summary>By therapist; the patient's own under 0.</summary>
    private async Task<ILookup<ulong, TimeSlot>> Visits(
        PatientId patient, IReadOnlyList<Therapist> therapists, TimeSlot starts, Duration margin, CancellationToken cancellationToken)
    {
        var rows = await session.Query<VisitRow>(
            SelectVisits,
            new
            {
                therapists = therapists.Select(therapist => therapist.Id.Value).DefaultIfEmpty(0ul).ToArray(),
                patient = patient.Value,
                from = starts.Start - margin,
                until = starts.End + margin,
                ownFrom = starts.Start - LongestInterval,
            },
            cancellationToken);
        return rows.ToLookup(row => row.TherapistId, row => new TimeSlot(row.StartsAt, row.EndsAt));
    }

    private async Task<(PurchasedHours Purchased, Dictionary<YearMonth, Minutes> Used)> Hours(
        CompanyId company, DateInterval dates, CancellationToken cancellationToken)
    {
        var rows = await session.Query<HoursRow>(
            SelectHours,
            new { company = company.Value, first = dates.Start.ToYearMonth(), last = dates.End.ToYearMonth() },
            cancellationToken);
        var purchases = rows.Where(row => row.Kind is not "used").Select(row => new Purchase(
            row.Kind is "allowance" ? PurchaseKind.Allowance : PurchaseKind.TopUp, row.Month, new Minutes(row.Minutes), row.EnteredAt!.Value));
        return (
            new PurchasedHours([.. purchases]),
            rows.Where(row => row.Kind is "used").ToDictionary(row => row.Month, row => new Minutes(row.Minutes)));
    }

    private sealed class VisitRow
    {
        public ulong TherapistId { get; init; }

        public Instant StartsAt { get; init; }

        public Instant EndsAt { get; init; }
    }

    private sealed class HoursRow
    {
        public string Kind { get; init; } = "";

        public YearMonth Month { get; init; }

        public int Minutes { get; init; }

        public Instant? EnteredAt { get; init; }
    }
}
