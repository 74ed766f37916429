using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.WebEncoders;
using Scheduling.Application;
using Scheduling.Application.Ports;
using Scheduling.Infrastructure;
using Scheduling.Web.Filters;
using Scheduling.Web.Mail;
using Scheduling.Web.Resources;

namespace Scheduling.Web.Setup;

/// <summary>Puts the portal together: services, then the way of a request through them.</summary>
internal static class Portal
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var configuration = PortalConfiguration.Read(builder.Configuration, builder.Environment.IsDevelopment());
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        AddServices(builder.Services, configuration);
        var app = builder.Build();
        UseServices(app, configuration);
        return app;
    }

    private static void AddServices(IServiceCollection services, PortalConfiguration configuration)
    {
        services.AddSingleton(configuration);
        services.AddSingleton(configuration.Portal);
#pragma warning disable RS0030 // the one place that names the system's clock; everybody else takes IClock
        services.AddSingleton<IClock>(SystemClock.Instance);
#pragma warning restore RS0030
        services.AddApplication(InfrastructureSetup.Handlers);
        services.AddInfrastructure(configuration.Database, configuration.WordPress, configuration.Outgoing, configuration.Google);
        services.AddSingleton<IMailComposer, MailComposer>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMinutes(1)); // a call outside that has begun takes half of it
        services.AddHttpContextAccessor();
        services.AddScoped<ICurrentUser, HttpCurrentUser>();
        services.AddScoped<Words>();
        services.AddLocalization();
        services.AddSingleton<SignInLimiter>();
        services.AddAutoMapper(mapper => mapper.LicenseKey = configuration.AutoMapperLicenseKey, typeof(FormsToRequests));
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton<KeysInDatabase>();
        services.AddOptions<KeyManagementOptions>().Configure<KeysInDatabase>((options, keys) => options.XmlRepository = keys);
        services.AddDataProtection().SetApplicationName("scheduling-portal");
        services.AddForms(configuration);
        services.AddSignIn(configuration);
        services.AddRazorPages(pages =>
        {
            pages.Conventions.AuthorizeFolder("/Patient", Policies.Patient);
            pages.Conventions.AuthorizeFolder("/Therapist", Policies.Therapist);
            pages.Conventions.AuthorizeFolder("/Admin", Policies.Administrator);
        }).AddMvcOptions(options => options.ModelMetadataDetailsProviders.Add(new EmptyTextStaysEmpty()));
    }

    private static void UseServices(WebApplication app, PortalConfiguration configuration)
    {
        app.UsePublicAddress(configuration);
        app.UseSecurityHeaders(configuration);
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/status",
            StatusCodeSelector = Faults.StatusOf,
            SuppressDiagnosticsCallback = context => Faults.StatusOf(context.Exception) < StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePagesWithReExecute("/status", "?code={0}");
        app.UseRouting();
        app.UseAuthentication();
        app.Use(SessionTickets.RethrowFault);
        app.UseLanguages(configuration.Portal);
        app.UseAuthorization();
        app.MapStaticAssets().ShortCircuit(); // style and script are everybody's: no session is asked for
        app.MapRazorPages().WithStaticAssets();
        app.MapHealth();
    }
}
