using System.Net;
using Scheduling.Domain.Kernel;

namespace Scheduling.IntegrationTests.Accounts;

/// <summary>A session lives as long as the account, role and password it came from, and no longer than R8 allows.</summary>
public sealed class SessionTests(PortalFixture portal) : IClassFixture<PortalFixture>, IDisposable
{
    private const string Md5OfDemo = "fe01ce2a7fbac8fafaed7c982a04e229";

    public static TheoryData<string> EndsOfAnAccount => new()
    {
        "DELETE FROM {users} WHERE ID = @user",
        "UPDATE {users} SET user_pass = 'another' WHERE ID = @user",
        "DELETE FROM {usermeta} WHERE user_id = @user",
        "UPDATE {usermeta} SET meta_value = 'a:1:{s:10:\"subscriber\";b:1;}' WHERE user_id = @user",
        "UPDATE {usermeta} SET meta_value = 'a:1:{s:7:\"patient\";b:0;}' WHERE user_id = @user",
    };

    [Theory]
    [MemberData(nameof(EndsOfAnAccount))]
    public async Task The_next_request_after_the_account_changed_is_a_strangers(string change)
    {
        var user = portal.World.Patient(portal.World.Company());
        using var browser = await portal.SignedIn(user);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/visits")).Status);

        portal.Database.Do(change, new { user });

        Assert.Contains("/signin", (await browser.Get("/visits")).Location, StringComparison.Ordinal);
        Assert.Equal(0, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}sessions WHERE user_id = @user", new { user }));
    }

    [Theory]
    [InlineData(ActingRole.Patient, 12 * 60)]
    [InlineData(ActingRole.Therapist, 30)]
    [InlineData(ActingRole.Administrator, 30)]
    public async Task A_session_ends_when_it_was_idle_too_long(ActingRole role, int minutes)
    {
        var user = portal.World.User("Somebody", "-", Slug(role));
        using var browser = await portal.SignedIn(user, role);
        var home = role switch { ActingRole.Patient => "/visits", ActingRole.Therapist => "/therapist", _ => "/administrator" };

        portal.Clock.Now += Duration.FromMinutes(minutes);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get(home)).Status);
        portal.Clock.Now += Duration.FromMinutes(minutes) + Duration.FromSeconds(1);
        Assert.Contains("/signin", (await browser.Get(home)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_ends_after_24_hours_however_busy_it_was()
    {
        using var browser = await portal.SignedIn(portal.World.Patient(portal.World.Company()));
        for (var hours = 0; hours < 24; hours += 8)
        {
            portal.Clock.Now += Duration.FromHours(8);
            Assert.Equal(HttpStatusCode.OK, (await browser.Get("/visits")).Status);
        }

        portal.Clock.Now += Duration.FromSeconds(1);
        Assert.Contains("/signin", (await browser.Get("/visits")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_on_the_server_so_that_a_kept_cookie_is_worth_nothing()
    {
        using var browser = await portal.SignedIn(portal.World.Patient(portal.World.Company()));
        using var thief = portal.Stranger();
        var cookie = browser.Cookies.Single(each => each.Name is "session");
        thief.AddCookie(cookie.Name, cookie.Value);

        await browser.Post("/signout", await browser.Get("/visits"));

        Assert.Contains("/signin", (await thief.Get("/visits")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_sign_in_makes_a_new_session_and_ends_the_one_it_came_with()
    {
        var user = portal.World.User("Jan", Md5OfDemo, "patient");
        using var browser = await portal.SignedIn(user);
        var before = browser.Cookies.Single(each => each.Name is "session").Value;

        await browser.Post("/signin", await browser.Get("/signin"), ("Form.Login", $"user{user}"), ("Form.Password", "demo"));

        Assert.NotEqual(before, browser.Cookies.Single(each => each.Name is "session").Value);
        Assert.Equal(1, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}sessions WHERE user_id = @user", new { user }));
    }

    [Fact]
    public async Task A_session_survives_a_restart_of_the_portal()
    {
        using var first = new PortalFixture();
        var user = first.World.Patient(first.World.Company());
        using var browser = await first.SignedIn(user);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/visits")).Status);

        using var restarted = new SecondInstance(first);
        using var later = restarted.Stranger();
        later.AddCookie("session", browser.Cookies.Single(each => each.Name is "session").Value);

        Assert.Equal(HttpStatusCode.OK, (await later.Get("/visits")).Status);
    }

    [Fact]
    public async Task A_person_with_two_roles_chooses_one_and_is_held_to_it()
    {
        var user = portal.World.User("Both", "-", "therapist", "scheduling_admin");
        using var browser = await portal.SignedIn(user, role: null);
        Assert.Equal("/role", (await browser.Get("/")).Location);
        Assert.EndsWith("/role", (await browser.Get("/administrator")).Location, StringComparison.Ordinal);

        var page = await browser.Get("/role");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Post("/role", page, ("role", "Patient"))).Status);
        await browser.Post("/role", page, ("role", "Therapist"));

        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/therapist")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get("/administrator")).Status);
    }

    [Fact]
    public async Task Only_a_hash_of_the_token_is_stored_and_no_token_is_logged()
    {
        using var browser = await portal.SignedIn(portal.World.Patient(portal.World.Company()));
        await browser.Get("/visits");
        var cookie = browser.Cookies.Single(each => each.Name is "session").Value;

        Assert.All(portal.Database.List<string>("SELECT token_hash FROM {p}sessions"), hash => Assert.Matches("^[0-9a-f]{64}$", hash));
        Assert.DoesNotContain(portal.Logs.All, line => line.Contains(cookie, StringComparison.Ordinal));
    }

    public void Dispose() => portal.Clock.Now = TestClock.Start;

    private static string Slug(ActingRole role) => role == ActingRole.Administrator ? "scheduling_admin" : role.ToString().ToLowerInvariant();

    /// <summary>Another process on the same database.</summary>
    private sealed class SecondInstance(PortalFixture first) : PortalFixture
    {
        protected override bool HasOwnWordPress => false;

        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string>(StringComparer.Ordinal) { ["ConnectionStrings:Portal"] = first.Database.ConnectionString };
    }
}
