using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>The therapists who serve a company, with everything that opens or closes their time (R30): two questions for any number of them.</summary>
internal sealed class TherapistTime(DbSession session, Application.Ports.PortalOptions options)
{
    private const string SelectTherapists = """
        SELECT t.user_id, t.time_zone, t.slot_step_minutes, t.buffer_minutes, t.max_minutes_per_day, t.max_minutes_per_week,
               t.max_visits_per_day, ct.from_date, ct.until_date
        FROM {p}company_therapists ct
        JOIN {p}therapists t ON t.user_id = ct.therapist_id
        WHERE ct.company_id = COALESCE(@company, (SELECT p.company_id FROM {p}patients p WHERE p.user_id = @patient))
          AND (@only IS NULL OR ct.therapist_id = @only)
          AND (ct.from_date IS NULL OR ct.from_date <= @until)
          AND (ct.until_date IS NULL OR ct.until_date >= @from)
        """;

    private const string SelectTimeSources = """
        SELECT 'weekly' AS source, therapist_id, CAST(BIT_OR(1 << weekday) AS SIGNED) AS weekdays, from_minute, until_minute,
               valid_from AS from_date, valid_until AS until_date, NULL AS from_local, NULL AS until_local
        FROM {p}therapist_availability
        WHERE therapist_id IN (SELECT ct.therapist_id FROM {p}company_therapists ct WHERE ct.company_id = @company AND (@only IS NULL OR ct.therapist_id = @only)) AND (valid_from IS NULL OR valid_from <= @until) AND (valid_until IS NULL OR valid_until >= @from)
        GROUP BY therapist_id, from_minute, until_minute, valid_from, valid_until
        UNION ALL
        SELECT kind, therapist_id, 0, from_minute, until_minute, on_date, on_date, NULL, NULL
        FROM {p}therapist_availability_exceptions
        WHERE therapist_id IN (SELECT ct.therapist_id FROM {p}company_therapists ct WHERE ct.company_id = @company AND (@only IS NULL OR ct.therapist_id = @only)) AND on_date BETWEEN @from AND @until
        UNION ALL
        SELECT 'absence', therapist_id, 0, 0, 0, NULL, weekly_until, from_local, until_local
        FROM {p}therapist_absences
        WHERE therapist_id IN (SELECT ct.therapist_id FROM {p}company_therapists ct WHERE ct.company_id = @company AND (@only IS NULL OR ct.therapist_id = @only)) AND from_local < @after AND (until_local > @from OR weekly_until >= DATE_SUB(@from, INTERVAL 31 DAY))
        UNION ALL
        SELECT 'suspended', therapist_id, 0, 0, 0, from_date, until_date, NULL, NULL
        FROM {p}therapist_suspensions
        WHERE therapist_id IN (SELECT ct.therapist_id FROM {p}company_therapists ct WHERE ct.company_id = @company AND (@only IS NULL OR ct.therapist_id = @only)) AND from_date <= @until AND (until_date IS NULL OR until_date >= @from)
        UNION ALL
        SELECT 'substituted', therapist_id, 0, 0, 0, from_date, until_date, NULL, NULL
        FROM {p}substitutions
        WHERE therapist_id IN (SELECT ct.therapist_id FROM {p}company_therapists ct WHERE ct.company_id = @company AND (@only IS NULL OR ct.therapist_id = @only)) AND from_date <= @until AND until_date >= @from
        UNION ALL
        SELECT 'holiday', 0, 0, 0, 0, on_date, on_date, NULL, NULL
        FROM {p}holidays
        WHERE on_date BETWEEN @from AND @until
        UNION ALL
        SELECT 'no_polish_holidays', 0, 0, 0, 0, NULL, NULL, NULL, NULL
        FROM {p}provider_settings
        WHERE name = 'polish_holidays' AND value = 'off'
        """;

    /// <summary>
    /// Therapists assigned at any of these dates to the company, which is the patient's where none is given; with <paramref name="only"/> at
    /// most that one.
    /// </summary>
    public Asked<TherapistRow> AskServing(PatientId patient, CompanyId? company, TherapistId? only, DateInterval dates) => session.Ask<TherapistRow>(
        SelectTherapists,
        new { patient = patient.Value, company = company?.Value, only = only?.Value, from = dates.Start, until = dates.End });

