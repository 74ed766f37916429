using System.Runtime.ExceptionServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Scheduling.Application.Ports;
using Scheduling.Domain.Kernel;

namespace Scheduling.Web.Setup;

internal static class Policies
{
    public const string Patient = nameof(ActingRole.Patient);
    public const string Therapist = nameof(ActingRole.Therapist);
    public const string Administrator = nameof(ActingRole.Administrator);
}

/// <summary>The session cookie and what it opens (R3, R8, DOMAIN §14).</summary>
internal static class SignInSetup
{
    public static void AddSignIn(this IServiceCollection services, PortalConfiguration configuration)
    {
        services.AddSingleton<ITicketStore, SessionTickets>();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<ITicketStore>((options, tickets) => options.SessionStore = tickets);
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.Cookie = configuration.Cookie("session", SameSiteMode.Lax);
            options.LoginPath = "/signin";
            options.ReturnUrlParameter = "return";
            options.SlidingExpiration = false;
            options.ExpireTimeSpan = TimeSpan.FromHours(24);
            options.Events.OnRedirectToAccessDenied = Refuse;
        });
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Patient, policy => policy.RequireRole(Policies.Patient))
            .AddPolicy(Policies.Therapist, policy => policy.RequireRole(Policies.Therapist))
            .AddPolicy(Policies.Administrator, policy => policy.RequireRole(Policies.Administrator));
    }

    /// <summary>
    /// Begins a new session and ends the one that the browser came with. A fresh handler is asked: the request's own remembers the old
    /// session's key and would go on under it, which is how sessions get fixed by strangers.
    /// </summary>
    public static async Task BeginSession(this HttpContext context, IEnumerable<Claim> claims)
    {
        if (context.User.FindFirstValue(SessionClaims.Token) is { } old)
        {
            await context.RequestServices.GetRequiredService<ISessions>().Close(old, context.RequestAborted);
        }

        using var scope = context.RequestServices.CreateScope();
        var handlers = scope.ServiceProvider.GetRequiredService<IAuthenticationHandlerProvider>();
        var cookies = (IAuthenticationSignInHandler)(await handlers.GetHandlerAsync(context, CookieAuthenticationDefaults.AuthenticationScheme))!;
        await cookies.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme)), properties: null);
    }

    public static void AddForms(this IServiceCollection services, PortalConfiguration configuration) => services.AddAntiforgery(options =>
    {
        options.Cookie = configuration.Cookie("form", SameSiteMode.Strict);
        options.FormFieldName = "__form";
    });

    private static CookieBuilder Cookie(this PortalConfiguration configuration, string name, SameSiteMode sameSite) => new()
    {
        Name = configuration.IsHttps ? $"__Host-{name}" : name,
        SecurePolicy = configuration.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.None,
        HttpOnly = true,
        SameSite = sameSite,
        Path = "/",
        IsEssential = true,
    };

    /// <summary>Another role's page does not exist for this person (R4); who has not chosen a role is asked for it.</summary>
    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.HttpContext.User.ActiveRole() is null)
        {
            context.Response.Redirect("/role");
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }

        return Task.CompletedTask;
    }
}

/// <summary>Keeps what the cookie stands for in the table of sessions; the cookie itself holds nothing but the sealed token.</summary>
internal sealed class SessionTickets(IHttpContextAccessor accessor) : ITicketStore
{
    private ISessions Sessions => accessor.HttpContext!.RequestServices.GetRequiredService<ISessions>();

    public Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var user = ticket.Principal;
        return Sessions.Begin(
            ulong.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!, System.Globalization.CultureInfo.InvariantCulture),
            user.ActiveRole(),
            user.FindFirstValue(SessionClaims.Fingerprint)!,
            user.FindFirstValue(SessionClaims.Language),
            CancellationToken.None);
    }

    /// <summary>Nothing to renew: how long a session lives is decided by its row.</summary>
    public Task RenewAsync(string key, AuthenticationTicket ticket) => Task.CompletedTask;

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        try
        {
            var session = await Sessions.Find(key, accessor.HttpContext!.RequestAborted);
            return session is null
                ? null
                : new AuthenticationTicket(Principal(key, session), new AuthenticationProperties(), CookieAuthenticationDefaults.AuthenticationScheme);
        }
        catch (Exception fault)
        {
            accessor.HttpContext!.Items[nameof(RethrowFault)] = ExceptionDispatchInfo.Capture(fault);
            return null;
        }
    }

    /// <summary>
    /// A fault while looking for the session ends the request as any other fault does. It is not thrown from inside the cookie handler,
    /// which would throw it again for the page that tells of it.
    /// </summary>
    public static Task RethrowFault(HttpContext context, RequestDelegate next)
    {
        if (context.Items.Remove(nameof(RethrowFault), out var fault))
        {
            ((ExceptionDispatchInfo)fault!).Throw();
        }

        return next(context);
    }

    public Task RemoveAsync(string key) => Sessions.Close(key, CancellationToken.None);

    private static ClaimsPrincipal Principal(string token, Session session)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.NameIdentifier, session.UserId.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, session.DisplayName),
            new(SessionClaims.Token, token),
        };
        claims.AddRange(session.Roles.Select(role => new Claim(SessionClaims.MayBe, role.ToString())));
        if (session.Role is { } active)
        {
            claims.Add(new Claim(ClaimTypes.Role, active.ToString()));
        }

        if (session.Language is { } language)
        {
            claims.Add(new Claim(SessionClaims.Language, language));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme));
    }
}
