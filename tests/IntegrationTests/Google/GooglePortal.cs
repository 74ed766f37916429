using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Scheduling.Infrastructure.Google;
using Scheduling.Infrastructure.Outbox;

namespace Scheduling.IntegrationTests.Google;

/// <summary>The portal with a Google of its own, by default a service account that acts for therapists. Nothing ticks: tests do what is due.</summary>
public class GooglePortal : PortalFixture
{
    public const string ServiceAccount = "portal@project.iam.gserviceaccount.com";

    public static readonly Instant TomorrowAtNine = Instant.FromUtc(2027, 1, 12, 8, 0);

    private static readonly Lazy<string> Pem = new(() =>
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    });

    private readonly string keyFile = Path.Combine(Path.GetTempPath(), $"key-{Guid.NewGuid():N}.json");

    public GooglePortal() => File.WriteAllText(keyFile, KeyJson());

    public static string PrivateKey => Pem.Value;

    public FakeGoogle Google { get; } = new();

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Google:BaseUri"] = new Uri(Google.Address, "calendar/v3").AbsoluteUri,
        ["Google:TokenUri"] = new Uri(Google.Address, "token").AbsoluteUri,
        ["Google:CredentialsFile"] = keyFile,
    };

    protected IReadOnlyDictionary<string, string> ByRefreshToken => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Google:BaseUri"] = new Uri(Google.Address, "calendar/v3").AbsoluteUri,
        ["Google:TokenUri"] = new Uri(Google.Address, "token").AbsoluteUri,
        ["Google:ClientId"] = "client",
        ["Google:ClientSecret"] = "client-secret",
        ["Google:RefreshToken"] = FakeGoogle.RefreshToken,
    };

    public static string KeyJson() => JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["type"] = "service_account",
        ["client_email"] = ServiceAccount,
        ["private_key_id"] = "key-1",
        ["private_key"] = PrivateKey,
    });

    /// <summary>What the clockwork does at a tick.</summary>
    public async Task Tick()
    {
        _ = Stranger();
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MeetDelivery>().DoDue(CancellationToken.None);
    }

    public async Task TickAfter(Duration wait)
    {
        Clock.Now += wait;
        await Tick();
    }

    /// <summary>A visit that a patient booked on the pages, with a therapist who has an account unless told otherwise.</summary>
    public async Task<BookedVisit> Book(string? account = "", ulong? therapist = null, ulong? company = null)
    {
        company ??= World.Company();
        therapist ??= TherapistWith(company.Value, account);
        var patient = World.Patient(company);
        var browser = await SignedIn(patient);
        var booked = await browser.Confirm(await browser.OpenConfirm(therapist, TomorrowAtNine), therapist, therapist.Value, TomorrowAtNine);
        return new BookedVisit(this, browser, booked.BookedVisit!, therapist.Value, patient);
    }

    /// <summary>An empty <paramref name="account"/> makes one up.</summary>
    public ulong TherapistWith(ulong company, string? account = "")
    {
        var therapist = World.Therapist(companies: company);
        var named = account is "" ? $"therapist{therapist}@provider.example" : account;
        Database.Do("UPDATE {p}therapists SET google_account = @named, language = 'en' WHERE user_id = @therapist", new { named, therapist });
        return therapist;
    }

    public void Forget()
    {
        Google.Reset();
        Clock.Now = TestClock.Start;
        Database.Do("UPDATE {p}outbox SET state = 'dropped', last_answer = NULL, lease = NULL, lease_until = NULL");
        Database.Do("DELETE FROM {p}messages WHERE kind IN ('meet_stopped', 'meet_failed')");
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            var clients = (CalendarClients)services.Single(each => each.ServiceType == typeof(CalendarClients)).ImplementationInstance!;
            services.Replace(ServiceDescriptor.Singleton(new CalendarClients(clients.Options! with { LongestCall = TimeSpan.FromSeconds(5) })));
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Google.DisposeAsync().AsTask().GetAwaiter().GetResult();
            File.Delete(keyFile);
        }
    }
}

/// <summary>A visit, its row of work and what Google has of it.</summary>
public sealed record BookedVisit(GooglePortal Portal, Browser Browser, string Id, ulong Therapist, ulong Patient)
{
    public string Account => $"therapist{Therapist}@provider.example";

    public string? Link => Portal.Database.Value<string?>("SELECT meet_link FROM {p}meetings WHERE public_id = @Id", new { Id });

    public Work Work => Works[^1];

    public IReadOnlyList<Work> Works => Portal.Database.List<Work>(
        """
        SELECT o.generation, o.state, o.fault, o.last_answer, o.due_at, o.called, o.organiser, o.tries, o.conference_request, o.polls, o.event_starts_at
        FROM {p}outbox o JOIN {p}meetings m ON m.id = o.meeting_id WHERE m.public_id = @Id ORDER BY o.generation
        """,
        new { Id });

    public IReadOnlyList<string> Alerts => Portal.Database.List<string>(
        "SELECT t.detail FROM {p}messages t JOIN {p}meetings m ON m.id = t.meeting_id WHERE m.public_id = @Id AND t.kind = 'meet_failed'", new { Id });

    public FakeEvent Event(int generation = 1) => Portal.Google.Event($"{Id}g{generation}");

    public async Task Cancel() => await Browser.Post($"/visits/{Id}/cancel", await Browser.Get($"/visits/{Id}/cancel"));

    public async Task Move(Instant start)
    {
        var path = $"/visits/{Id}/move/confirm";
        var moved = await Browser.Post(path, await Browser.Get($"{path}?start={Browser.Iso(start)}"), ("start", Browser.Iso(start)));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, moved.Status);
    }
}

/// <summary>A row of <c>outbox</c>.</summary>
public sealed record Work
{
    public int Generation { get; init; }

    public string State { get; init; } = "";

    public string? Fault { get; init; }

    public string? LastAnswer { get; init; }

    public Instant DueAt { get; init; }

    public bool Called { get; init; }

    public string? Organiser { get; init; }

    public int Tries { get; init; }

    public int ConferenceRequest { get; init; }

    public int Polls { get; init; }

    public Instant? EventStartsAt { get; init; }
}
