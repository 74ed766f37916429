using System.Globalization;
using Dapper;

namespace Scheduling.EndToEndTests;

/// <summary>
/// A page in a state that it can be in: who looks at it, where it is, and what has to be done there to reach the state;
/// <paramref name="Fault"/> is what is wrong meanwhile.
/// </summary>
internal sealed record Situation(
    string Name, string? Login, Func<DemoFixture, string> Path, Func<Patient, string, Task>? Then = null, Func<DemoFixture, IDisposable>? Fault = null)
{
    private static readonly DateTime Now = TestClock.Start.ToDateTimeUtc();

    /// <summary>What the measured checks look at: every page, in every state that looks different.</summary>
    public static IReadOnlyList<Situation> All { get; } =
    [
        new("sign in", null, _ => "/signin"),
        new("sign in, back to a page", null, _ => "/signin?return=%2Fvisits"),
        new("sign in, nothing typed", null, _ => "/signin", (patient, _) => patient.PressMain()),
        new("signed out", null, _ => "/signout"),
        new("book", "jan", _ => "/book"),
        new("book, therapist chosen", "jan", _ => "/book?t=2&day=2027-01-20"),
        new("book, therapist away", "jan", _ => "/book?t=3&day=2027-01-18"),
        new("book, beyond the last day", "jan", _ => "/book?day=2027-09-01"),
        new("book, hours used up", "basia", _ => "/book?day=2027-01-14"),
        new("book, no company", "pawel", _ => "/book"),
        new("book, one therapist", "adam", _ => "/book"),
        new("book, far from Warsaw", "nina", _ => "/book"),
        new("confirm", "jan", _ => "/book/confirm?t=2&start=2027-01-20T08:00:00Z"),
        new("confirm, any therapist", "nina", _ => "/book/confirm?t=&start=2027-01-20T08:00:00Z"),
        new("confirm, taken", "jan", _ => "/book/confirm?t=2&start=2027-01-13T07:00:00Z"),
        new("refused", "basia", _ => "/book/refused?t=&start=2027-01-14T08:00:00Z"),
        new("refused, free after all", "jan", _ => "/book/refused?t=2&start=2027-01-20T08:00:00Z"),
        new("visit just booked", "adam", portal => PlannedBy(portal, 19) + "?booked=1"),
        new("visit planned", "adam", portal => PlannedBy(portal, 19)),
        new("visit in progress", "zofia", portal => Visit(portal, "patient_id = 18 AND starts_at = @Now AND status = 'booked'")),
        new("visit held", "adam", portal => Visit(portal, "patient_id = 19 AND starts_at < @Now AND status = 'booked'")),
        new("visit cancelled", "tomasz", portal => Visit(portal, "patient_id = 13 AND status = 'cancelled'")),
        new("visit moved", "olena", portal => Moved(portal) + "?moved=1"),
        new("visit that was moved", "olena", Moved),
        new("visit missed", "olena", Missed),
        new("visit, link is being made", "igor", LinkBeingMade),
        new("visit with its link", "ewa", WithLink),
        new("cancel", "adam", portal => PlannedBy(portal, 19) + "/cancel"),
        new("cancel, too late", "lena", TooLate),
        new("move", "adam", portal => PlannedBy(portal, 19) + "/move"),
        new("move, confirm", "adam", portal => PlannedBy(portal, 19) + "/move/confirm?start=2027-01-21T07:00:00Z"),
        new("move, not possible", "adam", portal => PlannedBy(portal, 19) + "/move/confirm?start=2027-01-24T07:00:00Z"),
        new("settings", "nina", _ => "/settings"),
        new("visits", "tomasz", _ => "/visits"),
        new("visits, none", "pawel", _ => "/visits"),
        new("not found", "jan", _ => "/nothing"),
        new("not found, not signed in", null, _ => "/nothing"),
        new("fault", "jan", _ => "/visits", Fault: WithoutVisits),
        new("busy", "jan", _ => "/book/confirm?t=2&start=2027-01-20T08:00:00Z", (patient, language) => patient.SendIn(language), LockedTherapists),
        new("role", "olga", _ => "/role"),
        new("therapist", "anna", _ => "/therapist"),
        new("administrator", "admin", _ => "/administrator"),
        new("administrator, attempts", "admin", WithAttempt),
        new("messages", "admin", WithFailures),
        new("messages, wrong link", "admin", WithFailures, (patient, language) => patient.EnterWrongLink(language)),
        new("mails", null, portal => WithMail(portal)[..9]),
        new("mail", null, WithMail),
    ];

    public static TheoryData<string> Names { get; } = [.. All.Select(each => each.Name)];

    /// <summary>Without the page of a busy portal, which takes three seconds to appear and has the parts of that of a fault.</summary>
    public static TheoryData<string> NamesOfOtherLayouts { get; } = [.. All.Select(each => each.Name).Where(name => name is not "busy")];

    /// <summary>Whether it is one of the patient's pages; the limits for the staff's are wider.</summary>
    public bool IsForPatients => Login is not ("olga" or "anna" or "admin") && !Name.StartsWith("mail", StringComparison.Ordinal);

    public static Situation Called(string name) => All.Single(each => each.Name == name);

    /// <summary>Opens the page in the state, in this language.</summary>
    public async Task<Window> Open(DemoFixture portal, int width, string language)
    {
        var window = await portal.Open(width, language, signedIn: Login);
        var path = Path(portal);
        using var fault = Fault?.Invoke(portal);
        await window.Page.GotoAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}");
        if (Then is not null)
        {
            await window.GoOn(() => Then(new Patient(window), language));
        }

        Assert.Equal(language, await window.Page.GetAttributeAsync("html", "lang"));
        if (fault is not null)
        {
            Assert.Single(window.Complaints);
            window.Complaints.Clear();
        }

        return window;
    }

    private static string PlannedBy(DemoFixture portal, ulong patient) => Visit(
        portal, string.Create(CultureInfo.InvariantCulture, $"patient_id = {patient} AND starts_at > @Now AND status = 'booked'"));

    private static string Visit(DemoFixture portal, string which) =>
        "/visits/" + portal.Database.Value<string>($"SELECT public_id FROM {{p}}meetings WHERE {which} ORDER BY starts_at LIMIT 1", new { Now });

    private static string Moved(DemoFixture portal)
    {
        portal.Database.Do("UPDATE {p}meetings SET moved_from = '2027-01-20 09:00:00' WHERE patient_id = 14 AND starts_at > @Now", new { Now });
        return PlannedBy(portal, 14);
    }

    private static string Missed(DemoFixture portal)
    {
        portal.Database.Do("UPDATE {p}meetings SET status = 'no_show' WHERE patient_id = 14 AND starts_at < @Now", new { Now });
        return Visit(portal, "patient_id = 14 AND status = 'no_show'");
    }

    private static string LinkBeingMade(DemoFixture portal)
    {
        var page = PlannedBy(portal, 17);
        portal.Database.Do(
            "INSERT IGNORE INTO {p}outbox (meeting_id, created_at, due_at) SELECT id, @Now, @Now FROM {p}meetings WHERE public_id = @visit",
            new { visit = page["/visits/".Length..], Now });
        return page;
    }

    private static string WithLink(DemoFixture portal)
    {
        portal.Database.Do("UPDATE {p}meetings SET meet_link = 'https://meet.google.com/abc-defg-hij', meet_link_by = 'google' WHERE patient_id = 12 AND starts_at > @Now", new { Now });
        return PlannedBy(portal, 12);
    }

    private static string WithAttempt(DemoFixture portal)
    {
        portal.Database.Do("""
            INSERT INTO {p}refused_attempts (patient_id, by_user, by_role, company_id, month, unused_minutes, attempted_at)
            VALUES (16, 16, 'patient', 2, '2027-01-01', 10, @Now), (17, 17, 'patient', 2, '2027-01-01', 10, @Now)
            """, new { Now });
        portal.Database.Do("INSERT INTO {p}audit_log (at, user_id, role, action, subject, subject_id, changes) SELECT @Now, 16, 'patient', 'attempt_refused', 'company', '2', '{}' FROM (SELECT 1 UNION SELECT 2) twice", new { Now });
        portal.Database.Do("UPDATE {p}refused_attempts SET dealt_with_at = @Now, dealt_with_by = 1 WHERE patient_id = 17", new { Now });
        return "/administrator";
    }

    /// <summary>A mail and the link of a visit that failed, one that waits for its next try, one that is not needed any more.</summary>
    private static string WithFailures(DemoFixture portal)
    {
        var visit = BookedFor(portal, 15);
        portal.Database.Do("""
            INSERT INTO {p}messages (public_id, channel, kind, meeting_id, receiver_role, receiver_id, starts_at, ical_sequence, state, reason, tries, last_answer, created_at, due_at, ended_at)
            SELECT REPLACE(UUID(), '-', ''), 'email', 'visit_booked', m.id, 'patient', m.patient_id, m.starts_at, 0, s.state, s.reason, s.tries, s.answer, @Now, @Now, IF(s.state = 'queued', NULL, @Now)
            FROM {p}meetings m
            JOIN (SELECT 'failed' AS state, NULL AS reason, 1 AS tries, '550 5.1.1 <…> no such user' AS answer UNION ALL SELECT 'queued', NULL, 3, 'The server did not answer in time.'
                  UNION ALL SELECT 'dropped', 'visit_moved', 0, NULL UNION ALL SELECT 'sent', NULL, 1, '2.0.0 queued') s
            WHERE m.public_id = @visit
            """, new { visit, Now });
        portal.Database.Do("""
            INSERT INTO {p}outbox (meeting_id, state, fault, last_answer, tries, created_at, due_at)
            SELECT id, 'failed', 'conference_failed', 'conference_failed', 3, @Now, @Now FROM {p}meetings WHERE public_id = @other
            ON DUPLICATE KEY UPDATE state = 'failed', fault = 'conference_failed', tries = 3
            """, new { other = BookedFor(portal, 13), Now });
        return "/administrator/messages";
    }

    /// <summary>The page of one mail that a patient was sent.</summary>
    private static string WithMail(DemoFixture portal)
    {
        var visit = BookedFor(portal, 19);
        var mail = Guid.NewGuid().ToString("N");
        portal.Database.Do("""
            INSERT INTO {p}messages (public_id, channel, kind, meeting_id, receiver_role, receiver_id, starts_at, ical_sequence, created_at, due_at)
            SELECT @mail, 'email', 'visit_booked', id, 'patient', patient_id, starts_at, 0, @Now, @Now FROM {p}meetings WHERE public_id = @visit
            """, new { visit, mail, Now });
        portal.SendMails();
        return "/dev/mail/" + mail;
    }

    private static string BookedFor(DemoFixture portal, ulong patient) => portal.Database.Value<string>(
        "SELECT public_id FROM {p}meetings WHERE patient_id = @patient AND status = 'booked' ORDER BY starts_at DESC LIMIT 1", new { patient });

    /// <summary>A query fails.</summary>
    private static Undoing WithoutVisits(DemoFixture portal)
    {
        portal.Database.Do("RENAME TABLE {p}meetings TO {p}meetings_away");
        return new Undoing(() => portal.Database.Do("RENAME TABLE {p}meetings_away TO {p}meetings"));
    }

    /// <summary>Whoever wants to book waits in vain.</summary>
    private static Undoing LockedTherapists(DemoFixture portal)
    {
        var connection = portal.Database.Open();
        var transaction = connection.BeginTransaction();
        connection.Execute(portal.Database.Tables.In("SELECT user_id FROM {p}therapists FOR UPDATE"), transaction: transaction);
        return new Undoing(() =>
        {
            transaction.Rollback();
            connection.Dispose();
        });
    }

    /// <summary>Her visit is next week; she would have had to cancel it two weeks before.</summary>
    private static string TooLate(DemoFixture portal)
    {
        portal.Database.Do("UPDATE {p}patients SET cancellation_notice_hours = 336 WHERE user_id = 20");
        return PlannedBy(portal, 20) + "/cancel";
    }

    private sealed class Undoing(Action undo) : IDisposable
    {
        public void Dispose() => undo();
    }
}
