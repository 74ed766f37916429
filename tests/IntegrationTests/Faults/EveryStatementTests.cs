using System.Globalization;
using System.Net;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>
/// T16: every statement of every use case that writes fails once in every way. The whole unit is repeated or refused politely; nothing is
/// half written and nobody sees a raw error.
/// </summary>
public sealed class EveryStatementTests(ProxyFixture portal) : IClassFixture<ProxyFixture>
{
    private const string Link = "https://video.example/room";

    private static readonly Instant Morning = Instant.FromUtc(2027, 1, 13, 8, 0);

    public static TheoryData<Fault> Faults => EveryStatement.Faults;

    /// <summary>A session's key is 256 random bits: there is none that is there already.</summary>
    public static TheoryData<Fault> FaultsOfSessions => [.. Enum.GetValues<Fault>().Except([Fault.Duplicate])];

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Booking(Fault fault) => AtEveryStatement(fault, minutes: 6000, async patient =>
    {
        var page = await patient.Browser.OpenConfirm(patient.Therapist, Morning);
        return () => patient.Browser.Confirm(page, patient.Therapist, patient.Therapist, Morning);
    }, (patient, answer) =>
    {
        Assert.Equal(answer.BookedVisit is not null ? 1 : 0, Visits(patient, "booked"));
        Assert.True(answer.BookedVisit is not null || answer.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.UnprocessableEntity, answer.Text);
    });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_refusal_for_hours(Fault fault) => AtEveryStatement(fault, minutes: 0, async patient =>
    {
        var page = await patient.Browser.OpenConfirm(patient.Therapist, Morning);
        return () => patient.Browser.Confirm(page, patient.Therapist, patient.Therapist, Morning);
    }, (patient, answer) =>
    {
        var attempts = portal.Database.Value<long>("SELECT COUNT(*) FROM {p}refused_attempts WHERE patient_id = @Id", patient);
        var alerts = portal.Database.Value<long>(
            "SELECT COUNT(*) FROM {p}messages g JOIN {p}refused_attempts a ON a.id = g.attempt_id WHERE a.patient_id = @Id", patient);
        Assert.True(attempts >= (answer.LedToRefusal ? 1 : 0));
        Assert.Equal(attempts > 0 ? 1 : 0, alerts);
        Assert.Equal(0, Visits(patient, "booked"));
    });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Cancelling(Fault fault) => AtEveryStatement(fault, minutes: 6000, async patient =>
    {
        var visit = await Booked(patient);
        var page = await patient.Browser.Get($"/visits/{visit}/cancel");
        return () => patient.Browser.Post($"/visits/{visit}/cancel", page);
    }, (patient, answer) =>
    {
        Assert.Equal(answer.Status == HttpStatusCode.Found ? 1 : 0, Visits(patient, "cancelled"));
        Assert.Equal(1, Visits(patient, "cancelled") + Visits(patient, "booked"));
    });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Moving(Fault fault) => AtEveryStatement(fault, minutes: 6000, async patient =>
    {
        var visit = await Booked(patient);
        var page = await patient.Browser.Get($"/visits/{visit}/move/confirm?start={Browser.Iso(Later)}");
        return () => patient.Browser.Post($"/visits/{visit}/move/confirm", page, ("start", Browser.Iso(Later)));
    }, (patient, answer) =>
    {
        Assert.Equal(1, Visits(patient, "booked"));
        Assert.Equal(
            answer.Status == HttpStatusCode.Found ? 1 : 0,
            portal.Database.Value<long>("SELECT COUNT(*) FROM {p}meetings WHERE patient_id = @Id AND moved_from IS NOT NULL", patient));
    });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Own_settings(Fault fault) => AtEveryStatement(fault, minutes: 6000, async patient =>
    {
        var page = await patient.Browser.Get("/settings");
        return () => patient.Browser.Post("/settings", page, ("language", "ru"), ("timeZone", ""), ("phone", ""), ("smsOff", "false"));
    }, (patient, answer) => Assert.Equal(
        answer.Status == HttpStatusCode.Found ? 1 : 0,
        portal.Database.Value<long>("SELECT COUNT(*) FROM {p}patients WHERE user_id = @Id AND language = 'ru'", patient)));

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Letting_the_administrator_know(Fault fault) => AtEveryStatement(fault, minutes: 0, async patient =>
    {
        var page = await patient.Browser.Get("/book");
        return () => patient.Browser.Post("/book/tell", page, ("month", "2027-01"));
    }, (patient, answer) => Assert.Equal(
        portal.Database.Value<long>("SELECT COUNT(*) FROM {p}refused_attempts WHERE patient_id = @Id", patient) > 0 ? 1 : 0,
        portal.Database.Value<long>("SELECT COUNT(*) FROM {p}messages g JOIN {p}refused_attempts a ON a.id = g.attempt_id WHERE a.patient_id = @Id", patient)));

