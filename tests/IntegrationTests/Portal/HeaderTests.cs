using System.Net;

namespace Scheduling.IntegrationTests.Portal;

/// <summary>The headers of safety on every kind of answer, and the cookies of http and https (DOMAIN §14).</summary>
public sealed class HeaderTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("/signin", HttpStatusCode.OK)]
    [InlineData("/visits", HttpStatusCode.Found)]
    [InlineData("/nothing", HttpStatusCode.NotFound)]
    [InlineData("/portal.css", HttpStatusCode.OK)]
    public async Task Every_answer_bears_them(string path, HttpStatusCode status)
    {
        using var stranger = portal.Stranger();
        var answer = await stranger.Get(path);

        Assert.Equal(status, answer.Status);
        string Header(string name) => string.Join(", ", answer.Raw.Headers.TryGetValues(name, out var values) ? values : []);
        Assert.Contains("default-src 'none'", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("same-origin", Header("Referrer-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.Empty(Header("Server"));
    }

    [Fact]
    public async Task Pages_are_not_kept_and_hold_no_inline_script_style_or_foreign_host()
    {
        var company = portal.World.Company();
        var therapist = portal.World.Therapist(companies: company);
        using var browser = await portal.SignedIn(portal.World.Patient(company));
        foreach (var path in new[] { "/signin", "/book", $"/book/confirm?t={therapist}&start=2027-01-12T08:00:00Z", "/visits", "/nothing" })
        {
            var answer = await browser.Get(path);
            Assert.Contains("no-store", answer.Raw.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("style=\"", answer.Body, StringComparison.Ordinal);
            Assert.DoesNotMatch("<script(?![^>]*src=)|\\son\\w+=\"", answer.Body);
            Assert.DoesNotMatch("(src|href)=\"https?://", answer.Body);
        }
    }

    [Fact]
    public async Task On_http_cookies_are_plain_on_https_they_are_Secure_with_the_Host_prefix()
    {
        using var plain = portal.Stranger();
        var http = (await plain.Get("/signin")).Raw.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("form=", http, StringComparison.Ordinal);
        Assert.DoesNotContain("secure", http, StringComparison.OrdinalIgnoreCase);

        using var secured = new HttpsFixture();
        using var browser = secured.Stranger();
        var answer = await browser.Get("/signin");
        var https = answer.Raw.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-form=", https, StringComparison.Ordinal);
        Assert.Contains("secure", https, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", https, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", https, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("max-age=31536000", answer.Raw.Headers.GetValues("Strict-Transport-Security").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/signin?lang=ru", "en", "ru", "Вход")]
    [InlineData("/signin", "pl", "pl", "Zaloguj się")]
    [InlineData("/signin", "de, en;q=0.5", "en", "Sign in")]
    [InlineData("/signin", "fr", "pl", "Zaloguj się")]
    public async Task A_strangers_language_is_the_asked_one_then_the_browsers_then_the_portals(string path, string accepted, string language, string word)
    {
        using var stranger = portal.Stranger();
        stranger.Client.DefaultRequestHeaders.AcceptLanguage.Clear();
        stranger.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(accepted);
        var page = await stranger.Get(path);
        Assert.Contains($"<html lang=\"{language}\"", page.Body, StringComparison.Ordinal);
        Assert.Contains($"<h1>{word}</h1>", page.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nothing?lang=ru", "ru", "Страница не найдена", "/nothing")]
    [InlineData("/nothing", "en", "Page not found", "/nothing")]
    [InlineData("/visits/nobodys?tab=past&lang=pl", "pl", "Nie znaleziono strony", "/visits/nobodys?tab=past")]
    public async Task The_page_of_a_status_keeps_the_language_and_the_address_that_were_asked_for(string path, string language, string title, string back)
    {
        using var browser = await portal.SignedIn(portal.World.Patient(portal.World.Company()));
        var page = await browser.Get(path);
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains($"<html lang=\"{language}\"", page.Body, StringComparison.Ordinal);
        Assert.Contains($"<h1>{title}</h1>", page.Text, StringComparison.Ordinal);
        Assert.Contains($"/language?return={Uri.EscapeDataString(back)}\"", page.Body, StringComparison.Ordinal);
    }

    private sealed class HttpsFixture : PortalFixture
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Portal:PublicUrl"] = "https://portal.example" };
    }
}
