using System.Globalization;
using System.Security.Claims;
using AutoMapper;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Application.Accounts;
using Scheduling.Application.Ports;
using Scheduling.Web.Pages.Shared;
using Scheduling.Web.Resources;
using Scheduling.Web.Setup;

namespace Scheduling.Web.Pages.Account;

/// <summary>What a person types to sign in.</summary>
public sealed class SignInForm
{
    public string Login { get; set; } = "";

    public string Password { get; set; } = "";
}

/// <summary>The portal's own sign-in (R2 b).</summary>
internal sealed class SignInModel(
    IMediator mediator, IMapper mapper, Words words, SignInLimiter limiter, PortalConfiguration configuration, IHostEnvironment environment) : PageModel
{
    [BindProperty]
    public SignInForm Form { get; set; } = new();

    [FromQuery(Name = "return")]
    public string? Return { get; set; }

    public ErrorSummary Errors { get; private set; } = new([]);

    public IReadOnlyList<DemoAccount> Demo { get; private set; } = [];

    public bool AsksForPassword => configuration.SignIn != SignInMode.WordPress;

    public async Task OnGet(CancellationToken cancellationToken) =>
        Demo = environment.IsDevelopment() ? await mediator.Send(new ListDemoAccounts(), cancellationToken) : [];

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (!AsksForPassword)
        {
            return NotFound();
        }

        if (Missing() is { Count: > 0 } missing)
        {
            return await Again(missing, StatusCodes.Status422UnprocessableEntity, cancellationToken);
        }

        if (!limiter.MayTry(HttpContext.Connection.RemoteIpAddress, Form.Login))
        {
            return await Again([("login", words["signin.too_many"])], StatusCodes.Status429TooManyRequests, cancellationToken);
        }

        var answer = await mediator.Send(mapper.Map<CheckPassword>(Form), cancellationToken);
        return answer.Verdict switch
        {
            PasswordVerdict.Right => await Enter(answer),
            PasswordVerdict.NoRole => await Again([("login", words["signin.no_role"])], StatusCodes.Status422UnprocessableEntity, cancellationToken),
            _ => await Again([("login", words["signin.wrong"])], StatusCodes.Status422UnprocessableEntity, cancellationToken),
        };
    }

    private List<(string Field, string Text)> Missing()
    {
        var missing = new List<(string, string)>();
        if (string.IsNullOrWhiteSpace(Form.Login))
        {
            missing.Add(("login", words["signin.login_missing"]));
        }

        if (Form.Password.Length == 0)
        {
            missing.Add(("password", words["signin.password_missing"]));
        }

        return missing;
    }

    private async Task<IActionResult> Again(IReadOnlyList<(string, string)> errors, int status, CancellationToken cancellationToken)
    {
        Errors = new ErrorSummary(errors);
        Response.StatusCode = status;
        await OnGet(cancellationToken);
        return Page();
    }

    private async Task<IActionResult> Enter(PasswordAnswer answer)
    {
        var user = answer.User!;
        var claims = new List<Claim>
        {
            new(ClaimTypes.NameIdentifier, user.Id.ToString(CultureInfo.InvariantCulture)),
            new(SessionClaims.Fingerprint, answer.Fingerprint),
        };
        if (user.Roles is [var only])
        {
            claims.Add(new Claim(ClaimTypes.Role, only.ToString()));
        }

        if (Languages.Find(Request.Query["lang"].ToString()) is { } language)
        {
            claims.Add(new Claim(SessionClaims.Language, language));
        }

        await HttpContext.BeginSession(claims);
        return LocalRedirect(Url.IsLocalUrl(Return) ? Return! : "/");
    }
}
