using System.Globalization;
using Dapper;
using MySql.Data.MySqlClient;
using NodaTime.Extensions;
using Scheduling.Application.Ports;
using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Database;
using Scheduling.Infrastructure.WordPress;

namespace Scheduling.Infrastructure.Maintenance;

/// <summary>
/// Fills an empty database with the demo, and at each later start tops it up: visits around today, a company whose month is used up, a
/// therapist who is away next week. Refuses a database with a real WordPress in it.
/// </summary>
internal sealed class DemoSeeder(ConnectionFactory connections, TableNames tables, PortalOptions options, WordPressOptions wordPress, IClock clock)
{
    private const string CreateUsers = """
        CREATE TABLE IF NOT EXISTS {users} (
            ID BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
            user_login VARCHAR(60) NOT NULL DEFAULT '',
            user_pass VARCHAR(255) NOT NULL DEFAULT '',
            user_nicename VARCHAR(50) NOT NULL DEFAULT '',
            user_email VARCHAR(100) NOT NULL DEFAULT '',
            user_url VARCHAR(100) NOT NULL DEFAULT '',
            user_registered DATETIME NOT NULL DEFAULT '2000-01-01 00:00:00',
            user_activation_key VARCHAR(255) NOT NULL DEFAULT '',
            user_status INT(11) NOT NULL DEFAULT 0,
            display_name VARCHAR(250) NOT NULL DEFAULT '',
            PRIMARY KEY (ID),
            KEY user_login_key (user_login),
            KEY user_nicename (user_nicename),
            KEY user_email (user_email)
        ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci COMMENT='scheduling portal demo'
        """;

    private const string CreateUsermeta = """
        CREATE TABLE IF NOT EXISTS {usermeta} (
            umeta_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT,
            user_id BIGINT(20) UNSIGNED NOT NULL DEFAULT 0,
            meta_key VARCHAR(255) NULL,
            meta_value LONGTEXT NULL,
            PRIMARY KEY (umeta_id),
            KEY user_id (user_id),
            KEY meta_key (meta_key(191))
        ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci COMMENT='scheduling portal demo'
        """;

    public async Task<IReadOnlyList<DemoAccount>> Run(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenForLongWork(cancellationToken);
        await RefuseRealWordPress(connection);
        await connection.ExecuteAsync(tables.In(CreateUsers));
        await connection.ExecuteAsync(tables.In(CreateUsermeta));
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancellationToken);
        var work = new Work(connection, transaction, tables);
        if (await work.One<long>("SELECT COUNT(*) FROM {users}", null) == 0)
        {
            await AddPeople(work);
            await AddCompanies(work);
        }

