using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Domain.Kernel;
using Scheduling.Web.Setup;

namespace Scheduling.Web.Pages;

/// <summary>Sends everybody to the first page of his role.</summary>
[Authorize]
internal sealed class IndexModel : PageModel
{
    public IActionResult OnGet() => LocalRedirect(User.ActiveRole() switch
    {
        ActingRole.Patient => "/book",
        ActingRole.Therapist => "/therapist",
        ActingRole.Administrator => "/administrator",
        _ => "/role",
    });
}
