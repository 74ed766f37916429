using System.Net;
using Scheduling.Domain.Kernel;

namespace Scheduling.IntegrationTests.Portal;

/// <summary>No person sees or touches another's data; foreign and unknown are the same "not found" (R4).</summary>
public sealed class AccessTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly Instant TomorrowAtNine = Instant.FromUtc(2027, 1, 12, 8, 0);

    [Fact]
    public async Task Another_patients_visit_can_neither_be_seen_nor_cancelled()
    {
        var company = portal.World.Company();
        var therapist = portal.World.Therapist(companies: company);
        using var owner = await portal.SignedIn(portal.World.Patient(company));
        using var colleague = await portal.SignedIn(portal.World.Patient(company));
        var visit = (await owner.Confirm(await owner.OpenConfirm(therapist, TomorrowAtNine), therapist, therapist, TomorrowAtNine)).BookedVisit!;
        var anyForm = await colleague.Get("/visits");

        var answers = new[]
        {
            await colleague.Get($"/visits/{visit}"),
            await colleague.Get($"/visits/{visit}/cancel"),
            await colleague.Post($"/visits/{visit}/cancel", anyForm),
            await colleague.Get($"/visits/{Guid.NewGuid():N}"),
            await colleague.Post($"/visits/{Guid.NewGuid():N}/cancel", anyForm),
        };

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.NotFound, answer.Status));
        Assert.Equal("booked", portal.Database.Value<string>("SELECT status FROM {p}meetings WHERE public_id = @visit", new { visit }));
        Assert.DoesNotContain(visit, (await colleague.Get("/visits")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/book")]
    [InlineData("/book/confirm?t=1&start=2027-01-12T08:00:00Z")]
    [InlineData("/book/refused?t=1&start=2027-01-12T08:00:00Z")]
    [InlineData("/visits")]
    [InlineData("/visits/0123456789abcdef0123456789abcdef")]
    [InlineData("/visits/0123456789abcdef0123456789abcdef/cancel")]
    [InlineData("/therapist")]
    [InlineData("/administrator")]
    [InlineData("/role")]
    [InlineData("/")]
    public async Task A_stranger_is_asked_to_sign_in(string path)
    {
        using var stranger = portal.Stranger();
        var answer = await stranger.Get(path);
        Assert.Equal(HttpStatusCode.Found, answer.Status);
        Assert.Contains("/signin?return=", answer.Location, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ActingRole.Patient, "patient", "/therapist", "/administrator")]
    [InlineData(ActingRole.Therapist, "therapist", "/book", "/visits", "/administrator")]
    [InlineData(ActingRole.Administrator, "scheduling_admin", "/book", "/visits", "/therapist")]
    public async Task Another_roles_pages_do_not_exist(ActingRole role, string slug, params string[] paths)
    {
        using var browser = await portal.SignedIn(portal.World.User("Somebody", "-", slug), role);
        foreach (var path in paths)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(path)).Status);
        }
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        var company = portal.World.Company();
        var therapist = portal.World.Therapist(companies: company);
        using var browser = await portal.SignedIn(portal.World.Patient(company));
        var visit = (await browser.Confirm(await browser.OpenConfirm(therapist, TomorrowAtNine), therapist, therapist, TomorrowAtNine)).BookedVisit!;
        using var other = await portal.SignedIn(portal.World.Patient(company));
        var foreignForm = await other.Get("/visits");
        using var empty = new FormUrlEncodedContent([]);
        using var plain = new StringContent("{}", System.Text.Encoding.UTF8, "text/plain");

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostRaw($"/visits/{visit}/cancel", empty)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostRaw($"/visits/{visit}/cancel", plain)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post($"/visits/{visit}/cancel", foreignForm)).Status);
        Assert.Equal("booked", portal.Database.Value<string>("SELECT status FROM {p}meetings WHERE public_id = @visit", new { visit }));
    }

    [Fact]
    public async Task No_page_changes_anything_when_it_is_only_opened()
    {
        var company = portal.World.Company(minutes: 0);
        var therapist = portal.World.Therapist(companies: company);
        using var browser = await portal.SignedIn(portal.World.Patient(company));
        await browser.Get("/visits");
        var before = Checksum();

        foreach (var path in new[] { "/", "/book", $"/book?t={therapist}&day=2027-01-12", $"/book/confirm?t=&start={Browser.Iso(TomorrowAtNine)}",
            $"/book/refused?t=&start={Browser.Iso(TomorrowAtNine)}", "/visits", "/signin", "/signout", "/role", "/language", "/nothing" })
        {
            await browser.Get(path);
        }

        Assert.Equal(before, Checksum());
    }

    [Theory]
    [InlineData("/book?day=2027-02-31")]
    [InlineData("/book?day=99999999-01-01")]
    [InlineData("/book?t=-5")]
    [InlineData("/book?t=99999999999999999999")]
    [InlineData("/book/confirm?t=&start=garbage")]
    [InlineData("/book/confirm")]
    [InlineData("/book/confirm?t=&start=9998-01-01T00:00:00Z")]
    [InlineData("/book/refused?t=&start=-9998-01-01T00:00:00Z")]
    [InlineData("/visits/not-a-visit")]
    [InlineData("/visits/zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    [InlineData("/status?code=200")]
    public async Task Made_up_addresses_are_no_server_error(string path)
    {
        var company = portal.World.Company();
        portal.World.Therapist(companies: company);
        using var browser = await portal.SignedIn(portal.World.Patient(company));

        var answer = await browser.Get(path);

        Assert.InRange((int)answer.Status, 200, 499);
        Assert.DoesNotContain("Exception", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_patient_without_a_company_or_with_one_that_is_over_is_told_so_and_keeps_his_visits()
    {
        using var lonely = await portal.SignedIn(portal.World.Patient(company: null));
        var over = portal.World.Company();
        portal.Database.Do("UPDATE {p}companies SET active_until = '2027-01-10' WHERE id = @over", new { over });
        using var left = await portal.SignedIn(portal.World.Patient(over));

        Assert.Contains("not joined to a company yet", (await lonely.Get("/book")).Text, StringComparison.Ordinal);
        Assert.Contains("does not book visits here any more", (await left.Get("/book")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await lonely.Get("/visits")).Status);
        Assert.Equal(HttpStatusCode.OK, (await left.Get("/visits")).Status);
    }

    /// <summary>Everything but when somebody was seen last.</summary>
    private string Checksum() => string.Join('|', portal.Database.List<string>(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name NOT LIKE '%sessions' ORDER BY 1")
        .Select(table => portal.Database.Value<(string, ulong?)>($"CHECKSUM TABLE {table}")));
}
