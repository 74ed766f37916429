using System.Globalization;
using Scheduling.Domain.Budgets;
using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>
/// What is taken already: the time of therapists and of the patient by visits, and the hours of the company. One question, and every part of
/// it is bounded on both sides, or its cost would grow with the years (no visit is longer than 240 minutes).
/// </summary>
internal sealed class TakenTime(DbSession session)
{
    /// <summary>
    /// All visits of a therapist in one row, each as seconds after <c>@from</c> + seconds it lasts: with thousands of rows the driver
    /// would cost many times what the server does. <c>minutes</c> is their number, so that a text that was cut short is noticed.
    /// </summary>
    private const string OfTherapists = """
        SELECT 'visits' AS kind, therapist_id, NULL AS starts_at, NULL AS ends_at, NULL AS month, COUNT(*) AS minutes,
               GROUP_CONCAT(TIMESTAMPDIFF(SECOND, @from, starts_at), '+', TIMESTAMPDIFF(SECOND, starts_at, ends_at)) AS list
        FROM {p}meetings
        WHERE therapist_id IN @therapists AND active = 1 AND starts_at >= @from AND starts_at < @until
        GROUP BY therapist_id
        """;

    /// <summary>As far to both sides as the therapist's own buffer reaches; only where he has limits, as far as they count.</summary>
    private const string OfOneTherapist = """
        SELECT 'visit' AS kind, m.therapist_id, m.starts_at, m.ends_at, NULL AS month, 0 AS minutes, NULL AS list
        FROM {p}therapists t
        JOIN {p}meetings m ON m.therapist_id = t.user_id AND m.active = 1
        WHERE t.user_id = @therapist
          AND m.starts_at > DATE_SUB(@start, INTERVAL IF(COALESCE(t.max_minutes_per_day, t.max_minutes_per_week, t.max_visits_per_day) IS NULL,
                                                         240 + t.buffer_minutes, 8 * 1440) MINUTE)
          AND m.starts_at < DATE_ADD(@end, INTERVAL IF(COALESCE(t.max_minutes_per_day, t.max_minutes_per_week, t.max_visits_per_day) IS NULL,
                                                       t.buffer_minutes, 8 * 1440) MINUTE)
        """;

    /// <summary>The truth about used hours is the Σ of the visits.</summary>
    private const string OfPatientAndCompany = """
        UNION ALL
        SELECT 'own', 0, starts_at, ends_at, NULL, 0, NULL
        FROM {p}meetings
        WHERE patient_id = @patient AND active = 1 AND starts_at > @ownFrom
        UNION ALL
        SELECT kind, 0, NULL, entered_at, month, minutes, NULL
        FROM {p}number_of_purchased_hours
        WHERE company_id = @company AND month <= @last
        UNION ALL
        SELECT 'used', 0, NULL, NULL, budget_month, CAST(SUM(minutes) AS SIGNED), NULL
        FROM {p}meetings
        WHERE company_id = @company AND budget_month BETWEEN @first AND @last AND active = 1
        GROUP BY budget_month
        """;

    private const string All = OfTherapists + "\n" + OfPatientAndCompany;

    private const string One = OfOneTherapist + "\n" + OfPatientAndCompany;

    /// <summary>
    /// Everything that rules about starts inside this stretch ask of these therapists; of their visits those that start inside
    /// <paramref name="weeks"/>.
    /// </summary>
    public Asked<Row> Ask(
        PatientId patient, CompanyId company, int intervalDays, IReadOnlyList<ulong> therapists, TimeSlot starts, TimeSlot weeks, DateInterval dates) =>
        session.Ask<Row>(
            All,
            new
            {
                therapists,
                from = weeks.Start,
                until = weeks.End,
                patient = patient.Value,
                ownFrom = OwnFrom(starts, intervalDays),
                company = company.Value,
                first = dates.Start.ToYearMonth(),
                last = dates.End.ToYearMonth(),
            });

    /// <summary>The same for one therapist and visits of this length.</summary>
    public Asked<Row> Ask(
        PatientId patient, CompanyId company, int intervalDays, TherapistId therapist, TimeSlot starts, Minutes length, DateInterval dates) =>
        session.Ask<Row>(
            One,
            new
            {
                therapist = therapist.Value,
                start = starts.Start,
                end = starts.End + length.AsDuration,
                patient = patient.Value,
                ownFrom = OwnFrom(starts, intervalDays),
                company = company.Value,
                first = dates.Start.ToYearMonth(),
                last = dates.End.ToYearMonth(),
            });

    /// <summary>By therapist; <paramref name="weeks"/> as asked.</summary>
    public static Dictionary<ulong, List<TimeSlot>> Visits(Asked<Row> taken, TimeSlot weeks) => taken.Rows
        .Where(row => row.Kind is "visit" or "visits")
        .GroupBy(row => row.TherapistId)
        .ToDictionary(
            rows => rows.Key,
            rows => rows.SelectMany(row => row.List is null ? [new TimeSlot(row.StartsAt!.Value, row.EndsAt!.Value)] : Listed(row, weeks.Start)).ToList());

    private static List<TimeSlot> Listed(Row row, Instant from)
    {
        var visits = new List<TimeSlot>(row.Minutes);
        foreach (var part in row.List.AsSpan().Split(','))
        {
            var visit = row.List.AsSpan(part);
            var plus = visit.IndexOf('+');
            var start = from + Duration.FromSeconds(long.Parse(visit[..plus], NumberStyles.None, CultureInfo.InvariantCulture));
            visits.Add(new TimeSlot(start, start + Duration.FromSeconds(long.Parse(visit[(plus + 1)..], NumberStyles.None, CultureInfo.InvariantCulture))));
        }

        return visits.Count == row.Minutes ? visits : throw new InvalidOperationException("The list of visits was cut short.");
    }

    public static IEnumerable<TimeSlot> Own(Asked<Row> taken) =>
        taken.Rows.Where(row => row.Kind is "own").Select(row => new TimeSlot(row.StartsAt!.Value, row.EndsAt!.Value));

    public static PurchasedHours Purchased(Asked<Row> taken) => new([
        .. taken.Rows.Where(row => row.Kind is "allowance" or "top_up").Select(row => new Purchase(
            row.Kind is "allowance" ? PurchaseKind.Allowance : PurchaseKind.TopUp, row.Month!.Value, new Minutes(row.Minutes), row.EndsAt!.Value))]);

    public static Dictionary<YearMonth, Minutes> Used(Asked<Row> taken) =>
        taken.Rows.Where(row => row.Kind is "used").ToDictionary(row => row.Month!.Value, row => new Minutes(row.Minutes));

    /// <summary>As far back as the interval between two visits reaches (R12), counted in days of the company, and a day more for zones.</summary>
    private static Instant OwnFrom(TimeSlot starts, int intervalDays) => starts.Start - Duration.FromDays(intervalDays + 2);

    internal sealed class Row
    {
        public string Kind { get; init; } = "";

        public ulong TherapistId { get; init; }

        public Instant? StartsAt { get; init; }

        /// <summary>Of a purchase: when it was entered.</summary>
        public Instant? EndsAt { get; init; }

        public YearMonth? Month { get; init; }

        public int Minutes { get; init; }

        public string? List { get; init; }
    }
}
