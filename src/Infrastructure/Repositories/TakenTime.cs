using Scheduling.Domain.Budgets;
using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>
/// What is taken already: the time of the patient and of one therapist by visits, and the hours of the company. One question, and every part
/// of it is bounded on both sides, or its cost would grow with the years (no visit is longer than 240 minutes).
/// </summary>
internal sealed class TakenTime(DbSession session)
{
    /// <summary>As far to both sides as the therapist's own buffer reaches; only where he has limits, as far as they count.</summary>
    private const string OfTherapist = """
        SELECT 'visit' AS kind, m.starts_at, m.ends_at, NULL AS month, 0 AS minutes, NULL AS list
        FROM {p}therapists t
        JOIN {p}meetings m ON m.therapist_id = t.user_id AND m.active = 1
        WHERE t.user_id = @therapist
          AND m.starts_at > DATE_SUB(@start, INTERVAL IF(COALESCE(t.max_minutes_per_day, t.max_minutes_per_week, t.max_visits_per_day) IS NULL,
                                                         240 + t.buffer_minutes, 8 * 1440) MINUTE)
          AND m.starts_at < DATE_ADD(@end, INTERVAL IF(COALESCE(t.max_minutes_per_day, t.max_minutes_per_week, t.max_visits_per_day) IS NULL,
                                                       t.buffer_minutes, 8 * 1440) MINUTE)
        UNION ALL

        """;

    private const string OfPatient = $$"""
        SELECT 'own' AS kind, NULL AS starts_at, NULL AS ends_at, NULL AS month, 0 AS minutes,
               {{VisitList.Sql}} AS list
        FROM {p}meetings m
        WHERE m.patient_id = @patient AND m.active = 1 AND m.starts_at > @from
        UNION ALL
        SELECT kind, NULL, entered_at, month, minutes, NULL
        FROM {p}number_of_purchased_hours
        WHERE company_id = @company AND month <= @last
        UNION ALL

        """;

    /// <summary>The truth about used hours is the Σ of the visits.</summary>
    private const string Sum = """
        SELECT 'used', NULL, NULL, budget_month, CAST(SUM(minutes) AS SIGNED), NULL
        FROM {p}meetings
        WHERE company_id = @company AND budget_month BETWEEN @first AND @last AND active = 1
        GROUP BY budget_month
        """;

    private const string Select = OfTherapist + OfPatient + Sum;

    /// <summary>Everything that rules about starts inside this stretch ask of one therapist and visits of this length.</summary>
    public Asked<Row> Ask(
        PatientId patient, CompanyId company, int intervalDays, TherapistId therapist, TimeSlot starts, Minutes length, DateInterval dates) =>
        session.Ask<Row>(
            Select,
            new
            {
                therapist = therapist.Value,
                start = starts.Start,
                end = starts.End + length.AsDuration,
                patient = patient.Value,
                company = company.Value,
                from = OwnFrom(starts, intervalDays),
                first = dates.Start.ToYearMonth(),
                last = dates.End.ToYearMonth(),
            });

    public static IEnumerable<TimeSlot> OfTherapistIn(Asked<Row> taken) =>
        taken.Rows.Where(row => row.Kind is "visit").Select(row => new TimeSlot(row.StartsAt!.Value, row.EndsAt!.Value));

    /// <param name="starts">As asked; and the interval too.</param>
    public static IReadOnlyList<TimeSlot> Own(Asked<Row> taken, TimeSlot starts, int intervalDays) =>
        VisitList.Read(taken.Rows.Single(row => row.Kind is "own").List!, OwnFrom(starts, intervalDays));

    public static PurchasedHours Purchased(Asked<Row> taken) => new([
        .. taken.Rows.Where(row => row.Kind is "allowance" or "top_up").Select(row => new Purchase(
            Codes.Purchase(row.Kind), row.Month!.Value, new Minutes(row.Minutes), row.EndsAt!.Value))]);

    public static Dictionary<YearMonth, Minutes> Used(Asked<Row> taken) =>
        taken.Rows.Where(row => row.Kind is "used").ToDictionary(row => row.Month!.Value, row => new Minutes(row.Minutes));

    /// <summary>
    /// As far back as the interval between two visits reaches (R12), counted in days of the company, and a day more for zones; midnight in
    /// UTC, for moments are told in whole seconds after it.
    /// </summary>
    public static Instant OwnFrom(TimeSlot starts, int intervalDays) =>
        starts.Start.InUtc().Date.PlusDays(-(intervalDays + 2)).AtMidnight().InUtc().ToInstant();

    internal sealed class Row
    {
        public string Kind { get; init; } = "";

        public Instant? StartsAt { get; init; }

        /// <summary>Of a purchase: when it was entered.</summary>
        public Instant? EndsAt { get; init; }

        public YearMonth? Month { get; init; }

        public int Minutes { get; init; }

        /// <summary>As <see cref="VisitList"/> has it.</summary>
        public string? List { get; init; }
    }
}
