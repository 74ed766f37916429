using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Application.Appointments;

namespace Scheduling.Web.Pages.Patient;

/// <summary>Why a booking failed on the company's hours, and what is possible instead (R23). Looking at it is no attempt.</summary>
internal sealed class RefusedModel(IMediator mediator) : PageModel
{
    [FromQuery(Name = "t")]
    public ulong? Therapist { get; set; }

    public CheckTimeView? View { get; private set; }

    public async Task<IActionResult> OnGet([FromQuery] Instant start, CancellationToken cancellationToken)
    {
        View = ModelState.IsValid && start.InUtc().Year is >= 2000 and <= 2200
            ? await mediator.Send(new CheckTime(Therapist, start), cancellationToken)
            : null;
        return View is null ? NotFound() : Page();
    }
}
