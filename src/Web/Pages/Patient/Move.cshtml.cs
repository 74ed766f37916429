using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Application.Appointments;

namespace Scheduling.Web.Pages.Patient;

/// <summary>The times to which a visit may be moved (R46).</summary>
internal sealed class MoveModel(IMediator mediator) : PageModel
{
    [FromQuery(Name = "day")]
    public LocalDate? Day { get; set; }

    public TimesToMoveView? View { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
    {
        View = await mediator.Send(new TimesToMove(id, Day is { Year: < 2000 or > 2200 } ? null : Day), cancellationToken);
        return View is null ? NotFound() : Page();
    }
}
