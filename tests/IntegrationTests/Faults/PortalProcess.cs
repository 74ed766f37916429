using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>The portal as a process of its own on a free port, on the real clock: to be killed as kill -9 does.</summary>
public sealed class PortalProcess : IDisposable
{
    private readonly Process process;

    private PortalProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public bool HasEnded => process.HasExited;

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<PortalProcess> Start(string connectionString, IReadOnlyDictionary<string, string> settings)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Web.dll")])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["ConnectionStrings__Portal"] = connectionString;
        start.Environment["Outbox__PollSeconds"] = "1";
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var started = new Process { StartInfo = start };
        started.OutputDataReceived += (_, _) => { };
        started.ErrorDataReceived += (_, _) => { };
        started.Start();
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        var portal = new PortalProcess(started, address);
        using var client = new HttpClient { BaseAddress = address };
        await Eventually.Is(async () =>
        {
            Assert.False(started.HasExited, "The portal did not start.");
            return await Answers(client);
        });
        return portal;
    }

    /// <summary>As kill -9: no word to anybody, no tidying up.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>A browser that signed in by the page.</summary>
    public async Task<Browser> SignIn(ulong user, string password)
    {
        var browser = new Browser(Address);
        var answer = await browser.Post("/signin", await browser.Get("/signin?lang=en"), ("login", $"user{user}"), ("password", password));
        Assert.Equal(HttpStatusCode.Found, answer.Status);
        return browser;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private static async Task<bool> Answers(HttpClient client)
    {
        try
        {
            return (await client.GetAsync(new Uri("/health/live", UriKind.Relative))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
