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
    ];

    public static TheoryData<string> Names { get; } = [.. All.Select(each => each.Name)];

    /// <summary>Whether it is one of the patient's pages; the limits for the staff's are wider.</summary>
    public bool IsForPatients => Login is not ("olga" or "anna" or "admin");

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
