using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Scheduling.Application.Ports;
using Scheduling.Infrastructure.Outbox;

namespace Scheduling.EndToEndTests;

/// <summary>The portal with its demo data, and a Chromium to look at it. <c>CHROMIUM</c> names another browser than Debian's.</summary>
public sealed class DemoFixture : PortalFixture, IAsyncLifetime
{
    /// <summary>The demo makes them.</summary>
    protected override bool HasOwnWordPress => false;

    /// <summary>Google is on, so that pages show what they show then; nothing ever calls it here.</summary>
    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Google:ClientId"] = "client",
        ["Google:ClientSecret"] = "secret",
        ["Google:RefreshToken"] = "token",
        ["Google:BaseUri"] = "http://127.0.0.1:9/",
        ["Google:TokenUri"] = "http://127.0.0.1:9/token",
    };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter, WidestRequestCodes>());
    }

    private readonly Dictionary<string, string> sessions = new(StringComparer.Ordinal);
    private IPlaywright? playwright;
    private IBrowser? chromium;

    public async Task InitializeAsync()
    {
        StartServer();
        await Services.GetRequiredService<IMaintenance>().SeedDemo(CancellationToken.None);
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    /// <summary>
    /// A window of its own, with an empty jar of cookies or that of somebody who signed in before; what the page complains of is collected.
    /// </summary>
    internal async Task<Window> Open(
        int width, string language, bool javaScript = true, ColorScheme colours = ColorScheme.Light, string? signedIn = null, string zone = "Europe/Warsaw")
    {
        var context = await chromium!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = ClientOptions.BaseAddress.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 740 },
            Locale = language,
            TimezoneId = zone,
            JavaScriptEnabled = javaScript,
            ColorScheme = colours,
            StorageState = signedIn is null ? null : await SessionOf(signedIn),
        });
        return new Window(await context.NewPageAsync());
    }

    /// <summary>Everybody signs in only once; who may try how often is limited.</summary>
    private async Task<string> SessionOf(string login)
    {
        if (!sessions.TryGetValue(login, out var session))
        {
            await using var window = await Open(1280, "pl-PL");
            await window.SignIn(login);
            sessions[login] = session = await window.Page.Context.StorageStateAsync();
        }

        return session;
    }

    /// <summary>What the clockwork does with mails; nobody waits for links any longer.</summary>
    public void SendMails()
    {
        Database.Do("UPDATE {p}messages SET due_at = @now WHERE state = 'queued'", new { now = Clock.Now });
        Services.GetRequiredService<MailDelivery>().DoDue(CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>What was sent before is of no interest.</summary>
    public void ForgetMails()
    {
        SendMails();
        if (Directory.Exists(MailFolder))
        {
            Directory.Delete(MailFolder, recursive: true);
        }
    }

    /// <summary>The demo's own visits were booked by nobody, so no log tells of them.</summary>
    public void MustBeSound()
    {
        Database.Do("UPDATE {p}meetings SET booked_at = '2001-01-01' WHERE public_id NOT IN (SELECT subject_id FROM {p}audit_log WHERE action = 'appointment_booked')");
        Database.MustBeSound();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        if (chromium is not null)
        {
            await chromium.DisposeAsync();
        }

        playwright?.Dispose();
        await base.DisposeAsync();
    }
}

/// <summary>All end-to-end tests share the portal and the browser, and so run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class InOnePortal : ICollectionFixture<DemoFixture>
{
    public const string Name = "portal";
}

/// <summary>A page and everything it complained of: errors of scripts, refusals of the content security policy, failed requests.</summary>
internal sealed class Window : IAsyncDisposable
{
    public Window(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            // A 4xx of the page itself is announced as an error too; the tests look at those pages on purpose.
            if (message.Type is "error" or "warning" && !message.Text.Contains("the server responded with a status of 4", StringComparison.Ordinal))
            {
                Complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);
    }

    public IPage Page { get; }

    public List<string> Complaints { get; } = [];

    public async Task SignIn(string login)
    {
        await Page.GotoAsync("/signin");
        await Page.FillAsync("#login", login);
        await Page.FillAsync("#password", "demo");
        await Page.ClickAsync("main button.pri");
    }

    /// <summary>
    /// Does what leads to another page and waits until that page is there with all its parts. Asks the page itself: the browser's own
    /// announcement of it can pass before anybody listens.
    /// </summary>
    public async Task GoOn(Func<Task> action)
    {
        await Page.EvaluateAsync("window.isTheOldPage = true");
        await action();
        await Eventually.Is(() => Tells("!window.isTheOldPage && document.readyState === 'complete'"));
    }

    public Task Loaded() => Eventually.Is(() => Tells("document.readyState === 'complete'"));

    private async Task<bool> Tells(string condition)
    {
        try
        {
            return await Page.EvaluateAsync<bool>(condition);
        }
        catch (PlaywrightException)
        {
            return false; // asked while one page gave way to the next
        }
    }

    /// <summary>Pixels by which the page is wider than the window.</summary>
    public async Task<int> SideScroll()
    {
        await Loaded(); // without its style sheet no page fits
        return await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}

/// <summary>The code of a request that a page of a fault shows is as wide as one can be, and not by chance.</summary>
internal sealed class WidestRequestCodes : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            context.TraceIdentifier = "0HNMMMMMMMMMM:DDDDDDDD";
            return rest(context);
        });
        next(app);
    };
}
