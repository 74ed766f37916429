using System.Globalization;

namespace Scheduling.IntegrationTests.Support;

/// <summary>Makes people and companies for a test; every call makes new ones.</summary>
public sealed class World
{
    private static long next = 1000;
    private readonly TestDatabase database;

    public World(TestDatabase database)
    {
        this.database = database;
        database.Do("""
            CREATE TABLE {users} (ID BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, user_login VARCHAR(60) NOT NULL DEFAULT '',
              user_pass VARCHAR(255) NOT NULL DEFAULT '', user_email VARCHAR(100) NOT NULL DEFAULT '',
              user_registered DATETIME NOT NULL DEFAULT '2000-01-01', display_name VARCHAR(250) NOT NULL DEFAULT '',
              KEY user_login_key (user_login), KEY user_email (user_email)) ENGINE=InnoDB COLLATE utf8mb4_unicode_520_ci
            """);
        database.Do("""
            CREATE TABLE {usermeta} (umeta_id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, user_id BIGINT(20) UNSIGNED NOT NULL DEFAULT 0,
              meta_key VARCHAR(255) NULL, meta_value LONGTEXT NULL, KEY user_id (user_id), KEY meta_key (meta_key(191)))
              ENGINE=InnoDB COLLATE utf8mb4_unicode_520_ci
            """);
    }

    /// <summary>A WordPress account; <paramref name="hash"/> is what stands in <c>user_pass</c>.</summary>
    public ulong User(string name, string hash = "-", params string[] roles)
    {
        var id = NewId();
        database.Do(
            "INSERT INTO {users} (ID, user_login, user_pass, user_email, display_name) VALUES (@id, @login, @hash, @mail, @name)",
            new { id, login = $"user{id}", hash, mail = $"user{id}@example.test", name });
        SetRoles(id, roles);
        return id;
    }

    public void SetRoles(ulong user, params string[] roles)
    {
        var list = string.Concat(roles.Select(role => string.Create(CultureInfo.InvariantCulture, $"s:{role.Length}:\"{role}\";b:1;")));
        database.Do("DELETE FROM {usermeta} WHERE user_id = @user AND meta_key = 'wp_capabilities'", new { user });
        database.Do(
            "INSERT INTO {usermeta} (user_id, meta_key, meta_value) VALUES (@user, 'wp_capabilities', @value)",
            new { user, value = string.Create(CultureInfo.InvariantCulture, $"a:{roles.Length}:{{{list}}}") });
    }

    /// <summary>A company with so many minutes in every month from 2020 on.</summary>
    public ulong Company(int minutes = 100_000, int? intervalDays = null, int? visitMinutes = null, int? noticeHours = null, int? horizonDays = null)
    {
        var id = NewId();
        database.Do(
            """
            INSERT INTO {p}companies (id, name, booking_interval_days, visit_minutes, booking_notice_hours, booking_horizon_days, created_at)
            VALUES (@id, @name, @intervalDays, @visitMinutes, @noticeHours, @horizonDays, UTC_TIMESTAMP(6))
            """,
            new { id, name = $"Company {id}", intervalDays, visitMinutes, noticeHours, horizonDays });
        database.Do(
            """
            INSERT INTO {p}number_of_purchased_hours (company_id, kind, month, minutes, entered_by, entered_at)
            VALUES (@id, 'allowance', '2020-01-01', @minutes, 1, UTC_TIMESTAMP(6))
            """,
            new { id, minutes });
        return id;
    }

    /// <summary>A therapist who works every day from 8 to 20 for these companies.</summary>
    public ulong Therapist(int step = 30, int buffer = 0, params ulong[] companies)
    {
        var id = User("Therapist", "-", "therapist");
        database.Do(
            "INSERT INTO {p}therapists (user_id, slot_step_minutes, buffer_minutes, created_at) VALUES (@id, @step, @buffer, UTC_TIMESTAMP(6))",
            new { id, step, buffer });
        for (var day = 1; day <= 7; day++)
        {
            database.Do(
                "INSERT INTO {p}therapist_availability (therapist_id, weekday, from_minute, until_minute) VALUES (@id, @day, 480, 1200)",
                new { id, day });
        }

        foreach (var company in companies)
        {
            database.Do("INSERT INTO {p}company_therapists (company_id, therapist_id) VALUES (@company, @id)", new { company, id });
        }

        return id;
    }

    public ulong Patient(ulong? company, string name = "Patient")
    {
        var id = User(name, "-", "patient");
        database.Do("INSERT INTO {p}patients (user_id, company_id, created_at) VALUES (@id, @company, UTC_TIMESTAMP(6))", new { id, company });
        return id;
    }

    /// <summary>What everybody does in the transaction in which he changes a therapist's time, visits or companies.</summary>
    public void Count(ulong therapist) => database.Do("UPDATE {p}therapists SET version = version + 1 WHERE user_id = @therapist", new { therapist });

    private static ulong NewId() => (ulong)Interlocked.Increment(ref next);
}
