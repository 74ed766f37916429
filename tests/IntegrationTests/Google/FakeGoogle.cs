using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Scheduling.IntegrationTests.Google;

/// <summary>
/// Google's token endpoint and calendars on loopback, as far as the portal calls them: events in memory, one conference per request id,
/// faults as scripted. What it does not know, and every request that Google would not understand, is kept in <see cref="Complaints"/>.
/// </summary>
public sealed partial class FakeGoogle : IAsyncDisposable
{
    public const string EventsScope = "https://www.googleapis.com/auth/calendar.events";
    public const string CalendarsScope = "https://www.googleapis.com/auth/calendar.calendars.readonly";
    public const string RefreshToken = "1//refresh-token-of-the-shared-account";
    public const string SharedAccount = "shared@provider.example";

    private readonly Lock gate = new();
    private readonly Dictionary<(string Calendar, string Id), FakeEvent> events = [];
    private readonly Dictionary<string, (string User, string[] Scopes)> tokens = new(StringComparer.Ordinal);
    private readonly List<Script> scripts = [];
    private readonly WebApplication server;
    private int links;

    public FakeGoogle()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.Run(Answer);
        server.StartAsync().GetAwaiter().GetResult();
        Address = new Uri(server.Urls.First());
    }

    public Uri Address { get; }

    /// <summary>Every request, in the order of arrival.</summary>
    public ConcurrentQueue<FakeCall> Calls { get; } = new();

    public ConcurrentQueue<string> Complaints { get; } = new();

    public IReadOnlyList<FakeEvent> Events
    {
        get
        {
            lock (gate)
            {
                return [.. events.Values];
            }
        }
    }

    /// <summary>Scopes that the domain's administrator has granted.</summary>
    public ISet<string> Granted { get; } = new HashSet<string>(StringComparer.Ordinal) { EventsScope, CalendarsScope };

    /// <summary>How often a new conference is found pending before it is there.</summary>
    public int PendingPolls { get; set; }

    /// <summary>How many of the next conferences fail.</summary>
    public int FailingConferences { get; set; }

    public bool AllowsMeet { get; set; } = true;

    /// <summary>Users that the domain does not have.</summary>
    public ISet<string> UnknownUsers { get; } = new HashSet<string>(StringComparer.Ordinal);

    public IEnumerable<FakeCall> CallsOf(string kind) => Calls.Where(call => call.Kind == kind);

    public void Reset()
    {
        lock (gate)
        {
            events.Clear();
            scripts.Clear();
        }

        Calls.Clear();
        Complaints.Clear();
        (PendingPolls, FailingConferences, AllowsMeet) = (0, 0, true);
        Granted.UnionWith([EventsScope, CalendarsScope]);
    }

    /// <summary>The next calls of a kind (<c>insert</c>, <c>get</c>, <c>patch</c>, <c>delete</c>, <c>describe</c>, <c>token</c>) end like this.</summary>
    public void Next(string kind, Func<HttpContext, Task> ending, int times = 1, bool store = false)
    {
        lock (gate)
        {
            scripts.Add(new Script(kind, ending, store) { Left = times });
        }
    }

    /// <summary>Something happens while the next call of a kind is on its way; then it is answered as always.</summary>
    public void During(string kind, Func<Task> happening)
    {
        lock (gate)
        {
            scripts.Add(new Script(kind, _ => happening(), Store: false) { Left = 1, Goes = true });
        }
    }

    /// <summary>Every token is refused from now on; new ones are given.</summary>
    public void ExpireTokens()
    {
        lock (gate)
        {
            tokens.Clear();
        }
    }

    /// <summary>As if somebody had deleted it in Google's calendar; <paramref name="forGood"/>: it is not even kept as cancelled.</summary>
    public void DeleteByHand(string id, bool forGood = true)
    {
        lock (gate)
        {
            var key = events.Keys.Single(each => each.Id == id);
            if (forGood)
            {
                events.Remove(key);
            }
            else
            {
                events[key].Status = "cancelled";
            }
        }
    }

    public FakeEvent Event(string id) => Events.Single(each => each.Id == id);

    public static Func<HttpContext, Task> Error(int status, string reason, string message = "", string domain = "global", int? retryAfter = null) => context =>
    {
        context.Response.Headers.RetryAfter = retryAfter?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Json(context, status, new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["errors"] = new JsonArray(new JsonObject { ["domain"] = domain, ["reason"] = reason, ["message"] = message }),
                ["code"] = status,
                ["message"] = message,
            },
        });
    };

    public static Func<HttpContext, Task> TokenError(int status, string error, string description) => context =>
        Json(context, status, new JsonObject { ["error"] = error, ["error_description"] = description });

    public static Func<HttpContext, Task> Page(int status) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync("<html><title>Error 502 (Server Error)!!1</title></html>");
    };

    public static Func<HttpContext, Task> Empty(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public static Task LostReply(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    public static async Task Hangs(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await server.StopAsync(new CancellationToken(canceled: true));
        await server.DisposeAsync();
    }

    private async Task Answer(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var call = FakeCall.Of(context.Request, body, UserOf(context.Request));
        Calls.Enqueue(call);
        Script? script;
        lock (gate)
        {
            script = scripts.Find(each => each.Kind == call.Kind && each.Left > 0);
            if (script is not null)
            {
                script.Left--;
            }
        }

        if (script is null)
        {
            await Carry(call, context);
            return;
        }

        if (script.Store)
        {
            lock (gate)
            {
                _ = Reply(call);
            }
        }

        await script.Ending(context);
        if (script.Goes)
        {
            await Carry(call, context);
        }
    }

    private Task Carry(FakeCall call, HttpContext context)
    {
        Func<HttpContext, Task> reply;
        lock (gate)
        {
            reply = call.Kind == "token" ? TokenFor(call) : call.User is null ? Error(401, "authError", "Invalid Credentials") : Reply(call);
        }

        return reply(context);
    }

    private string? UserOf(HttpRequest request)
    {
        lock (gate)
        {
            return tokens.TryGetValue(request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), out var token) ? token.User : null;
        }
    }

    private Func<HttpContext, Task> Reply(FakeCall call)
    {
        var key = (call.Calendar == "primary" ? call.User! : call.Calendar ?? "", call.EventId ?? (string?)call.Body?["id"] ?? "");
        events.TryGetValue(key, out var found);
        switch (call.Kind)
        {
            case "insert" when !EventIds().IsMatch(key.Item2):
                Complaints.Enqueue($"The id {key.Item2} is none that Google takes.");
                return Error(400, "invalid", "Invalid resource id value.");
            case "insert" when found is not null:
                return Error(409, "duplicate", "The requested identifier already exists.");
            case "insert":
                found = events[key] = new FakeEvent(key.Item2, key.Item1, call.Body!);
                AskForConference(found, call);
                return Shown(found);
            case "get" or "patch" or "delete" when found is null:
                return Error(404, "notFound", "Not Found");
            case "get":
                if (found.PendingPolls > 0 && --found.PendingPolls == 0)
                {
                    Make(found);
                }

                return Shown(found);
            case "patch":
                found.Change(call.Body!);
                AskForConference(found, call);
                return Shown(found);
            case "delete" when found.Status == "cancelled":
                return Error(410, "deleted", "Resource has been deleted");
            case "delete":
                found.Status = "cancelled";
                return Empty(204);
            case "describe" when !tokens[call.Token!].Scopes.Contains(CalendarsScope, StringComparer.Ordinal):
                return Error(403, "insufficientPermissions", "Request had insufficient authentication scopes.");
            case "describe":
                var types = AllowsMeet ? new JsonArray("hangoutsMeet") : [];
                return context => Json(context, 200, new JsonObject { ["conferenceProperties"] = new JsonObject { ["allowedConferenceSolutionTypes"] = types } });
            default:
                Complaints.Enqueue($"Unknown call: {call.Method} {call.Path}");
                return Error(404, "notFound", "Unknown");
        }
    }

    private Func<HttpContext, Task> TokenFor(FakeCall call)
    {
        var form = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(call.Text);
        string user;
        string[] scopes;
        if (form["grant_type"] == "refresh_token")
        {
            if (form["refresh_token"] != RefreshToken || form["client_id"] != "client" || form["client_secret"] != "client-secret")
            {
                return TokenError(400, "invalid_grant", "Token has been expired or revoked.");
            }

            (user, scopes) = (SharedAccount, [.. Granted]);
        }
        else
        {
            var claims = Claims(form["assertion"].ToString());
            (user, scopes) = ((string?)claims["sub"] ?? "", ((string?)claims["scope"] ?? "").Split(' '));
            if ((string?)claims["iss"] != GooglePortal.ServiceAccount || (string?)claims["aud"] != "https://oauth2.googleapis.com/token"
                || (long?)claims["exp"] - (long?)claims["iat"] is not (> 0 and <= 3600) || form["grant_type"] != "urn:ietf:params:oauth:grant-type:jwt-bearer")
            {
                Complaints.Enqueue($"Claims that Google would not take: {claims.ToJsonString()}");
            }

            if (UnknownUsers.Contains(user))
            {
                return TokenError(400, "invalid_grant", "Invalid email or User ID");
            }

            if (!scopes.All(Granted.Contains))
            {
                return TokenError(401, "unauthorized_client", "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.");
            }
        }

        var token = $"ya29.token-{Guid.NewGuid():N}";
        tokens[token] = (user, scopes);
        return context => Json(context, 200, new JsonObject { ["access_token"] = token, ["expires_in"] = 3599, ["token_type"] = "Bearer" });
    }

    private static JsonObject Claims(string assertion)
    {
        var payload = assertion.Split('.')[1].Replace('-', '+').Replace('_', '/');
        return JsonNode.Parse(Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '=')))!.AsObject();
    }

    /// <summary>Ignored without the version, and when the request is the one that was made before, as Google does.</summary>
    private void AskForConference(FakeEvent made, FakeCall call)
    {
        if (call.Query("conferenceDataVersion") != "1" || (string?)call.Body?["conferenceData"]?["createRequest"]?["requestId"] is not { } request || request == made.Request)
        {
            return;
        }

        made.Requests.Add(request);
        (made.Link, made.PendingPolls) = (null, PendingPolls);
        if (FailingConferences > 0)
        {
            FailingConferences--;
            (made.ConferenceStatus, made.PendingPolls) = ("failure", 0);
        }
        else if (PendingPolls > 0)
        {
            made.ConferenceStatus = "pending";
        }
        else
        {
            Make(made);
        }
    }

    private void Make(FakeEvent made) =>
        (made.ConferenceStatus, made.Link) = ("success", $"https://meet.google.com/abc-defg-{++links:000}");

    private static Func<HttpContext, Task> Shown(FakeEvent made) => context => Json(context, 200, made.ToJson());

    private static Task Json(HttpContext context, int status, JsonNode json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=UTF-8";
        return context.Response.WriteAsync(json.ToJsonString());
    }

    [GeneratedRegex("^[a-v0-9]{5,1024}$", RegexOptions.None, 1000)]
    private static partial Regex EventIds();

    private sealed record Script(string Kind, Func<HttpContext, Task> Ending, bool Store)
    {
        public int Left { get; set; }

        /// <summary>Goes on to the usual answer.</summary>
        public bool Goes { get; init; }
    }
}
