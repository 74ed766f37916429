using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Scheduling.Application.Ports;
using Scheduling.Web.Resources;

namespace Scheduling.Web.Setup;

/// <summary>What every request passes: the public address, the headers of safety, the language.</summary>
internal static class RequestPath
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>
    /// Behind a proxy that ends TLS the request looks like plain http; what people see is <c>Portal__PublicUrl</c>. Their own addresses are
    /// taken from X-Forwarded-For only of proxies that are named; from anybody else the header means nothing.
    /// </summary>
    public static void UsePublicAddress(this WebApplication app, PortalConfiguration configuration)
    {
        if (configuration.TrustedProxies.Count > 0)
        {
            var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in configuration.TrustedProxies)
            {
                options.KnownProxies.Add(proxy);
            }

            app.UseForwardedHeaders(options);
        }

        if (configuration.Portal.PublicUrl is { } address)
        {
            app.Use((context, next) =>
            {
                context.Request.Scheme = address.Scheme;
                return next(context);
            });
        }
    }

    public static void UseSecurityHeaders(this WebApplication app, PortalConfiguration configuration) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        context.Response.OnStarting(() =>
        {
            headers.ContentSecurityPolicy = headers.ContentSecurityPolicy.Count == 0 ? ContentSecurityPolicy : headers.ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
            if (configuration.IsHttps)
            {
                headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            }

            if (headers.CacheControl.Count == 0 || context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Mvc.RazorPages.PageActionDescriptor>() is not null)
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary><c>?lang</c> for one page; else the session's language; for strangers the browser's; else the portal's (SCREENS §4).</summary>
    public static void UseLanguages(this WebApplication app, PortalOptions portal)
    {
        var options = new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture(Languages.Culture(portal.DefaultLanguage.ToString())),
            SupportedCultures = [.. Languages.All.Select(Languages.Culture)],
            SupportedUICultures = [.. Languages.All.Select(Languages.Culture)],
            ApplyCurrentCultureToResponseHeaders = true,
            RequestCultureProviders =
            [
                new CustomRequestCultureProvider(context => Chosen(context.Asked().Query.GetValueOrDefault("lang"))),
                new CustomRequestCultureProvider(context => Chosen(context.User.FindFirst(SessionClaims.Language)?.Value)),
                new CustomRequestCultureProvider(context => context.User.Identity?.IsAuthenticated == true ? Chosen(portal.DefaultLanguage.ToString()) : None()),
                new CustomRequestCultureProvider(context => Chosen(Languages.OfBrowser(context.Request.GetTypedHeaders().AcceptLanguage))),
            ],
        };
        app.UseRequestLocalization(options);
    }

    /// <summary>The address that was asked for, also where the page of a status answers in its place.</summary>
    public static (string Path, Dictionary<string, StringValues> Query) Asked(this HttpContext context)
    {
        var (path, query) = context.Features.Get<IStatusCodeReExecuteFeature>() is { } asked
            ? (asked.OriginalPath, asked.OriginalQueryString)
            : (context.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? context.Request.Path.Value, context.Request.QueryString.Value);
        return (path ?? "/", QueryHelpers.ParseQuery(query));
    }

    private static Task<ProviderCultureResult?> Chosen(string? language) =>
        language is not null && Languages.Find(language) is { } known
            ? Task.FromResult<ProviderCultureResult?>(new ProviderCultureResult(Languages.Culture(known).Name))
            : None();

    private static Task<ProviderCultureResult?> None() => Task.FromResult<ProviderCultureResult?>(null);
}
