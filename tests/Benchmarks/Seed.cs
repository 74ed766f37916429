using System.Globalization;
using System.Text;
using Dapper;
using MySql.Data.MySqlClient;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Benchmarks;

/// <summary>How big: so many companies, each served by so many of the therapists, visits in the past and in the 31 days that are looked at.</summary>
internal sealed record Size(string Name, int Companies, int TherapistsEach, int Therapists, int Patients, int PastVisits, int ComingVisits)
{
    public int Visits => PastVisits + ComingVisits;

    /// <summary>PERFORMANCE.md: 20 therapists, 500 patients, 7,000 visits.</summary>
    public static readonly Size Small = new("7,000 visits", 5, 20, 20, 500, 5_250, 1_750);

    /// <summary>The same month to look at, only the past is longer.</summary>
    public static readonly Size TenTimesThePast = Small with { Name = "70,000 visits", PastVisits = 68_250 };

    public static readonly Size Large = new("1,000,000 visits", 200, 5, 200, 10_000, 980_000, 20_000);
}

/// <summary>
/// Made-up people by rows of thousands. Therapists work from 8 to 16 on weekdays, a visit of 50 minutes begins at every full hour until the
/// wanted number is reached, from this month backwards. Beside them <see cref="Bookers"/> companies with as many therapists and nothing
/// booked, for those who book: ids of theirs begin at <see cref="FirstBooker"/>.
/// </summary>
internal static class Seed
{
    public const ulong FirstTherapist = 1_000_001;
    public const ulong FirstPatient = 2_000_001;
    public const ulong FirstBooker = 3_000_001;
    public const int Bookers = 32;
    public const int PatientsPerBooker = 8;
    public const string PasswordHash = "-";

