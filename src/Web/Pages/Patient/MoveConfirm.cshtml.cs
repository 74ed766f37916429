using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Application.Appointments;

namespace Scheduling.Web.Pages.Patient;

/// <summary>The page before a move: GET shows what it would do, POST does it (R46).</summary>
internal sealed class MoveConfirmModel(IMediator mediator) : PageModel
{
    public CheckMoveView? View { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, [FromQuery] Instant start, CancellationToken cancellationToken)
    {
        View = ModelState.IsValid && start.InUtc().Year is >= 2000 and <= 2200 ? await mediator.Send(new CheckMove(id, start), cancellationToken) : null;
        return View is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPost(Guid id, [FromForm] Instant start, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        var result = await mediator.Send(new MoveAppointment(id, start), cancellationToken);
        if (!result.Found)
        {
            return NotFound();
        }

        if (result.Refusal is null)
        {
            return LocalRedirect($"/visits/{id:N}?moved=1");
        }

        var view = await mediator.Send(new CheckMove(id, start), cancellationToken);
        View = view! with { Refusal = result.Refusal };
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
