using Google.Apis.Auth.OAuth2;
using Google.Apis.Discovery;
using Google.Apis.Http;
using Google.Apis.Requests;
using Google.Apis.Services;
using Google.Apis.Util;

namespace Scheduling.Infrastructure.Google;

/// <summary>
/// The calls of Calendar v3 that we make, as one organiser and in one calendar. Nothing is tried again in here: the rows are what tries
/// again. Every fault comes out as a <see cref="GoogleRefusal"/>.
/// </summary>
internal sealed class CalendarClient : BaseClientService
{
    private const string Events = "calendars/{calendarId}/events";
    private const string OneEvent = Events + "/{eventId}";

    private readonly string calendar;
    private readonly string sendUpdates;
    private readonly ICredential credential;
    private readonly TimeSpan longestCall;

    public CalendarClient(GoogleOptions options, ICredential credential)
        : base(new Initializer
        {
            HttpClientInitializer = credential,
            ApplicationName = "scheduling-portal",
            BaseUri = options.BaseUri.AbsoluteUri,
            GZipEnabled = false,
            DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
            HttpClientTimeout = options.LongestCall,
        })
    {
        this.credential = credential;
        longestCall = options.LongestCall;
        calendar = options.CalendarId;
        sendUpdates = options.InvitePatient ? "all" : "none";
        HttpClient.MessageHandler.NumTries = 2; // the second is for a token that Google no longer takes
    }

    public override string Name => "calendar";

    public override string BasePath => "calendar/v3/";

    public override string BaseUri => BaseUriOverride;

    public override IList<string> Features => [];

    public override string? BatchUri => null;

    public override string? BatchPath => null;

    /// <summary>Gets a token, and nothing else.</summary>
    public async Task Authorize(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(longestCall);
        try
        {
            await credential.GetAccessTokenForRequestAsync(cancellationToken: limit.Token);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GoogleRefusal(GoogleFault.Of(fault), fault);
        }
    }

    public Task<CalendarEvent> Insert(CalendarEvent body, CancellationToken cancellationToken) =>
        Ask(new Call<CalendarEvent>(this, HttpConsts.Post, Events, calendar, null, body) { ConferenceDataVersion = 1, SendUpdates = sendUpdates }, cancellationToken);

    public Task<CalendarEvent> Get(string id, CancellationToken cancellationToken) =>
        Ask(new Call<CalendarEvent>(this, HttpConsts.Get, OneEvent, calendar, id, null), cancellationToken);

    /// <summary>Without conference data in the body the conference stays as it is.</summary>
    public Task<CalendarEvent> Patch(string id, CalendarEvent body, CancellationToken cancellationToken) => Ask(
        new Call<CalendarEvent>(this, HttpConsts.Patch, OneEvent, calendar, id, body)
        {
            ConferenceDataVersion = body.ConferenceData is null ? null : 1,
            SendUpdates = sendUpdates,
        },
        cancellationToken);

    /// <summary>An event that is not there any more is as good as removed.</summary>
    public async Task Delete(string id, CancellationToken cancellationToken)
    {
        try
        {
            await Ask(new Call<string>(this, HttpConsts.Delete, OneEvent, calendar, id, null) { SendUpdates = sendUpdates }, cancellationToken);
        }
        catch (GoogleRefusal refusal) when (refusal.Fault.Kind == FaultKind.Gone)
        {
            // Removed by hand, or by an earlier try whose answer was lost.
        }
    }

    public Task<CalendarDescription> Describe(CancellationToken cancellationToken) =>
        Ask(new Call<CalendarDescription>(this, HttpConsts.Get, "calendars/{calendarId}", calendar, null, null), cancellationToken);

    private static async Task<T> Ask<T>(Call<T> call, CancellationToken cancellationToken)
        where T : class
    {
        var retryAfter = new RetryAfter();
        call.AddUnsuccessfulResponseHandler(retryAfter);
        try
        {
            return await call.ExecuteAsync(cancellationToken) ?? throw new InvalidDataException("An empty answer.");
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GoogleRefusal(GoogleFault.Of(fault, retryAfter.Value), fault);
        }
    }

    /// <summary>One call; each of its parameters is registered also when it is empty, or the library refuses it.</summary>
    private sealed class Call<T> : ClientServiceRequest<T>
    {
        private readonly object? body;

        public Call(CalendarClient client, string method, string path, string calendarId, string? eventId, object? body)
            : base(client)
        {
            (HttpMethod, RestPath, CalendarId, EventId, this.body) = (method, path, calendarId, eventId, body);
            InitParameters();
        }

        public override string MethodName => HttpMethod;

        public override string HttpMethod { get; }

        public override string RestPath { get; }

        [RequestParameter("calendarId", RequestParameterType.Path)]
        public string CalendarId { get; }

        [RequestParameter("eventId", RequestParameterType.Path)]
        public string? EventId { get; }

        [RequestParameter("conferenceDataVersion", RequestParameterType.Query)]
        public int? ConferenceDataVersion { get; init; }

        [RequestParameter("sendUpdates", RequestParameterType.Query)]
        public string? SendUpdates { get; init; }

        protected override object? GetBody() => body;

        protected override void InitParameters()
        {
            base.InitParameters();
            foreach (var (name, kind) in new[] { ("calendarId", "path"), ("eventId", "path"), ("conferenceDataVersion", "query"), ("sendUpdates", "query") })
            {
                RequestParameters.Add(name, new Parameter { Name = name, ParameterType = kind, IsRequired = name == "calendarId" });
            }
        }
    }

    /// <summary>Keeps what an unsuccessful answer says of waiting; the library's exceptions do not.</summary>
    private sealed class RetryAfter : IHttpUnsuccessfulResponseHandler
    {
        public Duration? Value { get; private set; }

        public Task<bool> HandleResponseAsync(HandleUnsuccessfulResponseArgs args)
        {
            var headers = args.Response.Headers;
            var wait = headers.RetryAfter?.Delta ?? (headers.RetryAfter?.Date - headers.Date);
            Value = wait is { } span && span > TimeSpan.Zero ? Duration.FromTimeSpan(span) : null;
            return Task.FromResult(false);
        }
    }
}
