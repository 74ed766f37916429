using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Scheduling.Application.Ports;
using Scheduling.Domain.Kernel;

namespace Scheduling.Benchmarks;

/// <summary>The whole portal on Kestrel, with two floors beside it: a plain reply before everything else and a page with one query.</summary>
internal sealed class Host : WebApplicationFactory<Program>, IClock
{
    public const string Plain = "/bench/plain";

    private readonly string connectionString;

    public Host(string connectionString)
    {
        this.connectionString = connectionString;
        UseKestrel(0);
        StartServer();
    }

    /// <summary>Stands still, so that every run sees the same month.</summary>
    public Instant GetCurrentInstant() => Seed.Now;

    /// <summary>A cookie of a living session of this patient.</summary>
    public async Task<string> SignedIn(ulong patient)
    {
        await using var scope = Services.CreateAsyncScope();
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Seed.PasswordHash)));
        var token = await scope.ServiceProvider.GetRequiredService<ISessions>()
            .Begin(patient, ActingRole.Patient, fingerprint, "en", CancellationToken.None);
        var cookies = Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        var ticket = new AuthenticationTicket(
            new ClaimsPrincipal(new ClaimsIdentity([new Claim("Microsoft.AspNetCore.Authentication.Cookies-SessionId", token)], "session")),
            CookieAuthenticationDefaults.AuthenticationScheme);
        return $"{cookies.Cookie.Name}={cookies.TicketDataFormat.Protect(ticket)}";
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseContentRoot(AppContext.BaseDirectory);
        builder.UseSetting("ConnectionStrings:Portal", connectionString);
        builder.UseSetting("Outbox:PollSeconds", "0");
        builder.UseSetting("Mail:Folder", Path.Combine(Path.GetTempPath(), "portal-benchmark-mail"));
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<IClock>(this));
            services.AddRazorPages().AddApplicationPart(typeof(Host).Assembly);
            services.AddSingleton<IStartupFilter, PlainReply>();
        });
    }

    private sealed class PlainReply : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) => context.Request.Path == Plain ? context.Response.WriteAsync("plain") : rest(context));
            next(app);
        };
    }
}
