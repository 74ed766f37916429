using System.Text.RegularExpressions;
using MySql.Data.MySqlClient;
using Scheduling.IntegrationTests.Faults;

namespace Scheduling.IntegrationTests.Database;

/// <summary>
/// T9: no statement of the pages and of a booking reads a table of visits, messages or the audit from end to end, nor a tenth of it, however
/// long the history is.
/// </summary>
public sealed partial class QueryPlansTests(ProxyFixture portal) : IClassFixture<ProxyFixture>
{
    private static readonly string[] Growing = ["meetings", "messages", "outbox", "audit_log", "refused_attempts", "idempotency_keys", "sessions", "used_hours"];
    private const int PastVisits = 12_000;

    private static readonly Instant Morning = Instant.FromUtc(2027, 1, 13, 8, 0);

    [Fact]
    public async Task Nothing_reads_a_growing_table_from_end_to_end()
    {
        var company = portal.World.Company(minutes: 1_000_000);
        var therapist = portal.World.Therapist(companies: company);
        portal.World.Therapist(companies: company); // for one alone other plans are found
        var patients = Enumerable.Range(0, 40).Select(_ => portal.World.Patient(company)).ToArray();
        Fill(company, therapist, patients);
        using var browser = await portal.SignedIn(patients[0]);

        portal.Proxy.Record();
        await browser.Get("/book");
        await browser.Get("/visits");
        var confirm = await browser.OpenConfirm(therapist, Morning);
        var booked = await browser.Confirm(confirm, therapist, therapist, Morning);
        Assert.NotNull(booked.BookedVisit);
        await browser.Get(booked.Location!);
        await browser.Post($"/visits/{booked.BookedVisit}/move/confirm", confirm, ("start", Browser.Iso(Morning + Duration.FromHours(3))));
        await browser.Post($"/visits/{booked.BookedVisit}/cancel", confirm);
        var statements = portal.Proxy.Recorded.SelectMany(each => each.Split(";\n")).Select(each => each.Trim()).Where(CanBeExplained).ToArray();

        Assert.True(statements.Length > 20);
        Assert.Contains(statements, statement => statement.Contains("company_version", StringComparison.Ordinal)); // prepared ones too
        Assert.Single(Scans("SELECT m.id FROM wp_meetings m WHERE m.minutes = 51")); // it can tell
        var scans = statements.SelectMany(Scans).Distinct().ToArray();
        Assert.True(scans.Length == 0, string.Join("\n\n", scans));
    }

    /// <summary>What is only being prepared has no values yet.</summary>
    private static bool CanBeExplained(string statement) => !statement.Contains('?', StringComparison.Ordinal) && Begins(statement);

    private static bool Begins(string statement) =>
        statement.StartsWith("SELECT", StringComparison.Ordinal) || statement.StartsWith("UPDATE", StringComparison.Ordinal)
        || statement.StartsWith("DELETE", StringComparison.Ordinal) || (statement.StartsWith("INSERT", StringComparison.Ordinal) && statement.Contains("SELECT", StringComparison.Ordinal));

    private IEnumerable<string> Scans(string statement)
    {
        using var connection = new MySqlConnection(portal.Database.ConnectionString + ";AllowUserVariables=true"); // an @ in a text is no parameter
        connection.Open();
        using var command = connection.CreateCommand();
        var isOnlyRead = statement.StartsWith("SELECT", StringComparison.Ordinal);
        command.CommandText = (isOnlyRead ? "ANALYZE " : "EXPLAIN ") + statement; // what was read, or what would be
        using var plan = command.ExecuteReader();
        var found = new List<string>();
        while (plan.Read())
        {
            var (name, how) = (plan["table"] as string ?? "", plan["type"] as string ?? "");
            var rows = int.Parse($"0{plan[isOnlyRead ? "r_rows" : "rows"]}".Split(' ', '.')[0], System.Globalization.CultureInfo.InvariantCulture); // 12 (3%) with a filter
            if ((how is "ALL" or "index" || rows > PastVisits / 10) && Growing.Contains(TableOf(name, statement)))
            {
                found.Add($"{how} of {name}, {rows} rows: {statement}");
            }
        }

        return found;
    }