        await TopUp(work);
        await transaction.CommitAsync(cancellationToken);
        return DemoPeople.Listed;
    }

    private async Task RefuseRealWordPress(MySqlConnection connection)
    {
        var comment = await connection.QueryFirstOrDefaultAsync<string>(
            "SELECT table_comment FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = @users",
            new { users = tables.Users });
        if (comment is not (null or "scheduling portal demo"))
        {
            throw new CannotBeDoneException($"The database already has WordPress users ('{tables.Users}'): the demo needs a database of its own.");
        }
    }

    private async Task AddPeople(Work work)
    {
        foreach (var person in DemoPeople.All)
        {
            await work.Do(
                """
                INSERT INTO {users} (ID, user_login, user_pass, user_nicename, user_email, display_name)
                VALUES (@Id, @Login, @hash, @Login, @email, @Name)
                """,
                new { person.Id, person.Login, person.Name, hash = DemoPeople.PasswordHash, email = $"{person.Login}@example.test" });
            var roles = string.Concat(person.Roles.Select(role => string.Create(CultureInfo.InvariantCulture, $"s:{role.Length}:\"{role}\";b:1;")));
            await work.Do(
                "INSERT INTO {usermeta} (user_id, meta_key, meta_value) VALUES (@Id, @key, @value)",
                new { person.Id, key = wordPress.CapabilitiesKey, value = string.Create(CultureInfo.InvariantCulture, $"a:{person.Roles.Count}:{{{roles}}}") });
        }

        await work.Do("INSERT INTO {p}provider_settings (name, value) VALUES ('demo', 'on')", null);
    }

    private async Task AddCompanies(Work work)
    {
        var now = clock.GetCurrentInstant();
        var thisMonth = now.MonthIn(options.TimeZone);
        foreach (var therapist in DemoPeople.Therapists)
        {
            await work.Do(
                """
                INSERT INTO {p}therapists (user_id, slot_step_minutes, buffer_minutes, max_visits_per_day, created_at)
                VALUES (@Id, @Step, @Buffer, @VisitsPerDay, @now)
                """,
                new { therapist.Id, therapist.Step, therapist.Buffer, therapist.VisitsPerDay, now });
            foreach (var (day, from, until) in therapist.Week)
            {
                await work.Do(
                    "INSERT INTO {p}therapist_availability (therapist_id, weekday, from_minute, until_minute) VALUES (@Id, @day, @from, @until)",
                    new { therapist.Id, day, from = from * 60, until = until * 60 });
            }
        }

        foreach (var company in DemoPeople.Companies)
        {
            await work.Do(
                "INSERT INTO {p}companies (id, name, booking_interval_days, created_at) VALUES (@Id, @Name, @IntervalDays, @now)",
                new { company.Id, company.Name, company.IntervalDays, now });
            await work.Do(
                """
                INSERT INTO {p}number_of_purchased_hours (company_id, kind, month, minutes, entered_by, entered_at)
                VALUES (@Id, 'allowance', @month, @AllowanceMinutes, 1, @now)
                """,
                new { company.Id, month = thisMonth.PlusMonths(-2), company.AllowanceMinutes, now });
            foreach (var therapist in company.Therapists)
            {
                await work.Do(
                    "INSERT INTO {p}company_therapists (company_id, therapist_id) VALUES (@Id, @therapist)", new { company.Id, therapist });
            }
        }

        foreach (var patient in DemoPeople.All.Where(person => person.Roles is ["patient"]))
        {
            await work.Do(
                """
                INSERT INTO {p}patients (user_id, company_id, booking_interval_days, visit_minutes, booking_notice_hours, language, time_zone, created_at)
                VALUES (@Id, @Company, @IntervalDays, @VisitMinutes, @NoticeHours, @Language, @TimeZone, @now)
                """,
                new { patient.Id, patient.Company, patient.IntervalDays, patient.VisitMinutes, patient.NoticeHours, patient.Language, patient.TimeZone, now });
        }
    }

    private async Task TopUp(Work work)
    {
        var now = clock.GetCurrentInstant();
        var today = now.DateIn(options.TimeZone);
        await work.LockEverything();
        await KeepAwayNextWeek(work, today);
        foreach (var visit in DemoVisits.Around(today))
        {
            await AddVisit(work, visit, now);
        }

        await work.Do(
            """
            INSERT INTO {p}used_hours (company_id, month, used_minutes, version)
            SELECT company_id, budget_month, SUM(minutes), 1 FROM {p}meetings WHERE active = 1 GROUP BY company_id, budget_month
            ON DUPLICATE KEY UPDATE used_minutes = VALUES(used_minutes), version = version + 1
            """,
            null);
        await UseUpTheMonth(work, today.ToYearMonth(), now);
    }

    private static async Task KeepAwayNextWeek(Work work, LocalDate today)
    {
        var monday = today.With(DateAdjusters.Next(IsoDayOfWeek.Monday));
        var away = new { id = DemoPeople.AwayNextWeek, from = monday.AtMidnight(), until = monday.PlusDays(7).AtMidnight() };
        if (await work.One<long>("SELECT COUNT(*) FROM {p}therapist_absences WHERE therapist_id = @id AND from_local = @from", away) == 0)
        {
            await work.Do("INSERT INTO {p}therapist_absences (therapist_id, from_local, until_local) VALUES (@id, @from, @until)", away);
        }
    }

    /// <summary>Only where neither side has another visit around it, cancelled ones included: what was tried out stays as it is.</summary>
    private async Task AddVisit(Work work, DemoVisit visit, Instant now)
    {
        var slot = DemoVisits.SlotOf(visit, options.TimeZone);
        await work.Do(
            """
            INSERT INTO {p}meetings (public_id, patient_id, therapist_id, company_id, starts_at, ends_at, minutes, budget_month, status,
                                     booked_by, booked_role, booked_at, cancelled_by, cancelled_role, cancelled_at, ical_uid)
            SELECT @id, @Patient, @Therapist, @Company, @start, @end, @minutes, @month, @status, @Patient, 'patient', @bookedAt,
                   IF(@Cancelled, @Patient, NULL), IF(@Cancelled, 'patient', NULL), IF(@Cancelled, @now, NULL), CONCAT('visit-', @id, '@localhost')
            FROM DUAL
            WHERE NOT EXISTS (SELECT 1 FROM {p}meetings
                              WHERE (therapist_id = @Therapist OR patient_id = @Patient) AND starts_at < @end AND ends_at > @start)
            """,
            new
            {
                id = Guid.NewGuid().ToString("N"),
                visit.Patient,
                visit.Therapist,
                visit.Company,
                start = slot.Start,
                end = slot.End,
                minutes = slot.Length.Value,
                month = slot.Start.MonthIn(options.TimeZone),
                status = visit.Cancelled ? "cancelled" : "booked",
                bookedAt = Instant.Min(now, slot.Start - Duration.FromDays(5)),
                visit.Cancelled,
                now,
            });
    }

    /// <summary>The company with the full month: what it has left this month is taken back by a correction.</summary>
    private static async Task UseUpTheMonth(Work work, YearMonth month, Instant now) => await work.Do(
        """
        INSERT INTO {p}number_of_purchased_hours (company_id, kind, month, minutes, reason, entered_by, entered_at)
        SELECT 2, 'top_up', @month, u.used_minutes - bought.minutes, 'demo', 1, @now
        FROM {p}used_hours u
        JOIN (SELECT SUM(minutes) AS minutes FROM {p}number_of_purchased_hours
              WHERE company_id = 2 AND (kind = 'allowance' OR month = @month)) bought
        WHERE u.company_id = 2 AND u.month = @month AND u.used_minutes <> bought.minutes
        """,
        new { month, now });

    private sealed record Work(MySqlConnection Connection, MySqlTransaction Transaction, TableNames Tables)
    {
        public Task<int> Do(string sql, object? parameters) => Connection.ExecuteAsync(Tables.In(sql), parameters, Transaction);

        public Task<T?> One<T>(string sql, object? parameters) => Connection.QueryFirstOrDefaultAsync<T>(Tables.In(sql), parameters, Transaction);

        /// <summary>The locks of everything that writes visits, for all rows at once in the fixed order.</summary>
        public async Task LockEverything()
        {
            await Do("UPDATE {p}patients SET version = version + 1 ORDER BY user_id", null);
            await Do("UPDATE {p}companies SET version = version + 1 ORDER BY id", null);
            await Do("UPDATE {p}therapists SET version = version + 1 ORDER BY user_id", null);
            await Do("UPDATE {p}used_hours SET version = version + 1 ORDER BY company_id, month", null);
        }
    }
}
