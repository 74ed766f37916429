using System.Net;

namespace Scheduling.IntegrationTests.Portal;

/// <summary>What a patient sets for himself (R11), and telling the administrator that hours are missing (R23 b).</summary>
public sealed class OwnSettingsTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Language_zone_phone_and_no_SMS_are_kept_and_hold_at_once()
    {
        var patient = portal.World.Patient(portal.World.Company());
        using var browser = await portal.SignedIn(patient);

        var saved = await Save(browser, language: "ru", zone: "America/New_York", smsOff: "true", phone: "600 700 800");
        var page = await browser.Get(saved.Location!);

        Assert.Contains("<html lang=\"ru\"", page.Body, StringComparison.Ordinal);
        Assert.Equal(("ru", "America/New_York", "+48600700800", false), portal.Database.Value<(string, string, string, bool)>(
            "SELECT language, time_zone, phone, sms_enabled FROM {p}patients WHERE user_id = @patient", new { patient }));
        var audit = portal.Database.Value<string>("SELECT changes FROM {p}audit_log WHERE action = 'own_settings_changed' AND user_id = @patient", new { patient });
        Assert.DoesNotContain("600700800", audit, StringComparison.Ordinal);
        Assert.Contains("America/New_York", audit, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pl", "Zmień strefę czasową")]
    [InlineData("en", "Change the time zone")]
    [InlineData("ru", "Изменить часовой пояс")]
    public async Task Wherever_a_page_says_whose_clocks_it_shows_it_leads_to_the_setting(string language, string name)
    {
        var company = portal.World.Company(minutes: 50);
        var therapist = portal.World.Therapist(companies: company);
        using var browser = await portal.SignedIn(portal.World.Patient(company));
        var tomorrow = TestClock.Start + Duration.FromDays(1);
        var visit = (await browser.Confirm(await browser.OpenConfirm(therapist, tomorrow), therapist, therapist, tomorrow)).BookedVisit;

        foreach (var path in new[] { "/book?day=2027-01-12", "/visits?tab=planned", $"/visits/{visit}/move?day=2027-01-12", "/book/refused?t=&start=2027-01-13T08:00:00Z" })
        {
            Assert.Matches($"UTC\\+1\\)\\s*<a href=\"/settings#timeZone\">{name}</a>", (await browser.Get($"{path}&lang={language}")).Text);
        }
    }

    [Fact]
    public async Task The_first_choice_gives_everything_back_to_the_company()
    {
        var patient = portal.World.Patient(portal.World.Company());
        using var browser = await portal.SignedIn(patient);
        await Save(browser, language: "en", zone: "Asia/Tokyo", smsOff: "true", phone: "+44 20 7946 0000");

        await Save(browser);

        Assert.Equal(1, portal.Database.Value<long>(
            "SELECT COUNT(*) FROM {p}patients WHERE user_id = @patient AND language IS NULL AND time_zone IS NULL AND phone IS NULL AND sms_enabled IS NULL", new { patient }));
    }

    [Theory]
    [InlineData("language", "de", "Choose one of the languages.")]
    [InlineData("timeZone", "Mars/Base", "Choose one of the time zones.")]
    [InlineData("phone", "600 70", "Enter a phone number with 9 digits")]
    [InlineData("phone", "<script>", "Enter a phone number with 9 digits")]
    public async Task What_cannot_be_read_is_said_beside_the_field_and_nothing_is_changed(string field, string value, string message)
    {
        var patient = portal.World.Patient(portal.World.Company());
        using var browser = await portal.SignedIn(patient);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["language"] = "en", ["timeZone"] = "", ["phone"] = "", ["smsOff"] = "false", [field] = value };

        var answer = await browser.Post("/settings", await browser.Get("/settings"), [.. fields.Select(pair => (pair.Key, pair.Value))]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(2, answer.Text.Split(message).Length - 1);
        Assert.Contains($"href=\"#{field}\"", answer.Body, StringComparison.Ordinal);
        Assert.Equal(1, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}patients WHERE user_id = @patient AND language IS NULL AND phone IS NULL", new { patient }));
    }

    [Fact]
    public async Task Fields_that_only_administrators_set_are_not_taken_from_a_form()
    {
        var patient = portal.World.Patient(portal.World.Company());
        using var browser = await portal.SignedIn(patient);

        await browser.Post("/settings", await browser.Get("/settings"), ("language", "en"), ("timeZone", ""), ("phone", ""), ("smsOff", "false"),
            ("visit_minutes", "240"), ("VisitMinutes", "240"), ("company_id", "1"), ("sms_enabled", "1"), ("SmsEnabled", "true"));

        Assert.Equal(1, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}patients WHERE user_id = @patient AND visit_minutes IS NULL AND sms_enabled IS NULL AND company_id <> 1", new { patient }));
    }

    [Fact]
    public async Task Telling_the_administrator_stores_an_attempt_without_therapist_and_time_and_only_where_hours_are_missing()
    {
        var used = portal.World.Company(minutes: 0);
        portal.World.Therapist(companies: used);
        using var browser = await portal.SignedIn(portal.World.Patient(used));
        var page = await browser.Get("/book?day=2027-01-12");
        Assert.Contains("Let the administrator know", page.Text, StringComparison.Ordinal);

        var told = await browser.Post("/book/tell", page, ("month", "2027-01"));
        Assert.Contains("Noted: the administrator sees that hours for January 2027 are missing.", (await browser.Get(told.Location!)).Text, StringComparison.Ordinal);
        Assert.Equal(1, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}refused_attempts WHERE company_id = @used AND therapist_id IS NULL AND starts_at IS NULL", new { used }));

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post("/book/tell", page, ("month", "soon"))).Status);
        await browser.Post("/book/tell", page, ("month", "2050-01"));
        portal.Database.Do("UPDATE {p}number_of_purchased_hours SET minutes = 600 WHERE company_id = @used", new { used });
        var needless = await browser.Post("/book/tell", page, ("month", "2027-01"));
        Assert.Contains("There are hours for January 2027 again", (await browser.Get(needless.Location!)).Text, StringComparison.Ordinal);
        Assert.Equal(1, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}refused_attempts WHERE company_id = @used", new { used }));
    }

    private static async Task<Answer> Save(Browser browser, string language = "", string zone = "", string smsOff = "false", string phone = "") =>
        await browser.Post("/settings", await browser.Get("/settings"), ("language", language), ("timeZone", zone), ("smsOff", smsOff), ("phone", phone));
}
