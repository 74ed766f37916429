using Scheduling.Application.Appointments;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Budgets;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Patients;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>
/// Assembles <see cref="BookingFacts"/>. For a page in one round trip, and a second one for what changed since it was read last, whatever the
/// number of therapists and days. For a booking in two, and never from memory: the first takes the patient's and the company's locks, the
/// second the therapist's and the month's.
/// </summary>
internal sealed class BookingFactsLoader(
    DbSession session, BookingLocks locks, PatientStanding standing, PageOfTimes page, CompaniesAndTherapists byVersion, TherapistTime time,
    TakenTime takenTime, IClock clock)
    : IBookingFacts
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
        var now = clock.GetCurrentInstant();
        var since = TakenTime.OwnFrom(starts, intervalDays: 0); // which interval is in force is not known yet
        if (await page.Find(patient, since, Dates(starts), now, cancellationToken) is not { } row)
        {
            return null;
        }

        var (known, therapists) = await byVersion.Find(row, ThisWeek(now), cancellationToken);
        var own = row.OwnVisits(since, now);
        var person = new Patient(patient, known.Company.Id, row.Active, row.Overrides);
        var active = own.Where(visit => visit.State != VisitState.Cancelled).Select(visit => visit.Slot);
        return Assemble(person, known.Company, therapists, [.. active], known.Purchased, row.UsedByMonth()) with
        {
            OwnVisits = own,
            MetLast = row.MetLast is { } therapist ? new TherapistId(therapist) : null,
        };
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
        var settings = company.SettingsFor(patient.Overrides);
        var interval = settings.BookingIntervalDays.Value;
        var row = time.AskFor([only.Value]);
        var sources = time.AskSources([only.Value], dates);
        var daysOff = session.Ask<DaysOff>(DaysOff.Select, new { from = dates.Start });
        var taken = takenTime.Ask(patient.Id, company.Id, interval, only, starts, length ?? settings.VisitMinutes.Value, dates);
        await session.Send(cancellationToken);
        var therapists = time.Read(row, sources, daysOff.Rows.Single())
            .Where(each => each.Serves(company.Id).Count > 0)
            .Select(each => new TherapistFacts(
                each.Id,
                new TherapistCalendar(each.WorkingTime, each.Buffer, each.Limits, [.. TakenTime.OfTherapistIn(taken)]),
                each.Serves(company.Id),
                each.Suspensions));
        return Assemble(patient, company, therapists, TakenTime.Own(taken, starts, interval), TakenTime.Purchased(taken), TakenTime.Used(taken));
    }

    private LoadedFacts Assemble(
        Patient patient, Company company, IEnumerable<TherapistFacts> therapists, IReadOnlyList<TimeSlot> own, PurchasedHours purchased,
        IReadOnlyDictionary<YearMonth, Minutes> used)
    {
        var facts = new BookingFacts(
            clock.GetCurrentInstant(),
            new PatientFacts(patient.Id, patient.IsActive, company.SettingsFor(patient.Overrides), own),
            new CompanyFacts(company.Id, company.Active, company.Zone, purchased, used),
            [.. therapists.Where(therapist => therapist.Id.Value != patient.Id.Value)]); // nobody is both sides of a visit (R3)
        return new LoadedFacts(facts, company.Name);
    }

    /// <summary>
    /// From when on a therapist's visits matter for starts that are not past: from the week on whose minutes count for limits and for who
    /// gets a start first (R33, R36), and a day more for zones and visits that last over the border.
    /// </summary>
    private static Instant ThisWeek(Instant now) =>
        now.InUtc().Date.PlusDays(-1).With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)).PlusDays(-1).AtMidnight().InUtc().ToInstant();

    /// <summary>A visit's date differs by at most a day from the one in UTC, to both sides; one more for a visit that lasts over midnight.</summary>
    private static DateInterval Dates(TimeSlot starts) => new(starts.Start.InUtc().Date.PlusDays(-2), starts.End.InUtc().Date.PlusDays(2));
}
