using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Application.Appointments;

namespace Scheduling.Web.Pages.Patient;

/// <summary>Cancelling has a page of its own (R44): GET asks, POST does.</summary>
internal sealed class CancelModel(IMediator mediator) : PageModel
{
    public VisitView? View { get; private set; }

    public RefusalView? Refusal { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
    {
        View = await mediator.Send(new MyVisit(id), cancellationToken);
        return View switch
        {
            null => NotFound(),
            { State: VisitState.Cancelled or VisitState.Held or VisitState.NoShow } => LocalRedirect($"/visits/{id:N}"),
            _ => Page(),
        };
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(new CancelAppointment(id), cancellationToken);
        if (!result.Found)
        {
            return NotFound();
        }

        if (result.Refusal is null)
        {
            return LocalRedirect($"/visits/{id:N}");
        }

        Refusal = result.Refusal;
        View = await mediator.Send(new MyVisit(id), cancellationToken);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
