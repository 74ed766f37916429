using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Application.Ports;
using Scheduling.Web.Resources;
using Scheduling.Web.Setup;

namespace Scheduling.Web.Pages.Account;

/// <summary>Changes the language for this session.</summary>
[Authorize]
internal sealed class LanguageModel(ISessions sessions) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public async Task<IActionResult> OnPost([FromForm] string to, [FromQuery(Name = "return")] string? back, CancellationToken cancellationToken)
    {
        if (Languages.Find(to) is not { } language)
        {
            return BadRequest();
        }

        await sessions.ChooseLanguage(User.FindFirstValue(SessionClaims.Token)!, language, cancellationToken);
        return LocalRedirect(Url.IsLocalUrl(back) ? back! : "/");
    }
}
