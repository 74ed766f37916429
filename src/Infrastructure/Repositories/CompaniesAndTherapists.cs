using Scheduling.Application.Ports;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Budgets;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>A company and what it bought.</summary>
internal sealed record KnownCompany(Company Company, PurchasedHours Purchased);

/// <summary>A therapist with his visits from a moment on, and the days off that his working time was read with.</summary>
internal sealed record KnownTherapist(Therapist Therapist, TherapistCalendar Calendar, DaysOff DaysOff, Instant From);

/// <summary>
/// The company and the therapists of a page that lists times, from memory where their rows still have the version they were read under. Of the
/// others everything is read anew in one round trip.
/// </summary>
internal sealed class CompaniesAndTherapists(
    DbSession session, TherapistTime time, KeptByVersion<KnownCompany> companies, KeptByVersion<KnownTherapist> therapists, PortalOptions options)
{
    private const string SelectCompany = """
        SELECT c.name, c.version, c.active_from, c.active_until, c.booking_interval_days, c.visit_minutes, c.booking_notice_hours,
               c.cancellation_notice_hours, c.booking_horizon_days, c.reminder_hours, c.sms_enabled, c.language, c.time_zone,
               n.kind, n.month, n.minutes, n.entered_at
        FROM {p}companies c
        LEFT JOIN {p}number_of_purchased_hours n ON n.company_id = c.id
        WHERE c.id = @id
        """;

    private static readonly LocalDate EndOfTime = new(9999, 12, 31);

    /// <summary>
    /// Therapists by id, with all their visits that start at <paramref name="from"/> or later. Inside a unit of work nothing is taken from
    /// memory nor kept: a version read there may be the unit's own, which a rollback takes back.
    /// </summary>
    public async Task<(KnownCompany Company, IReadOnlyList<TherapistFacts> Therapists)> Find(
        PageOfTimes.Row page, Instant from, CancellationToken cancellationToken)
    {
        var (id, daysOff) = (new CompanyId(page.CompanyId), page.DaysOff);
        var company = session.IsInUnit ? null : companies.Find(page.CompanyId, page.CompanyVersion);
        var serving = page.Serving().Select(each => (each.Id, Known: Known(each.Id, each.Version, daysOff, from))).ToArray();
        var unknown = serving.Where(each => each.Known is null).Select(each => each.Id).ToArray();
        var found = serving.Select(each => each.Known).OfType<KnownTherapist>().ToList();
        if (company is null || unknown.Length > 0)
        {
            var askedCompany = company is null ? session.Ask<CompanyRow>(SelectCompany, new { id = page.CompanyId }) : null;
            var asked = unknown.Length > 0 ? Ask(unknown, from) : null;
            await session.Send(cancellationToken);
            company ??= Read(id, askedCompany!);
            found.AddRange(asked is null ? [] : Read(asked, daysOff, from));
        }

        return (company, [.. found.OrderBy(each => each.Therapist.Id.Value).Select(each =>
            new TherapistFacts(each.Therapist.Id, each.Calendar, each.Therapist.Serves(id), each.Therapist.Suspensions))]);
    }

    private KnownTherapist? Known(ulong id, uint version, DaysOff daysOff, Instant from) =>
        !session.IsInUnit && therapists.Find(id, version) is { } known && known.DaysOff == daysOff && known.From <= from ? known : null;

    /// <summary>Rows before what opens and closes, so that this is never older than the version of the row.</summary>
    private AskedTherapists Ask(IReadOnlyCollection<ulong> ids, Instant from)
    {
        var rows = time.AskWithVisits(ids, from);
        return new AskedTherapists(rows, time.AskSources(ids, new DateInterval(from.InUtc().Date.PlusDays(-2), EndOfTime)));
    }

    private List<KnownTherapist> Read(AskedTherapists asked, DaysOff daysOff, Instant from)
    {
        var read = new List<KnownTherapist>();
        foreach (var (therapist, row) in time.Read(asked.Rows, asked.Sources, daysOff).Zip(asked.Rows.Rows.OrderBy(row => row.UserId)))
        {
            var calendar = new TherapistCalendar(therapist.WorkingTime, therapist.Buffer, therapist.Limits, row.Visits is null ? [] : VisitList.Read(row.Visits, from));
            var known = new KnownTherapist(therapist, calendar, daysOff, from);
            read.Add(known);
            if (!session.IsInUnit)
            {
                therapists.Keep(row.UserId, row.Version, known);
            }
        }

        return read;
    }

    private KnownCompany Read(CompanyId id, Asked<CompanyRow> asked)
    {
        var row = asked.Rows[0];
        var company = new Company(id, row.Name, new DatePeriod(row.ActiveFrom, row.ActiveUntil), row.Overrides, options.SettingDefaults);
        var known = new KnownCompany(company, new PurchasedHours([.. asked.Rows.Where(each => each.Kind is not null).Select(each => each.Purchase)]));
        if (!session.IsInUnit)
        {
            companies.Keep(id.Value, row.Version, known);
        }

        return known;
    }

    private sealed record AskedTherapists(Asked<TherapistTime.TherapistRow> Rows, Asked<TherapistTime.SourceRow> Sources);

    private sealed class CompanyRow : SettingsRow
    {
        public string Name { get; init; } = "";

        public uint Version { get; init; }

        public LocalDate? ActiveFrom { get; init; }

        public LocalDate? ActiveUntil { get; init; }

        /// <summary>Null: the company has bought nothing.</summary>
        public string? Kind { get; init; }

        public YearMonth? Month { get; init; }

        public int? Minutes { get; init; }

        public Instant? EnteredAt { get; init; }

        public Purchase Purchase => new(Codes.Purchase(Kind!), Month!.Value, new Minutes(Minutes!.Value), EnteredAt!.Value);
    }
}
