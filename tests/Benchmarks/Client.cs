using System.Net;
using System.Text.RegularExpressions;

namespace Scheduling.Benchmarks;

/// <summary>A signed-in patient at the wire, or with an empty session a stranger: no redirects, no parsing beyond the form's token.</summary>
internal sealed partial class Client(HttpClient http, string session)
{
    private string formCookies = "";
    private string? token;

    public async Task<HttpStatusCode> Get(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (session.Length > 0)
        {
            request.Headers.Add("Cookie", session + formCookies);
        }

        using var response = await http.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        return response.StatusCode;
    }

    /// <summary>Opens a page with a form: its token serves every later form of this patient.</summary>
    public async Task OpenForm(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", session + formCookies);
        using var response = await http.SendAsync(request);
        token = Token().Match(await response.Content.ReadAsStringAsync()).Groups["token"].Value;
        if (token.Length == 0)
        {
            throw new InvalidOperationException($"No form at {path}: {response.StatusCode}.");
        }

        formCookies = string.Concat(response.Headers.GetValues("Set-Cookie").Select(cookie => "; " + cookie.Split(';')[0]));
    }

    /// <summary>The visit booked; null and the status when there is none.</summary>
    public async Task<(string? Visit, HttpStatusCode Status)> Book(ulong therapist, Instant start)
    {
        var (status, location) = await Post(
            "/book/confirm",
            [
                new("t", Text(therapist)), new("therapist", Text(therapist)), new("orAnother", "false"),
                new("start", NodaTime.Text.InstantPattern.General.Format(start)), new("key", Guid.NewGuid().ToString("N")),
            ]);
        return (location is not null && location.StartsWith("/visits/", StringComparison.Ordinal) ? location.Split('/', '?')[2] : null, status);
    }

    public async Task<bool> Cancel(string visit) => (await Post($"/visits/{visit}/cancel", [])).Location is not null;

    private async Task<(HttpStatusCode Status, string? Location)> Post(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Append(new("__form", token!))) };
        request.Headers.Add("Cookie", session + formCookies);
        using var response = await http.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        return (response.StatusCode, response.Headers.Location?.OriginalString);
    }

    private static string Text(ulong number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("name=\"__form\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
