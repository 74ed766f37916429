using Scheduling.Application.Ports;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>
/// Therapists with everything that opens or closes their time (R30): two questions for any number of them. Whoever asks both without locks
/// asks for the rows first: then what opens and closes is never older than the version of the row.
/// </summary>
internal sealed class TherapistTime(DbSession session, PortalOptions options)
{
    private const string Columns = """
        SELECT t.user_id, t.version, t.time_zone, t.slot_step_minutes, t.buffer_minutes, t.max_minutes_per_day, t.max_minutes_per_week, t.max_visits_per_day
        """;

    private const string Select = Columns + " FROM {p}therapists t WHERE t.user_id IN @ids";

    /// <summary>
    /// The visits are found by themselves and then joined: asked for each therapist's row they would be looked for from his first one on.
    /// How far ahead visits are booked is what bounds them.
    /// </summary>
    private const string SelectWithVisits = $$"""
        {{Columns}}, v.visits
        FROM {p}therapists t
        LEFT JOIN (SELECT m.therapist_id, {{VisitList.Sql}} AS visits
                   FROM {p}meetings m
                   WHERE m.therapist_id IN @ids AND m.active = 1 AND m.starts_at >= @from
                   GROUP BY m.therapist_id) v ON v.therapist_id = t.user_id
        WHERE t.user_id IN @ids
        """;

    private const string SelectSources = """
        SELECT 'serves' AS source, therapist_id, company_id AS number, 0 AS from_minute, 0 AS until_minute,
               from_date, until_date, NULL AS from_local, NULL AS until_local
        FROM {p}company_therapists
        WHERE therapist_id IN @ids
        UNION ALL
        SELECT 'weekly', therapist_id, CAST(BIT_OR(1 << weekday) AS SIGNED), from_minute, until_minute, valid_from, valid_until, NULL, NULL
        FROM {p}therapist_availability
        WHERE therapist_id IN @ids AND (valid_from IS NULL OR valid_from <= @until) AND (valid_until IS NULL OR valid_until >= @from)
        GROUP BY therapist_id, from_minute, until_minute, valid_from, valid_until
        UNION ALL
        SELECT kind, therapist_id, 0, from_minute, until_minute, on_date, on_date, NULL, NULL
        FROM {p}therapist_availability_exceptions
        WHERE therapist_id IN @ids AND on_date BETWEEN @from AND @until
        UNION ALL
        SELECT 'absence', therapist_id, 0, 0, 0, NULL, weekly_until, from_local, until_local
        FROM {p}therapist_absences
        WHERE therapist_id IN @ids AND from_local < @after AND (until_local > @from OR weekly_until >= DATE_SUB(@from, INTERVAL 31 DAY))
        UNION ALL
        SELECT 'suspended', therapist_id, 0, 0, 0, from_date, until_date, NULL, NULL
        FROM {p}therapist_suspensions
        WHERE therapist_id IN @ids AND from_date <= @until AND (until_date IS NULL OR until_date >= @from)
        UNION ALL
        SELECT 'substituted', therapist_id, 0, 0, 0, from_date, until_date, NULL, NULL
        FROM {p}substitutions
        WHERE therapist_id IN @ids AND from_date <= @until AND until_date >= @from
        """;

    public Asked<TherapistRow> AskFor(IReadOnlyCollection<ulong> ids) => session.Ask<TherapistRow>(Select, new { ids });

    /// <summary>With their visits that start at this moment or later.</summary>
    public Asked<TherapistRow> AskWithVisits(IReadOnlyCollection<ulong> ids, Instant from) => session.Ask<TherapistRow>(SelectWithVisits, new { ids, from });

    /// <summary>What opens and closes their time on these dates, and all companies that they ever serve.</summary>
    public Asked<SourceRow> AskSources(IReadOnlyCollection<ulong> ids, DateInterval dates) => session.Ask<SourceRow>(
        SelectSources, new { ids, from = dates.Start, until = dates.End, after = dates.End.At(LocalTime.MaxValue) });

    /// <summary>By id.</summary>
    public IEnumerable<Therapist> Read(Asked<TherapistRow> rows, Asked<SourceRow> sources, DaysOff daysOff)
    {
        var byTherapist = sources.Rows.ToLookup(source => source.TherapistId);
        return rows.Rows.OrderBy(row => row.UserId).Select(row => Read(row, [.. byTherapist[row.UserId]], daysOff.Read()));
    }

    private Therapist Read(TherapistRow row, IReadOnlyList<SourceRow> sources, Holidays holidays) => new(
        new TherapistId(row.UserId),
        new WorkingTime(Codes.ZoneOrNull(row.TimeZone) ?? options.TimeZone, row.SlotStepMinutes, Sources(sources), holidays),
        new Minutes(row.BufferMinutes),
        new WorkingLimits(AsMinutes(row.MaxMinutesPerDay), AsMinutes(row.MaxMinutesPerWeek), row.MaxVisitsPerDay),
        [.. sources.Where(source => source.Source is "serves").Select(source => new Assignment(new CompanyId((ulong)source.Number), source.Dates))],
        [.. sources.Where(source => source.Source is "suspended").Select(source => source.Dates)]);

    private static WorkingTimeSources Sources(IReadOnlyList<SourceRow> rows) => new(
        [.. rows.Where(row => row.Source is "weekly").SelectMany(row => row.Weekdays, (row, day) => new WeeklyHours(day, row.Hours, row.Dates))],
        [.. rows.Where(row => row.Source is "opens" or "closes").Select(row =>
            new DatedHours(row.FromDate!.Value, row.Source is "opens" ? ChangeKind.Opens : ChangeKind.Closes, row.Hours))],
        [.. rows.Where(row => row.Source is "absence").Select(row => new Absence(row.FromLocal!.Value, row.UntilLocal!.Value, row.UntilDate))],
        [.. rows.Where(row => row.Source is "substituted").Select(row => row.Dates)]);

    private static Minutes? AsMinutes(int? value) => value is { } minutes ? new Minutes(minutes) : null;

    internal sealed class TherapistRow
    {
        public ulong UserId { get; init; }

        public uint Version { get; init; }

        public string? TimeZone { get; init; }

        public int SlotStepMinutes { get; init; }

        public int BufferMinutes { get; init; }

        public int? MaxMinutesPerDay { get; init; }

        public int? MaxMinutesPerWeek { get; init; }

        public int? MaxVisitsPerDay { get; init; }

        /// <summary>As <see cref="VisitList"/> has it, where they were asked for; null = none.</summary>
        public string? Visits { get; init; }
    }

    internal sealed class SourceRow
    {
        public string Source { get; init; } = "";

        public ulong TherapistId { get; init; }

        /// <summary>Of weekly hours a bit for each day of the week on which they hold, Monday = 1; of an assignment the company.</summary>
        public long Number { get; init; }

        public int FromMinute { get; init; }

        public int UntilMinute { get; init; }

        public LocalDate? FromDate { get; init; }

        public LocalDate? UntilDate { get; init; }

        public LocalDateTime? FromLocal { get; init; }

        public LocalDateTime? UntilLocal { get; init; }

        public IEnumerable<IsoDayOfWeek> Weekdays => Enumerable.Range(1, 7).Where(day => (Number & (1 << day)) != 0).Select(day => (IsoDayOfWeek)day);

        public DayHours Hours => new(FromMinute, UntilMinute);

        public DatePeriod Dates => new(FromDate, UntilDate);
    }
}
