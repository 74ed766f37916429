using Scheduling.Application.Appointments;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Patients;
using Scheduling.Domain.Therapists;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>
/// Assembles <see cref="BookingFacts"/> in two round trips, whatever the number of therapists and days: who they are about, then what is
/// open and taken. For a booking the first takes the patient's and the company's locks, the second the therapist's and the month's.
/// </summary>
internal sealed class BookingFactsLoader(
    DbSession session, BookingLocks locks, PatientStanding standing, TherapistTime time, TakenTime takenTime, IClock clock) : IBookingFacts
{
    private const string SelectByKey = """
        SELECT m.public_id
        FROM {p}idempotency_keys k
        JOIN {p}meetings m ON m.id = k.meeting_id
        WHERE k.user_id = @user AND k.idempotency_key = @key AND k.created_at > @since
        """;

    private static readonly Duration KeysAreKept = Duration.FromHours(48);

    public async Task<LoadedFacts?> Load(PatientId patient, TimeSlot starts, CancellationToken cancellationToken)
    {
        var dates = Dates(starts);
        var who = standing.Ask(patient, company: null);
        var serving = time.AskServing(patient, company: null, only: null, dates);
        await session.Send(cancellationToken);
        if (standing.Read(patient, who) is not var (person, company))
        {
            return null;
        }

        var therapists = serving.Rows.Select(row => row.UserId).Distinct().DefaultIfEmpty(0ul).ToArray();
        var sources = time.AskSources(company.Id, only: null, dates);
        var settings = Settings(person, company);
        var weeks = WeeksThatCount(starts, settings);
        var taken = takenTime.Ask(patient, company.Id, settings.BookingIntervalDays.Value, therapists, starts, weeks, dates);
        await session.Send(cancellationToken);
        return Assemble(person, company, time.Read(company.Id, serving, sources), taken, weeks);
    }

    public async Task<LoadedFacts?> LockAndLoad(
        PatientId patient, TherapistId therapist, Instant start, FormKey key, CancellationToken cancellationToken)
    {
        await locks.Patient(patient, cancellationToken);
        locks.CompanyOf(patient);
        if (await standing.Find(patient, company: null, cancellationToken) is not var (person, company))
        {
            return null;
        }

        await locks.TherapistAndBudget(therapist, company.Id, start.MonthIn(company.Zone), cancellationToken);
        var made = session.Ask<string>(SelectByKey, new { user = key.User, key = key.Text, since = clock.GetCurrentInstant() - KeysAreKept });
        var loaded = await LoadOne(person, company, therapist, new TimeSlot(start, new Minutes(1)), null, cancellationToken);
        return loaded with { MadeBefore = made.Rows is [var id, ..] ? new AppointmentId(Guid.ParseExact(id, "N")) : null };
    }

    public async Task<LoadedFacts?> LoadForMove(Appointment visit, TimeSlot starts, CancellationToken cancellationToken) =>
        await standing.Find(visit.Patient, visit.Company, cancellationToken) is var (person, company)
            ? await LoadOne(person, company, visit.Therapist, starts, visit.Slot.Length, cancellationToken)
            : null;

    private async Task<LoadedFacts> LoadOne(
        Patient patient, Company company, TherapistId only, TimeSlot starts, Minutes? length, CancellationToken cancellationToken)
    {
        var dates = Dates(starts);
        var settings = Settings(patient, company);
        var serving = time.AskServing(patient.Id, company.Id, only, dates);
        var sources = time.AskSources(company.Id, only, dates);
        var taken = takenTime.Ask(
            patient.Id, company.Id, settings.BookingIntervalDays.Value, only, starts, length ?? settings.VisitMinutes.Value, dates);
        await session.Send(cancellationToken);
        return Assemble(patient, company, time.Read(company.Id, serving, sources), taken, starts);
    }

    private LoadedFacts Assemble(Patient patient, Company company, IEnumerable<Therapist> serving, Asked<TakenTime.Row> taken, TimeSlot weeks)
    {
        var visits = TakenTime.Visits(taken, weeks);
        var facts = new BookingFacts(
            clock.GetCurrentInstant(),
            new PatientFacts(patient.Id, patient.IsActive, Settings(patient, company), [.. TakenTime.Own(taken)]),
            new CompanyFacts(company.Id, company.Active, company.Zone, TakenTime.Purchased(taken), TakenTime.Used(taken)),
            [.. serving
                .Where(therapist => therapist.Id.Value != patient.Id.Value) // nobody is both sides of a visit (R3)
                .Select(therapist => Facts(therapist, company.Id, visits.GetValueOrDefault(therapist.Id.Value) ?? []))]);
        return new LoadedFacts(facts, company.Name);
    }

    private static TherapistFacts Facts(Therapist therapist, CompanyId company, IReadOnlyList<TimeSlot> visits) => new(
        therapist.Id, therapist.WorkingTime, therapist.Serves(company), therapist.Suspensions, therapist.Buffer, therapist.Limits, visits);

    private static EffectiveSettings Settings(Patient patient, Company company) => company.SettingsFor(patient.Overrides);

    /// <summary>
    /// Where a therapist's visits matter for starts that are neither past nor beyond the horizon (two days more for zones): their whole
    /// weeks, for limits and for who gets a start first (R33, R36), and a day more to each side for zones and visits that last over the border.
    /// </summary>
    private TimeSlot WeeksThatCount(TimeSlot starts, EffectiveSettings settings)
    {
        var now = clock.GetCurrentInstant();
        var first = Instant.Max(starts.Start, now).InUtc().Date;
        var last = LocalDate.Max(first, Instant.Min(starts.End, now + Duration.FromDays(settings.BookingHorizonDays.Value + 2)).InUtc().Date);
        return new TimeSlot(
            first.PlusDays(-1).With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)).PlusDays(-1).AtMidnight().InUtc().ToInstant(),
            last.PlusDays(1).With(DateAdjusters.NextOrSame(IsoDayOfWeek.Sunday)).PlusDays(2).AtMidnight().InUtc().ToInstant());
    }

    /// <summary>A visit's date differs by at most a day from the one in UTC, to both sides; one more for a visit that lasts over midnight.</summary>
    private static DateInterval Dates(TimeSlot starts) => new(starts.Start.InUtc().Date.PlusDays(-2), starts.End.InUtc().Date.PlusDays(2));
}