    /// <summary>A lost answer to COMMIT repeats the unit: what waits already is asked for once more, and that is in the audit too.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public Task Sending_a_message_again(Fault fault) => ByAdministrator(fault, "retry", "message", FailedMessage, (message, isDone) =>
    {
        Assert.Equal(isDone ? "queued" : "failed", portal.Database.Value<string>("SELECT state FROM {p}messages WHERE public_id = @message", new { message }));
        Assert.InRange(Audited("message_retried", message), isDone ? 1 : 0, isDone ? 2 : 0);
    });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Closing_a_message(Fault fault) => ByAdministrator(fault, "close", "message", FailedMessage, (message, isDone) =>
    {
        Assert.Equal(isDone ? "dropped" : "failed", portal.Database.Value<string>("SELECT state FROM {p}messages WHERE public_id = @message", new { message }));
        Assert.Equal(isDone ? 1 : 0, Audited("message_closed", message));
    });

    /// <summary>A wish may be repeated: then it is in the audit twice too.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public Task Asking_Google_again(Fault fault) => ByAdministrator(fault, "google", "visit", Booked, (visit, isDone) =>
    {
        var wishes = Audited("meet_retried", visit);
        Assert.InRange(wishes, isDone ? 1 : 0, isDone ? 2 : 0);
        Assert.Equal(1 + wishes, portal.Database.Value<long>(
            "SELECT o.version FROM {p}outbox o JOIN {p}meetings m ON m.id = o.meeting_id WHERE m.public_id = @visit", new { visit }));
    });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Entering_a_link(Fault fault) => ByAdministrator(fault, "link", "visit", Booked, (visit, isDone) =>
    {
        Assert.Equal(
            isDone ? Link : null, portal.Database.Value<string?>("SELECT meet_link FROM {p}meetings WHERE public_id = @visit", new { visit }));
        Assert.InRange(Audited("meet_link_entered", visit), isDone ? 1 : 0, isDone ? 2 : 0);
    });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Dealing_with_an_attempt(Fault fault) => AtEveryStatement(fault, minutes: 0, async patient =>
    {
        await patient.Browser.Confirm(await patient.Browser.OpenConfirm(patient.Therapist, Morning), patient.Therapist, patient.Therapist, Morning);
        var administrator = await portal.Administrator();
        var page = await administrator.Get("/administrator");
        var attempt = portal.Database.Value<ulong>("SELECT id FROM {p}refused_attempts WHERE patient_id = @Id", patient);
        return () => administrator.Post("/administrator", page, ("attempt", attempt.ToString(CultureInfo.InvariantCulture)));
    }, (patient, answer) =>
    {
        var (attempt, isDealtWith) = Assert.Single(portal.Database.List<(ulong, bool)>(
            "SELECT id, dealt_with_at IS NOT NULL FROM {p}refused_attempts WHERE patient_id = @Id", patient));
        Assert.Equal(answer.Status == HttpStatusCode.Found, isDealtWith);
        Assert.Equal(isDealtWith ? 1 : 0, Audited("attempt_dealt_with", attempt.ToString(CultureInfo.InvariantCulture)));
    });

    /// <summary>One statement without a transaction: when its answer is lost, a session is there whose key nobody has.</summary>
    [Theory]
    [MemberData(nameof(FaultsOfSessions))]
    public Task Signing_in(Fault fault) => AtEveryStatement(fault, minutes: 6000, async patient =>
    {
        var (_, password) = Passwords.Give(portal.Database, patient.Id);
        var stranger = portal.Stranger();
        var page = await stranger.Get("/signin?lang=en");
        return () => stranger.Post("/signin", page, ("login", $"user{patient.Id}"), ("password", password));
    }, (patient, answer) => Assert.InRange(
        Sessions(patient), answer.Status == HttpStatusCode.Found ? 2 : 1, answer.Status == HttpStatusCode.Found || fault == Fault.LostAfter ? 2 : 1), isShort: true);

    [Theory]
    [MemberData(nameof(FaultsOfSessions))]
    public Task Signing_out(Fault fault) => AtEveryStatement(fault, minutes: 6000, async patient =>
    {
        var page = await patient.Browser.Get("/settings");
        return () => patient.Browser.Post("/signout", page);
    }, (patient, answer) => Assert.True(Sessions(patient) == (answer.Status == HttpStatusCode.Found ? 0 : 1) || fault == Fault.LostAfter), isShort: true);

    [Theory]
    [MemberData(nameof(FaultsOfSessions))]
    public Task Choosing_a_language(Fault fault) => AtEveryStatement(fault, minutes: 6000, async patient =>
    {
        var page = await patient.Browser.Get("/settings");
        return () => patient.Browser.Post("/language", page, ("to", "pl"));
    }, (patient, answer) => Assert.True(
        portal.Database.Value<string>("SELECT language FROM {p}sessions WHERE user_id = @Id", patient) == (answer.Status == HttpStatusCode.Found ? "pl" : "en")
        || fault == Fault.LostAfter), isShort: true);

    [Theory]
    [MemberData(nameof(FaultsOfSessions))]
    public Task Choosing_a_role(Fault fault) => AtEveryStatement(fault, minutes: 6000, async patient =>
    {
        portal.World.SetRoles(patient.Id, "patient", "therapist");
        var page = await patient.Browser.Get("/role");
        return () => patient.Browser.Post("/role", page, ("role", "Therapist"));
    }, (patient, answer) => Assert.True(
        portal.Database.Value<string>("SELECT role FROM {p}sessions WHERE user_id = @Id", patient) == (answer.Status == HttpStatusCode.Found ? "therapist" : "patient")
        || fault == Fault.LostAfter), isShort: true);

    /// <summary>What stands on the page of messages; <paramref name="prepare"/> gives what it is done to.</summary>
    private Task ByAdministrator(Fault fault, string handler, string field, Func<Somebody, Task<string>> prepare, Action<string, bool> check)
    {
        var id = "";
        return AtEveryStatement(fault, minutes: 6000, async patient =>
        {
            id = await prepare(patient);
            var administrator = await portal.Administrator();
            var page = await administrator.Get("/administrator/messages");
            return () => administrator.Post($"/administrator/messages?handler={handler}", page, (field, id), ("link", Link));
        }, (_, answer) => check(id, answer.Status == HttpStatusCode.Found));
    }

    private async Task<string> FailedMessage(Somebody patient)
    {
        await Booked(patient);
        portal.Database.Do("UPDATE {p}messages SET state = 'failed', ended_at = '2027-01-11' WHERE receiver_id = @Id", patient);
        return portal.Database.Value<string>("SELECT public_id FROM {p}messages WHERE receiver_id = @Id", patient);
    }

    private long Audited(string action, string subject) => portal.Database.Value<long>(
        "SELECT COUNT(*) FROM {p}audit_log WHERE action = @action AND subject_id = @subject", new { action, subject });

    private long Sessions(Somebody patient) => portal.Database.Value<long>("SELECT COUNT(*) FROM {p}sessions WHERE user_id = @Id", patient);

    private static Instant Later => Morning + Duration.FromHours(4);

    /// <param name="isShort">It has so few statements that each of them fails in the short form too.</param>
    private async Task AtEveryStatement(
        Fault fault, int minutes, Func<Somebody, Task<Func<Task<Answer>>>> prepare, Action<Somebody, Answer> check, bool isShort = false)
    {
        var company = portal.World.Company(minutes);
        var hits = 0;
        for (var statement = isShort ? 1 : EveryStatement.First(fault); ; statement += isShort ? 1 : EveryStatement.Step)
        {
            var therapist = portal.World.Therapist(companies: company);
            var id = portal.World.Patient(company);
            using var browser = await portal.SignedIn(id);
            var patient = new Somebody(id, therapist, browser);
            var act = await prepare(patient);

            portal.Proxy.Arm(fault, statement);
            var answer = await act();
            portal.Proxy.Disarm();

            check(patient, answer);
            Assert.True((int)answer.Status is 302 or 422 or 503, string.Create(CultureInfo.InvariantCulture, $"{(int)answer.Status} after {fault} at {portal.Proxy.Hit}"));
            Assert.DoesNotContain("made by a test", answer.Text, StringComparison.Ordinal);
            if (portal.Proxy.Hit is null)
            {
                break;
            }

            hits++;
        }

        Assert.True(hits > 0, "No statement was hit.");
        portal.Database.MustBeSound();
        Outcome.MessagesMustFit(portal.Database);
    }

    private static async Task<string> Booked(Somebody patient) =>
        (await patient.Browser.Confirm(await patient.Browser.OpenConfirm(patient.Therapist, Morning), patient.Therapist, patient.Therapist, Morning)).BookedVisit!;

    private long Visits(Somebody patient, string status) => portal.Database.Value<long>(
        "SELECT COUNT(*) FROM {p}meetings WHERE patient_id = @Id AND status = @status", new { patient.Id, status });

    private sealed record Somebody(ulong Id, ulong Therapist, Browser Browser);
}