    /// <summary>In a plan a table bears the short name that the statement gave it.</summary>
    private static string TableOf(string name, string statement) =>
        Named().Matches(statement).FirstOrDefault(match => match.Groups["alias"].Value == name)?.Groups["table"].Value ?? name.Replace("wp_", "", StringComparison.Ordinal);

    [GeneratedRegex("wp_(?<table>[a-z_]+) (AS )?(?<alias>[a-z]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    /// <summary>
    /// Twelve thousand held visits of four years, one every two hours, with what belongs to them, and with somebody else four thousand coming ones,
    /// so that to look through all that are coming is no way round.
    /// </summary>
    private void Fill(ulong company, ulong therapist, ulong[] patients)
    {
        portal.Database.Do(
            """
            INSERT INTO {p}meetings (public_id, patient_id, therapist_id, company_id, starts_at, ends_at, minutes, budget_month, status, booked_by, booked_role, booked_at)
            SELECT LPAD(HEX(n.seq), 32, '0'), ELT(1 + n.seq % 40, @ids0), @therapist, @company,
                   '2027-01-01' - INTERVAL 2 * n.seq HOUR, '2027-01-01' - INTERVAL 2 * n.seq HOUR + INTERVAL 50 MINUTE, 50,
                   DATE_FORMAT('2027-01-01' - INTERVAL 2 * n.seq HOUR, '%Y-%m-01'), 'booked', 1, 'patient', '2001-01-01'
            FROM seq_1_to_@past n
            """.Replace("@ids0", string.Join(',', patients), StringComparison.Ordinal).Replace("@past", $"{PastVisits}", StringComparison.Ordinal),
            new { company, therapist });
        portal.Database.Do(
            """
            INSERT INTO {p}meetings (public_id, patient_id, therapist_id, company_id, starts_at, ends_at, minutes, budget_month, status, booked_by, booked_role, booked_at)
            SELECT LPAD(HEX(100000 + n.seq), 32, '0'), @patient, @other, @company, '2027-06-01' + INTERVAL n.seq HOUR, '2027-06-01' + INTERVAL n.seq HOUR + INTERVAL 50 MINUTE, 50,
                   DATE_FORMAT('2027-06-01' + INTERVAL n.seq HOUR, '%Y-%m-01'), 'booked', 1, 'patient', '2001-01-01'
            FROM seq_1_to_4000 n
            """,
            new { company, other = portal.World.Therapist(), patient = portal.World.Patient(company) });
        portal.Database.Do("""
            INSERT INTO {p}messages (public_id, channel, kind, meeting_id, receiver_role, receiver_id, starts_at, ical_sequence, state, created_at, due_at, ended_at)
            SELECT m.public_id, 'email', 'visit_booked', m.id, 'patient', m.patient_id, m.starts_at, 0, 'sent', m.starts_at, m.starts_at, m.starts_at FROM {p}meetings m;
            INSERT INTO {p}outbox (meeting_id, state, created_at, due_at) SELECT id, 'done', starts_at, starts_at FROM {p}meetings;
            INSERT INTO {p}audit_log (at, user_id, role, action, subject, subject_id, changes)
            SELECT starts_at, patient_id, 'patient', 'planted', 'appointment', public_id, '{}' FROM {p}meetings;
            INSERT INTO {p}idempotency_keys (user_id, idempotency_key, meeting_id, created_at) SELECT patient_id, public_id, id, starts_at FROM {p}meetings;
            INSERT INTO {p}used_hours (company_id, month, used_minutes)
            SELECT company_id, budget_month, SUM(minutes) FROM {p}meetings GROUP BY company_id, budget_month;
            ANALYZE TABLE {p}meetings, {p}messages, {p}outbox, {p}audit_log, {p}idempotency_keys, {p}used_hours
            """);
    }
}
