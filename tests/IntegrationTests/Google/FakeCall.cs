using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Scheduling.IntegrationTests.Google;

/// <summary>A request as it arrived; <paramref name="User"/> is whose token it bore.</summary>
public sealed partial record FakeCall(string Kind, string Method, string Path, string? Calendar, string? EventId, string? User, string? Token, string Text, IQueryCollection Parameters)
{
    public JsonObject? Body => Kind is "insert" or "patch" ? JsonNode.Parse(Text)!.AsObject() : null;

    public string? Query(string name) => Parameters.TryGetValue(name, out var value) ? value.ToString() : null;

    public static FakeCall Of(HttpRequest request, string text, string? user)
    {
        var path = request.Path.ToString();
        var place = Places().Match(path);
        var calendar = place.Groups["calendar"].Value is { Length: > 0 } named ? Uri.UnescapeDataString(named) : null;
        var id = place.Groups["id"].Value is { Length: > 0 } given ? given : null;
        var kind = (request.Method, path, place.Success, place.Groups["events"].Success, id) switch
        {
            ("POST", "/token", _, _, _) => "token",
            ("GET", _, true, false, null) => "describe",
            ("POST", _, true, true, null) => "insert",
            ("GET", _, true, true, not null) => "get",
            ("PATCH", _, true, true, not null) => "patch",
            ("DELETE", _, true, true, not null) => "delete",
            _ => "unknown",
        };
        var token = request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
        return new FakeCall(kind, request.Method, path, calendar, id, user, token, text, request.Query);
    }

    [GeneratedRegex("^/calendar/v3/calendars/(?<calendar>[^/]+)(?<events>/events(/(?<id>[^/]+))?)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Places();
}
