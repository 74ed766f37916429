using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Scheduling.Application.Ports;
using Scheduling.Domain.Kernel;

namespace Scheduling.IntegrationTests.Support;

/// <summary>The whole portal on a real Kestrel and a real MariaDB; only the clock is the test's. One for a test class.</summary>
public class PortalFixture : WebApplicationFactory<Program>
{
    private readonly Lazy<World> world;

    public PortalFixture()
        : this(new TestDatabase())
    {
    }

    protected PortalFixture(TestDatabase database)
    {
        Database = database;
        world = new Lazy<World>(() => new World(Database));
        UseKestrel(0);
    }

    public TestDatabase Database { get; }

    /// <summary>Made-up people; the first use makes the tables of WordPress.</summary>
    public World World => world.Value;

    public TestClock Clock { get; } = new();

    /// <summary>Everything that was logged, for what must not be in it.</summary>
    public LogLines Logs { get; } = new();

    protected virtual LogLevel LeastLogged => LogLevel.Debug;

    protected virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where mails go that no mail server is there for.</summary>
    public string MailFolder { get; } = Path.Combine(Path.GetTempPath(), $"portal-mail-{Guid.NewGuid():N}");

    /// <summary>The portal's way to its database.</summary>
    protected virtual string ConnectionString => Database.ConnectionString;

    /// <summary>False where another instance on the same database outlives this one.</summary>
    protected virtual bool OwnsDatabase => true;

    /// <summary>False where something else makes WordPress's tables.</summary>
    protected virtual bool HasOwnWordPress => true;

    /// <summary>A browser without a session.</summary>
    public Browser Stranger()
    {
        _ = HasOwnWordPress ? World : null;
        StartServer();
        return new Browser(ClientOptions.BaseAddress);
    }

    /// <summary>A browser that has a session, without the price of checking a password.</summary>
    public async Task<Browser> SignedIn(ulong user, ActingRole? role = ActingRole.Patient)
    {
        var browser = Stranger();
        await using var scope = Services.CreateAsyncScope();
        var hash = Database.Value<string>("SELECT user_pass FROM {users} WHERE ID = @user", new { user });
        var fingerprint = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(hash)));
        var token = await scope.ServiceProvider.GetRequiredService<ISessions>().Begin(user, role, fingerprint, "en", CancellationToken.None);
        var cookies = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        var ticket = new AuthenticationTicket(
            new ClaimsPrincipal(new ClaimsIdentity([new Claim("Microsoft.AspNetCore.Authentication.Cookies-SessionId", token)], "session")),
            CookieAuthenticationDefaults.AuthenticationScheme);
        browser.AddCookie(cookies.Cookie.Name!, cookies.TicketDataFormat.Protect(ticket));
        return browser;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("ConnectionStrings:Portal", ConnectionString);
        builder.UseSetting("Outbox:PollSeconds", "0"); // what is due is done when a test says so
        builder.UseSetting("Mail:Folder", MailFolder);
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Logs).SetMinimumLevel(LeastLogged));
        builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<IClock>(Clock)));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            if (OwnsDatabase)
            {
                Database.Dispose();
            }

            if (Directory.Exists(MailFolder))
            {
                Directory.Delete(MailFolder, recursive: true);
            }
        }
    }
}
