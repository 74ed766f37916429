using System.Net;
using System.Text.Json;

namespace Scheduling.IntegrationTests.Accounts;

/// <summary>Signing in on the portal's own page against WordPress's users (R2 b).</summary>
public sealed class SignInTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const string Md5OfDemo = "fe01ce2a7fbac8fafaed7c982a04e229";

    [Fact]
    public async Task A_person_signs_in_with_login_or_e_mail_and_comes_to_the_page_he_wanted()
    {
        var user = portal.World.User("Jan", Md5OfDemo, "patient");
        foreach (var name in new[] { $"user{user}", $"USER{user}", $"user{user}@example.test" })
        {
            using var browser = portal.Stranger();
            var sent = await browser.Get("/visits");
            Assert.StartsWith("/signin?return=%2Fvisits", new Uri(sent.Raw.RequestMessage!.RequestUri!, sent.Location!).PathAndQuery, StringComparison.Ordinal);

            var page = await browser.Get("/signin?return=%2Fvisits");
            var entered = await browser.Post("/signin?return=%2Fvisits", page, ("Form.Login", name), ("Form.Password", "demo"));

            Assert.Equal("/visits", entered.Location);
            Assert.Equal(HttpStatusCode.OK, (await browser.Get("/visits")).Status);
        }
    }

    [Theory]
    [InlineData("wordpress-6.1.9-phpass.json")]
    [InlineData("wordpress-7.1-bcrypt.json")]
    public async Task A_hash_that_WordPress_wrote_opens_the_portal(string file)
    {
        var vectors = JsonDocument.Parse(await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "tests", "UnitTests", "TestData", "wordpress", file))).RootElement.GetProperty("vectors");
        var polish = vectors.EnumerateArray().Single(vector => vector.GetProperty("name").GetString() is "polish");
        var user = portal.World.User("Łukasz", polish.GetProperty("hash").GetString()!, "patient");
        using var browser = portal.Stranger();

        var entered = await SignIn(browser, $"user{user}", polish.GetProperty("password").GetString()!);

        Assert.Equal("/", entered.Location);
    }

    [Fact]
    public async Task Unknown_name_wrong_password_and_foreign_format_get_the_same_bytes()
    {
        var known = portal.World.User("Jan", Md5OfDemo, "patient");
        var foreign = portal.World.User("Ewa", "$argon2id$v=19$m=65536,t=4,p=1$c29tZXNhbHQ$aGFzaA", "patient");
        var answers = new List<string>();
        foreach (var name in new[] { "nobodyatall", $"user{known}", $"user{foreign}" })
        {
            using var browser = portal.Stranger();
            var answer = await SignIn(browser, name, "wrong");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Contains("sign in through WordPress", answer.Text, StringComparison.Ordinal);
            answers.Add(WithoutToken(answer.Body).Replace(name, "NAME", StringComparison.Ordinal));
        }

        Assert.Single(answers.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_typed_is_kept_but_never_the_password()
    {
        using var browser = portal.Stranger();

        var answer = await SignIn(browser, "\"><script>x", "secret-typed");

        Assert.Contains("value=\"&quot;&gt;&lt;script&gt;x\"", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-typed", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Logs.All, line => line.Contains("secret-typed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "x", "Enter your login or e-mail.")]
    [InlineData("x", "", "Enter your password.")]
    public async Task A_missing_field_is_named_beside_it(string login, string password, string message)
    {
        using var browser = portal.Stranger();

        var answer = await SignIn(browser, login, password);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(2, answer.Text.Split(message).Length - 1);
        Assert.Contains("<title>Error: Sign in", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_attempts_are_refused_and_the_real_person_still_enters_from_elsewhere()
    {
        using var limited = new LimitedFixture();
        var user = limited.World.User("Jan", Md5OfDemo, "patient");
        using var attacker = limited.Stranger();
        attacker.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        var page = await attacker.Get("/signin");
        var statuses = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 12; attempt++)
        {
            statuses.Add((await attacker.Post("/signin", page, ("Form.Login", $"user{user}"), ("Form.Password", "wrong"))).Status);
        }

        using var person = limited.Stranger();
        person.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.8");

        Assert.Equal(2, statuses.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal("/", (await SignIn(person, $"user{user}", "demo")).Location);
    }

    [Fact]
    public async Task A_made_up_forwarded_address_changes_nothing()
    {
        using var untrusting = new PortalFixture();
        var user = untrusting.World.User("Jan", Md5OfDemo, "patient");
        var refused = 0;
        for (var attempt = 0; attempt < 12; attempt++)
        {
            using var browser = untrusting.Stranger();
            browser.Client.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{attempt}");
            refused += (await SignIn(browser, $"user{user}", "wrong")).Status == HttpStatusCode.TooManyRequests ? 1 : 0;
        }

        Assert.Equal(2, refused);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("/%09/evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task After_signing_in_nobody_is_sent_elsewhere(string target)
    {
        var user = portal.World.User("Jan", Md5OfDemo, "patient");
        using var browser = portal.Stranger();
        var address = $"/signin?return={Uri.EscapeDataString(target)}";

        var entered = await browser.Post(address, await browser.Get(address), ("Form.Login", $"user{user}"), ("Form.Password", "demo"));

        Assert.StartsWith("/", entered.Location, StringComparison.Ordinal);
        Assert.Equal(browser.Address.Host, new Uri(browser.Address, entered.Location!).Host);
    }

    [Fact]
    public async Task An_account_without_a_role_or_marked_as_spam_does_not_enter()
    {
        var user = portal.World.User("Subscriber", Md5OfDemo, "subscriber");
        using var browser = portal.Stranger();

        var answer = await SignIn(browser, $"user{user}", "demo");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("has no access to visits", answer.Text, StringComparison.Ordinal);
    }

    private static async Task<Answer> SignIn(Browser browser, string login, string password) =>
        await browser.Post("/signin", await browser.Get("/signin"), ("Form.Login", login), ("Form.Password", password));

    private static string WithoutToken(string body) =>
        System.Text.RegularExpressions.Regex.Replace(body, "value=\"[^\"]{60,}\"", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>A portal behind a proxy on this machine that it trusts.</summary>
    private sealed class LimitedFixture : PortalFixture
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Portal:TrustedProxies"] = "127.0.0.1, ::1" };
    }
}