    /// <summary>What opens and closes the time of those who ever serve the company, or of the one.</summary>
    public Asked<SourceRow> AskSources(CompanyId company, TherapistId? only, DateInterval dates) => session.Ask<SourceRow>(
        SelectTimeSources, new { company = company.Value, only = only?.Value, from = dates.Start, until = dates.End, after = dates.End.PlusDays(1) });

    /// <summary>By id.</summary>
    public IEnumerable<Therapist> Read(CompanyId company, Asked<TherapistRow> serving, Asked<SourceRow> sources)
    {
        var holidays = HolidaysIn(sources.Rows);
        var byTherapist = sources.Rows.ToLookup(source => source.TherapistId);
        return serving.Rows
            .GroupBy(row => row.UserId)
            .OrderBy(group => group.Key)
            .Select(group => Read(company, [.. group], [.. byTherapist[group.Key]], holidays));
    }

    private Therapist Read(CompanyId company, IReadOnlyList<TherapistRow> rows, IReadOnlyList<SourceRow> sources, Holidays holidays)
    {
        var profile = rows[0];
        return new Therapist(
            new TherapistId(profile.UserId),
            new WorkingTime(Codes.ZoneOrNull(profile.TimeZone) ?? options.TimeZone, profile.SlotStepMinutes, Sources(sources), holidays),
            new Minutes(profile.BufferMinutes),
            new WorkingLimits(AsMinutes(profile.MaxMinutesPerDay), AsMinutes(profile.MaxMinutesPerWeek), profile.MaxVisitsPerDay),
            [.. rows.Select(row => new Assignment(company, new DatePeriod(row.FromDate, row.UntilDate)))],
            [.. sources.Where(source => source.Source is "suspended").Select(source => source.Dates)]);
    }

    private static WorkingTimeSources Sources(IReadOnlyList<SourceRow> rows) => new(
        [.. rows.Where(row => row.Source is "weekly").SelectMany(row => row.Days, (row, day) => new WeeklyHours(day, row.Hours, row.Dates))],
        [.. rows.Where(row => row.Source is "opens" or "closes").Select(row =>
            new DatedHours(row.FromDate!.Value, row.Source is "opens" ? ChangeKind.Opens : ChangeKind.Closes, row.Hours))],
        [.. rows.Where(row => row.Source is "absence").Select(row => new Absence(row.FromLocal!.Value, row.UntilLocal!.Value, row.UntilDate))],
        [.. rows.Where(row => row.Source is "substituted").Select(row => row.Dates)]);

    private static Holidays HolidaysIn(IReadOnlyList<SourceRow> rows) => new(
        rows.Where(row => row.Source is "holiday").Select(row => row.FromDate!.Value).ToHashSet(),
        Polish: rows.All(row => row.Source is not "no_polish_holidays"));

    private static Minutes? AsMinutes(int? value) => value is { } minutes ? new Minutes(minutes) : null;

    internal sealed class TherapistRow
    {
        public ulong UserId { get; init; }

        public string? TimeZone { get; init; }

        public int SlotStepMinutes { get; init; }

        public int BufferMinutes { get; init; }

        public int? MaxMinutesPerDay { get; init; }

        public int? MaxMinutesPerWeek { get; init; }

        public int? MaxVisitsPerDay { get; init; }

        public LocalDate? FromDate { get; init; }

        public LocalDate? UntilDate { get; init; }
    }

    internal sealed class SourceRow
    {
        public string Source { get; init; } = "";

        public ulong TherapistId { get; init; }

        /// <summary>A bit for each day of the week with the same hours, Monday = 1.</summary>
        public int Weekdays { get; init; }

        public int FromMinute { get; init; }

        public int UntilMinute { get; init; }

        public LocalDate? FromDate { get; init; }

        public LocalDate? UntilDate { get; init; }

        public LocalDateTime? FromLocal { get; init; }

        public LocalDateTime? UntilLocal { get; init; }

        public IEnumerable<IsoDayOfWeek> Days => Enumerable.Range(1, 7).Where(day => (Weekdays & (1 << day)) != 0).Select(day => (IsoDayOfWeek)day);

        public DayHours Hours => new(FromMinute, UntilMinute);

        public DatePeriod Dates => new(FromDate, UntilDate);
    }
}
