using System.Net;

namespace Scheduling.IntegrationTests.Booking;

/// <summary>Booking through the real pages on a real database (R22–R24, R34c, R43, R44).</summary>
public sealed class BookAppointmentTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly Instant TomorrowAtNine = Instant.FromUtc(2027, 1, 12, 8, 0);

    [Fact]
    public async Task A_patient_books_a_listed_time_and_sees_the_visit()
    {
        var company = portal.World.Company(minutes: 600);
        var therapist = portal.World.Therapist(companies: company);
        var patient = portal.World.Patient(company);
        using var browser = await portal.SignedIn(patient);

        var times = await browser.Get("/book");
        Assert.Contains($"start={Browser.Iso(TomorrowAtNine)}", times.Text, StringComparison.Ordinal);
        var page = await browser.OpenConfirm(null, TomorrowAtNine);
        var booked = await browser.Confirm(page, null, therapist, TomorrowAtNine);
        var visit = await browser.Get(booked.Location!);

        Assert.Equal(HttpStatusCode.OK, visit.Status);
        Assert.Contains("Your visit is booked", visit.Text, StringComparison.Ordinal);
        Assert.Contains("Tuesday, 12 January 2027, 09:00–09:50", visit.Text, StringComparison.Ordinal);
        Assert.Equal(50, portal.Database.Value<int>("SELECT used_minutes FROM {p}used_hours WHERE company_id = @company", new { company }));
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task Cancelling_gives_the_hours_back_and_frees_the_time_for_others()
    {
        var company = portal.World.Company(minutes: 50);
        var therapist = portal.World.Therapist(companies: company);
        using var first = await portal.SignedIn(portal.World.Patient(company));
        using var second = await portal.SignedIn(portal.World.Patient(company));
        var visit = (await first.Confirm(await first.OpenConfirm(therapist, TomorrowAtNine), therapist, therapist, TomorrowAtNine)).BookedVisit;

        var cancelled = await first.Post($"/visits/{visit}/cancel", await first.Get($"/visits/{visit}/cancel"));
        Assert.Equal($"/visits/{visit}", cancelled.Location);
        Assert.Equal(0, portal.Database.Value<int>("SELECT used_minutes FROM {p}used_hours WHERE company_id = @company", new { company }));

        var again = await second.Confirm(await second.OpenConfirm(therapist, TomorrowAtNine), therapist, therapist, TomorrowAtNine);
        Assert.NotNull(again.BookedVisit);
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task Cancelling_twice_is_no_fault_and_gives_back_once()
    {
        var company = portal.World.Company(minutes: 200);
        var therapist = portal.World.Therapist(companies: company);
        using var browser = await portal.SignedIn(portal.World.Patient(company));
        var visit = (await browser.Confirm(await browser.OpenConfirm(therapist, TomorrowAtNine), therapist, therapist, TomorrowAtNine)).BookedVisit;
        var page = await browser.Get($"/visits/{visit}/cancel");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.Post($"/visits/{visit}/cancel", page)));

        Assert.All(answers, answer => Assert.Equal($"/visits/{visit}", answer.Location));
        Assert.Equal(1, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}audit_log WHERE action = 'appointment_cancelled' AND subject_id = @visit", new { visit }));
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task A_visit_can_be_cancelled_exactly_at_the_limit_and_not_a_second_later()
    {
        var company = portal.World.Company();
        var therapist = portal.World.Therapist(companies: company);
        var patient = portal.World.Patient(company);
        using var browser = await portal.SignedIn(patient);
        var visit = (await browser.Confirm(await browser.OpenConfirm(therapist, TomorrowAtNine), therapist, therapist, TomorrowAtNine)).BookedVisit;
        try
        {
            portal.Clock.Now = TomorrowAtNine - Duration.FromHours(3) + Duration.FromSeconds(1);
            using var nextDay = await portal.SignedIn(patient);
            var page = await nextDay.Get($"/visits/{visit}/cancel");
            var late = await nextDay.Post($"/visits/{visit}/cancel", page);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
            Assert.Contains("can no longer be cancelled or moved here", late.Text, StringComparison.Ordinal);

            portal.Clock.Now = TomorrowAtNine - Duration.FromHours(3);
            Assert.Equal($"/visits/{visit}", (await nextDay.Post($"/visits/{visit}/cancel", page)).Location);
        }
        finally
        {
            portal.Clock.Now = TestClock.Start;
        }

        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task When_the_hours_are_gone_the_attempt_is_stored_and_nothing_else()
    {
        var company = portal.World.Company(minutes: 49);
        var therapist = portal.World.Therapist(companies: company);
        var patient = portal.World.Patient(company);
        using var browser = await portal.SignedIn(patient);

        var refused = await browser.Confirm(await browser.OpenConfirm(therapist, TomorrowAtNine), therapist, therapist, TomorrowAtNine);

        Assert.True(refused.LedToRefusal);
        Assert.Contains("are not enough for a visit. No visit was made.", (await browser.Get(refused.Location!)).Text, StringComparison.Ordinal);
        var attempt = Assert.Single(portal.Database.List<(ulong Patient, ulong By, string Role, DateTime Month, ulong Therapist, DateTime Start, int Unused)>(
            "SELECT patient_id, by_user, by_role, month, therapist_id, starts_at, unused_minutes FROM {p}refused_attempts WHERE company_id = @company", new { company }));
        Assert.Equal((patient, patient, "patient", new DateTime(2027, 1, 1), therapist, new DateTime(2027, 1, 12, 8, 0, 0), 49), attempt);
        Assert.Equal(0, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}meetings WHERE company_id = @company", new { company }));
        Assert.Equal(0, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}idempotency_keys WHERE user_id = @patient", new { patient }));
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task Looking_at_a_used_up_month_or_at_the_refusal_is_no_attempt()
    {
        var company = portal.World.Company(minutes: 0);
        var therapist = portal.World.Therapist(companies: company);
        using var browser = await portal.SignedIn(portal.World.Patient(company));

        var page = await browser.Get("/book?day=2027-01-12");
        await browser.OpenConfirm(therapist, TomorrowAtNine);
        await browser.Get($"/book/refused?t={therapist}&start={Browser.Iso(TomorrowAtNine)}");

        Assert.Contains("hours used up", page.Text, StringComparison.Ordinal);
        Assert.Equal(0, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}refused_attempts WHERE company_id = @company", new { company }));
    }

    [Fact]
    public async Task The_same_key_leads_to_the_same_visit_and_makes_no_second()
    {
        var company = portal.World.Company();
        var therapist = portal.World.Therapist(companies: company);
        var patient = portal.World.Patient(company);
        using var browser = await portal.SignedIn(patient);
        var page = await browser.OpenConfirm(therapist, TomorrowAtNine);
        var key = Guid.NewGuid().ToString("N");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => browser.Confirm(page, therapist, therapist, TomorrowAtNine, key)));

        Assert.Single(answers.Select(answer => answer.BookedVisit).Distinct());
        Assert.NotNull(answers[0].BookedVisit);
        Assert.Equal(1, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}meetings WHERE patient_id = @patient", new { patient }));
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task Another_persons_key_is_unknown()
    {
        var company = portal.World.Company();
        var therapist = portal.World.Therapist(companies: company);
        using var first = await portal.SignedIn(portal.World.Patient(company));
        using var second = await portal.SignedIn(portal.World.Patient(company));
        var key = Guid.NewGuid().ToString("N");
        var later = TomorrowAtNine + Duration.FromHours(2);

        var mine = await first.Confirm(await first.OpenConfirm(therapist, TomorrowAtNine), therapist, therapist, TomorrowAtNine, key);
        var theirs = await second.Confirm(await second.OpenConfirm(therapist, later), therapist, therapist, later, key);

        Assert.NotNull(theirs.BookedVisit);
        Assert.NotEqual(mine.BookedVisit, theirs.BookedVisit);
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task A_refusal_is_not_bound_to_its_key()
    {
        var company = portal.World.Company(minutes: 0);
        var therapist = portal.World.Therapist(companies: company);
        using var browser = await portal.SignedIn(portal.World.Patient(company));
        var page = await browser.OpenConfirm(therapist, TomorrowAtNine);
        var key = Guid.NewGuid().ToString("N");
        Assert.True((await browser.Confirm(page, therapist, therapist, TomorrowAtNine, key)).LedToRefusal);

        portal.Database.Do("UPDATE {p}number_of_purchased_hours SET minutes = 60 WHERE company_id = @company", new { company });

        Assert.NotNull((await browser.Confirm(page, therapist, therapist, TomorrowAtNine, key)).BookedVisit);
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task A_key_means_nothing_after_two_days()
    {
        var company = portal.World.Company();
        var therapist = portal.World.Therapist(companies: company);
        using var browser = await portal.SignedIn(portal.World.Patient(company));
        var key = Guid.NewGuid().ToString("N");
        var first = await browser.Confirm(await browser.OpenConfirm(therapist, TomorrowAtNine), therapist, therapist, TomorrowAtNine, key);
        var muchLater = TomorrowAtNine + Duration.FromDays(7);
        portal.Database.Do("UPDATE {p}idempotency_keys SET created_at = DATE_SUB(created_at, INTERVAL 49 HOUR) WHERE idempotency_key = @key", new { key });
        var second = await browser.Confirm(await browser.OpenConfirm(therapist, muchLater), therapist, therapist, muchLater, key);
        Assert.NotNull(second.BookedVisit);
        Assert.NotEqual(first.BookedVisit, second.BookedVisit);
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task A_time_that_was_taken_is_refused_with_near_times_on_the_same_page()
    {
        var company = portal.World.Company();
        var therapist = portal.World.Therapist(companies: company);
        using var first = await portal.SignedIn(portal.World.Patient(company));
        using var second = await portal.SignedIn(portal.World.Patient(company));
        var page = await second.OpenConfirm(therapist, TomorrowAtNine);
        await first.Confirm(await first.OpenConfirm(therapist, TomorrowAtNine), therapist, therapist, TomorrowAtNine);

        var refused = await second.Confirm(page, therapist, therapist, TomorrowAtNine);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Someone has just taken this time. No visit was made.", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Near times", refused.Text, StringComparison.Ordinal);
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task When_the_named_therapist_is_gone_any_other_takes_the_visit()
    {
        var company = portal.World.Company();
        var named = portal.World.Therapist(companies: company);
        var other = portal.World.Therapist(companies: company);
        using var first = await portal.SignedIn(portal.World.Patient(company));
        using var second = await portal.SignedIn(portal.World.Patient(company));
        var page = await second.OpenConfirm(null, TomorrowAtNine);
        Assert.Contains($"name=\"therapist\" value=\"{named}\"", page.Body, StringComparison.Ordinal);
        await first.Confirm(await first.OpenConfirm(named, TomorrowAtNine), named, named, TomorrowAtNine);

        var booked = await second.Confirm(page, null, named, TomorrowAtNine);

        Assert.Equal(other, portal.Database.Value<ulong>("SELECT therapist_id FROM {p}meetings WHERE public_id = @id", new { id = booked.BookedVisit }));
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task A_therapist_of_another_company_cannot_be_booked_by_a_tampered_form()
    {
        var company = portal.World.Company();
        var own = portal.World.Therapist(companies: company);
        var foreign = portal.World.Therapist(companies: portal.World.Company());
        var patient = portal.World.Patient(company);
        using var browser = await portal.SignedIn(patient);
        var page = await browser.OpenConfirm(own, TomorrowAtNine);

        var answer = await browser.Confirm(page, foreign, foreign, TomorrowAtNine);

        Assert.Null(answer.BookedVisit);
        Assert.Equal(0, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}meetings WHERE patient_id = @patient", new { patient }));
    }

    [Theory]
    [InlineData("key", "not-a-key")]
    [InlineData("start", "yesterday")]
    [InlineData("start", "9999-12-31T23:59:59Z")]
    [InlineData("therapist", "-1")]
    public async Task A_tampered_form_changes_nothing_and_is_no_server_error(string field, string value)
    {
        var company = portal.World.Company();
        var therapist = portal.World.Therapist(companies: company);
        var patient = portal.World.Patient(company);
        using var browser = await portal.SignedIn(patient);
        var page = await browser.OpenConfirm(therapist, TomorrowAtNine);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["t"] = $"{therapist}", ["therapist"] = $"{therapist}", ["orAnother"] = "false", ["start"] = Browser.Iso(TomorrowAtNine),
            ["key"] = Guid.NewGuid().ToString("N"), [field] = value,
        };

        var answer = await browser.Post("/book/confirm", page, [.. fields.Select(pair => (pair.Key, pair.Value))]);

        Assert.InRange((int)answer.Status, 400, 499);
        Assert.Equal(0, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}meetings WHERE patient_id = @patient", new { patient }));
    }
}
