using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Scheduling.Web.Pages.Account;

/// <summary>Ends the session, on the server too (R8).</summary>
internal sealed class SignOutModel : PageModel
{
    public async Task<IActionResult> OnPost()
    {
        await HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return LocalRedirect($"/signout?lang={System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}");
    }
}
