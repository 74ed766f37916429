using Scheduling.Domain.Kernel;

namespace Scheduling.IntegrationTests.Outgoing;

/// <summary>Refused attempts are told to administrators: once per patient and month within an hour (R23).</summary>
public sealed class AlertTests(MailFixture portal) : IClassFixture<MailFixture>, IDisposable
{
    public void Dispose() => portal.Clock.Now = TestClock.Start;

    [Fact]
    public async Task Every_administrator_is_alerted_once_an_hour_however_often_somebody_tries()
    {
        var first = portal.World.User("Admin One", "-", "administrator");
        var second = portal.World.User("Admin Two", "-", "scheduling_admin");
        portal.World.User("Not one", "-", "editor");
        var (patient, browser) = await WithoutHours();
        using var own = browser;

        await Try(browser, patient);
        await Try(browser, patient);
        await Send();
        Assert.Equal((1, 1), (portal.Smtp.To(first).Count, portal.Smtp.To(second).Count));
        portal.Clock.Now += Duration.FromMinutes(59);
        await Try(browser, patient);
        await Send();
        Assert.Equal((1, 1), (portal.Smtp.To(first).Count, portal.Smtp.To(second).Count));
        portal.Clock.Now += Duration.FromMinutes(1) + Duration.FromSeconds(1);
        await Try(browser, patient);
        await Send();

        Assert.Equal((2, 2), (portal.Smtp.To(first).Count, portal.Smtp.To(second).Count));
        Assert.Equal(4, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}refused_attempts WHERE patient_id = @patient", new { patient }));
        var mail = new ParsedMail(portal.Smtp.To(first)[0]);
        Assert.Equal("Nieudana rezerwacja: zabrakło godzin", mail.Subject);
        Assert.Contains("Company", mail.Text, StringComparison.Ordinal);
        Assert.Contains("styczeń 2027", mail.Text, StringComparison.Ordinal);
        Assert.Contains("http://portal.provider.test/administrator", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Patient", mail.Text, StringComparison.Ordinal);
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task Another_patient_of_the_same_month_is_another_alert()
    {
        var administrator = portal.World.User("Admin", "-", "administrator");
        var (one, first) = await WithoutHours();
        var (two, second) = await WithoutHours();
        using var both = first;
        using var also = second;

        await Try(first, one);
        await Try(second, two);
        await Send();

        Assert.Equal(2, portal.Smtp.To(administrator).Count);
    }

    [Fact]
    public async Task Letting_the_administrator_know_counts_as_an_attempt()
    {
        var administrator = portal.World.User("Admin", "-", "administrator");
        var (_, browser) = await WithoutHours();
        using var own = browser;

        var page = await browser.Get("/book");
        await browser.Post("/book/tell", page, ("month", "2027-01"));
        await Send();

        Assert.Single(portal.Smtp.To(administrator));
    }

    [Fact]
    public async Task Addresses_of_the_settings_go_before_administrators()
    {
        var administrator = portal.World.User("Admin", "-", "administrator");
        var (patient, browser) = await WithoutHours();
        using var own = browser;
        portal.Database.Do("INSERT INTO {p}provider_settings (name, value) VALUES ('alert_emails', 'office@provider.test, second@provider.test')");

        await Try(browser, patient);
        await Send();
        portal.Database.Do("DELETE FROM {p}provider_settings WHERE name = 'alert_emails'");

        Assert.Empty(portal.Smtp.To(administrator));
        Assert.Single(portal.Smtp.Received, mail => mail.To == "office@provider.test");
        Assert.Single(portal.Smtp.Received, mail => mail.To == "second@provider.test");
    }

    [Fact]
    public async Task An_administrator_sees_what_failed_and_sends_it_again()
    {
        using var visit = await Visit.Book(portal);
        portal.Smtp.Meet(visit.Patient, SmtpMood.Never);
        await Send();
        using var browser = await portal.SignedIn(portal.World.User("Admin", "-", "administrator"), ActingRole.Administrator);

        var start = await browser.Get("/administrator");
        Assert.Contains("/administrator/messages", start.Body, StringComparison.Ordinal);
        var page = await browser.Get("/administrator/messages");
        Assert.Contains("550 5.1.1", page.Text, StringComparison.Ordinal);
        var message = portal.Database.Value<string>("SELECT public_id FROM {p}messages WHERE receiver_id = @Patient", new { visit.Patient });
        var retried = await browser.Post("/administrator/messages?handler=retry", page, ("message", message));
        Assert.Equal("/administrator/messages", retried.Location);
        await Send();

        Assert.Equal([("visit_booked", "sent", null)], visit.Messages(visit.Patient));
        Assert.Equal(1, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}audit_log WHERE action = 'message_retried' AND subject_id = @message", new { message }));
    }

    [Fact]
    public async Task A_message_that_will_never_arrive_is_closed_and_needs_nobody_any_more()
    {
        using var visit = await Visit.Book(portal);
        portal.Smtp.Meet(visit.Patient, SmtpMood.Never);
        await Send();
        using var browser = await portal.SignedIn(portal.World.User("Admin", "-", "administrator"), ActingRole.Administrator);
        var message = portal.Database.Value<string>("SELECT public_id FROM {p}messages WHERE receiver_id = @Patient", new { visit.Patient });

        await browser.Post("/administrator/messages?handler=close", await browser.Get("/administrator/messages"), ("message", message));

        Assert.Equal([("visit_booked", "dropped", "closed")], visit.Messages(visit.Patient));
    }

    [Fact]
    public async Task An_attempt_that_was_dealt_with_before_its_alert_could_go_is_told_to_nobody()
    {
        var administrator = portal.World.User("Admin", "-", "administrator");
        var (patient, browser) = await WithoutHours();
        using var own = browser;
        await Try(browser, patient);
        portal.Database.Do("UPDATE {p}refused_attempts SET dealt_with_at = attempted_at, dealt_with_by = 1 WHERE patient_id = @patient", new { patient });

        await Send();

        Assert.Empty(portal.Smtp.To(administrator));
    }

    [Theory]
    [InlineData("/administrator/messages?handler=retry", "message")]
    [InlineData("/administrator/messages?handler=close", "message")]
    [InlineData("/administrator/messages?handler=google", "visit")]
    [InlineData("/administrator/messages?handler=link", "visit")]
    [InlineData("/administrator/messages?handler=check", "visit")]
    [InlineData("/administrator", "attempt")]
    public async Task Nobody_else_sees_or_does_it(string path, string field)
    {
        using var visit = await Visit.Book(portal);
        portal.Smtp.Meet(visit.Patient, SmtpMood.Never);
        await Send();
        using var therapist = await portal.SignedIn(visit.Therapist, ActingRole.Therapist);
        var value = field switch
        {
            "message" => portal.Database.Value<string>("SELECT public_id FROM {p}messages WHERE receiver_id = @Patient", new { visit.Patient }),
            "visit" => visit.Id,
            _ => portal.Database.Value<string>("SELECT CAST(COALESCE(MAX(id), 1) AS CHAR) FROM {p}refused_attempts"),
        };
        var before = Everything();

        foreach (var (browser, page) in new[] { (visit.Browser, await visit.Browser.Get("/visits")), (therapist, await therapist.Get("/therapist")) })
        {
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await browser.Get(path.Split('?')[0])).Status);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await browser.Post(path, page, (field, value), ("link", "https://video.example/room"))).Status);
        }

        Assert.Equal(before, Everything());
    }

    [Fact]
    public async Task An_attempt_is_marked_as_dealt_with()
    {
        var (patient, browser) = await WithoutHours();
        using var own = browser;
        await Try(browser, patient);
        await Send();
        using var administrator = await portal.SignedIn(portal.World.User("Admin", "-", "administrator"), ActingRole.Administrator);
        var attempt = portal.Database.Value<ulong>("SELECT id FROM {p}refused_attempts WHERE patient_id = @patient", new { patient });

        await administrator.Post("/administrator", await administrator.Get("/administrator"), ("attempt", attempt.ToString(System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Equal(1, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}refused_attempts WHERE id = @attempt AND dealt_with_at IS NOT NULL", new { attempt }));
    }

    private async Task<(ulong Patient, Browser Browser)> WithoutHours()
    {
        var company = portal.World.Company(minutes: 0);
        portal.World.Therapist(companies: company);
        var patient = portal.World.Patient(company);
        return (patient, await portal.SignedIn(patient));
    }

    private async Task Try(Browser browser, ulong patient)
    {
        var therapist = portal.Database.Value<ulong>(
            "SELECT t.therapist_id FROM {p}company_therapists t JOIN {p}patients p ON p.company_id = t.company_id WHERE p.user_id = @patient", new { patient });
        var answer = await browser.Confirm(await browser.OpenConfirm(therapist, Visit.TomorrowAtNine), therapist, therapist, Visit.TomorrowAtNine);
        Assert.True(answer.LedToRefusal);
    }

    private Task Send() => portal.SendDue();

    private (string, string, string, long) Everything() => (
        portal.Database.Value<string>("SELECT COALESCE(GROUP_CONCAT(state ORDER BY id), '') FROM {p}messages"),
        portal.Database.Value<string>("SELECT COALESCE(GROUP_CONCAT(state, version ORDER BY id), '') FROM {p}outbox"),
        portal.Database.Value<string>("SELECT COALESCE(GROUP_CONCAT(COALESCE(meet_link, '-') ORDER BY id), '') FROM {p}meetings"),
        portal.Database.Value<long>("SELECT COUNT(*) FROM {p}audit_log") + portal.Database.Value<long>("SELECT COUNT(*) FROM {p}refused_attempts WHERE dealt_with_at IS NOT NULL"));
}
