using System.Globalization;
using NodaTime.Text;
using Scheduling.Application.Appointments;
using Scheduling.Application.Ports;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>
/// The one question of a page that lists times: all that is the patient's own, what the company's months have used, and in which version his
/// company and the therapists who serve it are. What is many stands in one text, for the driver spends far more on a row than the server.
/// </summary>
internal sealed class PageOfTimes(DbSession session, PortalOptions options)
{
    private const string Select = $$"""
        SELECT p.company_id, c.version AS company_version, p.active, p.booking_interval_days, p.visit_minutes, p.booking_notice_hours,
               p.cancellation_notice_hours, p.booking_horizon_days, p.reminder_hours, p.sms_enabled, p.language, p.time_zone,
               (SELECT GROUP_CONCAT(DISTINCT t.user_id, ':', t.version)
                FROM {p}company_therapists ct
                JOIN {p}therapists t ON t.user_id = ct.therapist_id
                WHERE ct.company_id = p.company_id AND (ct.from_date IS NULL OR ct.from_date <= @until) AND (ct.until_date IS NULL OR ct.until_date >= @from)) AS therapists,
               (SELECT GROUP_CONCAT(u.month, ':', u.used_minutes)
                FROM {p}used_hours u
                WHERE u.company_id = p.company_id AND u.month BETWEEN @first AND @last) AS used,
               (SELECT GROUP_CONCAT(TIMESTAMPDIFF(SECOND, @since, m.starts_at), ':', TIMESTAMPDIFF(SECOND, m.starts_at, m.ends_at), ':', m.status, ':', m.public_id)
                FROM {p}meetings m
                WHERE m.patient_id = p.user_id
                  AND m.starts_at >= DATE_SUB(@since, INTERVAL GREATEST(@interval, COALESCE(p.booking_interval_days, 0), COALESCE(c.booking_interval_days, 0)) DAY)) AS visits,
               (SELECT m.therapist_id
                FROM {p}meetings m
                WHERE m.patient_id = p.user_id AND m.active = 1 AND m.status = 'booked' AND m.starts_at <= @now
                ORDER BY m.starts_at DESC
                LIMIT 1) AS met_last,
               {{DaysOff.Columns}}
        FROM {p}patients p
        JOIN {p}companies c ON c.id = p.company_id
        WHERE p.user_id = @patient
        """;

    /// <summary>
    /// Null: no patient, or one without a company (R5). <paramref name="dates"/> are those of the starts, with room for zones. Visits from
    /// <paramref name="since"/> on (a whole second), and before it as far back as the longest interval reaches that could be in force (R12).
    /// </summary>
    public async Task<Row?> Find(PatientId patient, Instant since, DateInterval dates, Instant now, CancellationToken cancellationToken) =>
        await session.QueryOneOften<Row>(
            Select,
            new
            {
                patient = patient.Value,
                from = dates.Start,
                until = dates.End,
                first = dates.Start.ToYearMonth(),
                last = dates.End.ToYearMonth(),
                since,
                interval = options.SettingDefaults.BookingIntervalDays,
                now,
            },
            cancellationToken);

    internal sealed class Row : SettingsRow
    {
        public ulong CompanyId { get; init; }

        public uint CompanyVersion { get; init; }

        public bool Active { get; init; }

        public string? Therapists { get; init; }

        public string? Used { get; init; }

        public string? Visits { get; init; }

        public ulong? MetLast { get; init; }

        public string? Listed { get; init; }

        public string? Polish { get; init; }

        public DaysOff DaysOff => new(Listed, Polish);

        /// <summary>Who serves the company on any of the dates, and the version of his row.</summary>
        public IEnumerable<(ulong Id, uint Version)> Serving() =>
            Parts(Therapists).Select(part => (ulong.Parse(part[0], CultureInfo.InvariantCulture), uint.Parse(part[1], CultureInfo.InvariantCulture)));

        /// <summary>The Σ of a month as the last booking, move or cancelling set it (R21).</summary>
        public Dictionary<YearMonth, Minutes> UsedByMonth() => Parts(Used).ToDictionary(
            part => LocalDatePattern.Iso.Parse(part[0]).Value.ToYearMonth(), part => new Minutes(int.Parse(part[1], CultureInfo.InvariantCulture)));

        /// <summary>The patient's visits by start, cancelled ones too; <paramref name="since"/> and <paramref name="now"/> as asked.</summary>
        public IReadOnlyList<OwnVisit> OwnVisits(Instant since, Instant now) => [.. (
            from part in Parts(Visits)
            let start = since + Duration.FromSeconds(long.Parse(part[0], CultureInfo.InvariantCulture))
            let end = start + Duration.FromSeconds(long.Parse(part[1], CultureInfo.InvariantCulture))
            orderby start
            select new OwnVisit(Guid.ParseExact(part[3], "N"), new TimeSlot(start, end), VisitStates.Of(Codes.Status(part[2]), start, end, now)))];

        private static IEnumerable<string[]> Parts(string? list) =>
            (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(':'));
    }
}
