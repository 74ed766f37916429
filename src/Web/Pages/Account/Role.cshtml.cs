using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Application.Ports;
using Scheduling.Domain.Kernel;
using Scheduling.Web.Setup;

namespace Scheduling.Web.Pages.Account;

/// <summary>A person with two roles chooses the active one (R3).</summary>
[Authorize]
internal sealed class RoleModel(ISessions sessions) : PageModel
{
    public async Task<IActionResult> OnPost([FromForm] string role, CancellationToken cancellationToken)
    {
        if (!User.MayBeRoles().Contains(role, StringComparer.Ordinal))
        {
            return NotFound();
        }

        await sessions.ChooseRole(User.FindFirstValue(SessionClaims.Token)!, Enum.Parse<ActingRole>(role), cancellationToken);
        return LocalRedirect("/");
    }
}