    /// <summary>A Monday at 8 in Warsaw.</summary>
    public static readonly Instant Now = Instant.FromUtc(2027, 1, 11, 7, 0);

    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];
    private static readonly LocalDate Today = new(2027, 1, 11);

    /// <summary>The company that all who book together share.</summary>
    public static ulong SharedCompany => FirstBooker + Bookers;

    public static ulong BookerTherapist(int booker) => FirstBooker + 1000 + (ulong)booker;

    /// <summary>Patients of the booker's own company, and of the shared one.</summary>
    public static ulong BookerPatient(int booker, int number, bool shared) =>
        FirstBooker + (shared ? 20_000ul : 10_000ul) + (ulong)((booker * PatientsPerBooker) + number);

    /// <summary>
    /// The n-th time that a booker's therapist has: a quarter of an hour each, day and night, spread over a year so that no month gets
    /// more visits than a real one. There are 34,560.
    /// </summary>
    public static Instant BookerTime(int number) =>
        Now + Duration.FromDays(2 + (number * 37 % 360)) + Duration.FromMinutes(15 * (number / 360));

    /// <summary>Companies with five therapists and with one, each with one patient, for the page of fewer therapists.</summary>
    public static ulong PatientOfFive => FirstBooker + 40_005;

    public static ulong PatientOfOne => FirstBooker + 40_001;

    public static async Task Fill(Server server, Size size)
    {
        using var connections = new ConnectionFactory(server.ConnectionString);
        var tables = new TableNames("wp_");
        await new Migrator(connections, tables).Run(CancellationToken.None);
        using var connection = server.Open();
        connection.Execute("SET SESSION foreign_key_checks = 0, unique_checks = 0, time_zone = '+00:00'");
        People(connection, tables, size);
        Visits(connection, tables, size);
        connection.Execute(tables.In("""
            INSERT INTO {p}used_hours (company_id, month, used_minutes)
            SELECT company_id, budget_month, SUM(minutes) FROM {p}meetings WHERE active = 1 GROUP BY company_id, budget_month
            """));
        connection.Execute(tables.In("ANALYZE TABLE {p}meetings, {p}company_therapists, {p}therapist_availability, {p}patients, {users}, {usermeta}"));
    }

    private static void People(MySqlConnection connection, TableNames tables, Size size)
    {
        connection.Execute(tables.In("""
            CREATE TABLE {users} (ID BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, user_login VARCHAR(60) NOT NULL DEFAULT '',
              user_pass VARCHAR(255) NOT NULL DEFAULT '', user_email VARCHAR(100) NOT NULL DEFAULT '',
              user_registered DATETIME NOT NULL DEFAULT '2000-01-01', display_name VARCHAR(250) NOT NULL DEFAULT '',
              KEY user_login_key (user_login), KEY user_email (user_email)) ENGINE=InnoDB COLLATE utf8mb4_unicode_520_ci;
            CREATE TABLE {usermeta} (umeta_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, user_id BIGINT(20) UNSIGNED NOT NULL DEFAULT 0,
              meta_key VARCHAR(255) NULL, meta_value LONGTEXT NULL, KEY user_id (user_id), KEY meta_key (meta_key(191)))
              ENGINE=InnoDB COLLATE utf8mb4_unicode_520_ci
            """));
        connection.Execute(tables.In("INSERT INTO {p}provider_settings (name, value) VALUES ('polish_holidays', 'off')")); // bookers book every day
        using var rows = new Rows(connection, tables);
        for (var company = 1; company <= size.Companies; company++)
        {
            Company(rows, (ulong)company, visitMinutes: 50, horizon: 60);
            for (var i = 0; i < size.TherapistsEach; i++)
            {
                Serves(rows, (ulong)company, FirstTherapist + (ulong)((((company - 1) * size.TherapistsEach) + i) % size.Therapists));
            }
        }

        for (var i = 0; i < size.Therapists; i++)
        {
            Therapist(rows, FirstTherapist + (ulong)i, 60, Enumerable.Range(1, 5), 480, 960);
        }

        for (var i = 0; i < size.Patients; i++)
        {
            Patient(rows, FirstPatient + (ulong)i, (ulong)((i % size.Companies) + 1));
        }

        foreach (var (few, patient) in new[] { (5, PatientOfFive), (1, PatientOfOne) })
        {
            Company(rows, patient + 100, 50, 60);
            Patient(rows, patient, patient + 100);
            for (var i = 0; i < few; i++)
            {
                Serves(rows, patient + 100, FirstTherapist + (ulong)i);
            }
        }

        Company(rows, SharedCompany, 15, 366);
        for (var i = 0; i < Bookers; i++)
        {
            Company(rows, FirstBooker + (ulong)i, 15, 366);
            Therapist(rows, BookerTherapist(i), 15, Enumerable.Range(1, 7), 0, 1440);
            Serves(rows, FirstBooker + (ulong)i, BookerTherapist(i));
            Serves(rows, SharedCompany, BookerTherapist(i));
            for (var n = 0; n < PatientsPerBooker; n++)
            {
                Patient(rows, BookerPatient(i, n, shared: false), FirstBooker + (ulong)i);
                Patient(rows, BookerPatient(i, n, shared: true), SharedCompany);
            }
        }
    }

    private static void Company(Rows rows, ulong id, int visitMinutes, int horizon)
    {
        rows.Add("{p}companies (id, name, visit_minutes, booking_horizon_days, created_at)", $"({id},'Company {id}',{visitMinutes},{horizon},'2024-01-01')");
        rows.Add(
            "{p}number_of_purchased_hours (company_id, kind, month, minutes, entered_by, entered_at)",
            $"({id},'allowance','2020-01-01',100000000,1,'2020-01-01')");
    }

    private static void Serves(Rows rows, ulong company, ulong therapist) =>
        rows.Add("{p}company_therapists (company_id, therapist_id)", $"({company},{therapist})");

    private static void Therapist(Rows rows, ulong id, int step, IEnumerable<int> weekdays, int from, int until)
    {
        User(rows, id, "therapist");
        rows.Add("{p}therapists (user_id, slot_step_minutes, created_at)", $"({id},{step},'2024-01-01')");
        foreach (var day in weekdays)
        {
            rows.Add("{p}therapist_availability (therapist_id, weekday, from_minute, until_minute)", $"({id},{day},{from},{until})");
        }
    }

    private static void Patient(Rows rows, ulong id, ulong company)
    {
        User(rows, id, "patient");
        rows.Add("{p}patients (user_id, company_id, created_at)", $"({id},{company},'2024-01-01')");
    }

    private static void User(Rows rows, ulong id, string role)
    {
        rows.Add("{users} (ID, user_login, user_pass, user_email, display_name)", $"({id},'user{id}','{PasswordHash}','user{id}@example.test','Person {id}')");
        rows.Add("{usermeta} (user_id, meta_key, meta_value)", $"({id},'wp_capabilities','a:1:{{s:{role.Length}:\"{role}\";b:1;}}')");
    }

    private static void Visits(MySqlConnection connection, TableNames tables, Size size)
    {
        using var rows = new Rows(connection, tables);
        var made = 0;
        var perDay = size.ComingVisits / 22.0 / size.Therapists; // the coming 31 days have 22 or 23 weekdays
        for (var day = 30; day >= 0 && made < size.ComingVisits; day--)
        {
            Day(rows, size, Today.PlusDays(day), Hours(perDay, day), size.ComingVisits, ref made);
        }

        for (var day = -1; made < size.Visits; day--)
        {
            Day(rows, size, Today.PlusDays(day), Hours(size.Companies > 100 ? 6.4 : perDay, day), size.Visits, ref made);
        }
    }

    /// <summary>So many of the day's eight hours that the mean over days is kept.</summary>
    private static int Hours(double perDay, int day) => Math.Min(8, (int)Math.Floor(perDay + (Math.Abs(day * 7 % 10) / 10.0)));

    private static void Day(Rows rows, Size size, LocalDate date, int hours, int upTo, ref int made)
    {
        if (date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
        {
            return;
        }

        for (var hour = 0; hour < hours; hour++)
        {
            for (var therapist = 0; therapist < size.Therapists && made < upTo; therapist++, made++)
            {
                var start = date.At(new LocalTime(8 + (((hour * 3) + (therapist * 5) + date.Day) % 8), 0)).InZoneLeniently(Zone).ToInstant();
                var patient = made % size.Patients;
                var (from, until) = (Moment(start), Moment(start + Duration.FromMinutes(50)));
                rows.Add(
                    "{p}meetings (public_id, patient_id, therapist_id, company_id, starts_at, ends_at, minutes, budget_month, status, booked_by, booked_role, booked_at, ical_uid)",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"('{made:x32}',{FirstPatient + (ulong)patient},{FirstTherapist + (ulong)therapist},{(patient % size.Companies) + 1},'{from}','{until}',50,'{date.Year:0000}-{date.Month:00}-01','booked',1,'system','2001-01-01','visit-{made}')"));
            }
        }
    }

    private static string Moment(Instant moment) => NodaTime.Text.InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss").Format(moment);

    /// <summary>Rows of one table after another, two thousand to a statement.</summary>
    private sealed class Rows(MySqlConnection connection, TableNames tables) : IDisposable
    {
        private readonly Dictionary<string, (StringBuilder Text, int Count)> waiting = new(StringComparer.Ordinal);

        public void Add(string table, string values)
        {
            var (text, count) = waiting.GetValueOrDefault(table, (new StringBuilder(), 0));
            text.Append(count == 0 ? "" : ",").Append(values);
            waiting[table] = (text, count + 1);
            if (count + 1 >= 2000)
            {
                Send(table);
            }
        }

        public void Dispose()
        {
            foreach (var table in waiting.Keys.ToArray())
            {
                Send(table);
            }
        }

        private void Send(string table)
        {
            var (text, count) = waiting[table];
            if (count > 0)
            {
                using var command = new MySqlCommand($"INSERT INTO {tables.In(table)} VALUES {text}", connection);
                command.ExecuteNonQuery();
                waiting[table] = (text.Clear(), 0);
            }
        }
    }
}
