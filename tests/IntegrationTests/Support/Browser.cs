using System.Net;
using System.Text.RegularExpressions;

namespace Scheduling.IntegrationTests.Support;

/// <summary>An HTTP client with a jar of cookies that follows no redirect by itself and sends forms as a browser does.</summary>
public sealed partial class Browser : IDisposable
{
    private readonly CookieContainer cookies;
    private readonly HttpClient client;

    public Browser(Uri address)
        : this(address, new CookieContainer())
    {
    }

    private Browser(Uri address, CookieContainer cookies)
    {
        this.cookies = cookies;
        Address = address;
        client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false, MaxConnectionsPerServer = 64 })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(60),
        };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
    }

    public Uri Address { get; }

    public HttpClient Client => client;

    /// <summary>The same browser where another instance of the portal stands: cookies do not look at ports.</summary>
    public Browser At(Uri address) => new(address, cookies);

    public void AddCookie(string name, string value) => cookies.Add(Address, new Cookie(name, value));

    public IReadOnlyList<Cookie> Cookies => [.. cookies.GetCookies(Address).Cast<Cookie>()];

    public async Task<Answer> Get(string path) => await Answer.Of(await client.GetAsync(new Uri(path, UriKind.Relative)));

    /// <summary>Sends a form that belongs to the page: with the page's anti-forgery token.</summary>
    public async Task<Answer> Post(string path, Answer page, params (string Name, string Value)[] fields)
    {
        var token = TokenField().Matches(page.Body).LastOrDefault()?.Groups["token"].Value
            ?? throw new InvalidOperationException("The page has no form.");
        using var content = new FormUrlEncodedContent([
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("__form", token)]);
        return await Answer.Of(await client.PostAsync(new Uri(path, UriKind.Relative), content));
    }

    public async Task<Answer> PostRaw(string path, HttpContent content) => await Answer.Of(await client.PostAsync(new Uri(path, UriKind.Relative), content));

    /// <summary>Opens the confirm page of a time: the answer's form books it with <see cref="Confirm"/>.</summary>
    public Task<Answer> OpenConfirm(ulong? therapist, Instant start) => Get($"/book/confirm?t={therapist}&start={Iso(start)}");

    public Task<Answer> Confirm(Answer page, ulong? choice, ulong therapist, Instant start, string? key = null) => Post(
        "/book/confirm",
        page,
        ("t", choice?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ""),
        ("therapist", therapist.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("orAnother", choice is null ? "true" : "false"),
        ("start", Iso(start)),
        ("key", key ?? Guid.NewGuid().ToString("N")));

    public static string Iso(Instant moment) => NodaTime.Text.InstantPattern.General.Format(moment);

    public void Dispose() => client.Dispose();

    [GeneratedRegex("name=\"__form\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TokenField();
}

/// <summary>Status, place and text of an answer.</summary>
public sealed record Answer(HttpStatusCode Status, string? Location, string Body, HttpResponseMessage Raw)
{
    /// <summary>The visit that a booking led to; null when it led elsewhere.</summary>
    public string? BookedVisit => Location is { } place && place.StartsWith("/visits/", StringComparison.Ordinal) ? place.Split('/', '?')[2] : null;

    /// <summary>The page of a refusal for hours.</summary>
    public bool LedToRefusal => Location?.StartsWith("/book/refused", StringComparison.Ordinal) == true;

    public string Text => WebUtility.HtmlDecode(Body);

    public static async Task<Answer> Of(HttpResponseMessage response) => new(
        response.StatusCode,
        response.Headers.Location?.OriginalString,
        await response.Content.ReadAsStringAsync(),
        response);
}
