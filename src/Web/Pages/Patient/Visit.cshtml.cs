using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Application.Appointments;

namespace Scheduling.Web.Pages.Patient;

/// <summary>One own visit, in every state; after a booking also its confirmation.</summary>
internal sealed class VisitModel(IMediator mediator) : PageModel
{
    public VisitView? View { get; private set; }

    public bool Booked { get; private set; }

    public bool Moved { get; private set; }

    /// <summary>The class of the state's tag.</summary>
    public static string ColourOf(VisitState state) => state switch
    {
        VisitState.Planned => "brand",
        VisitState.InProgress => "ok",
        VisitState.NoShow => "warn",
        _ => "",
    };

    public async Task<IActionResult> OnGet(Guid id, [FromQuery] int booked, [FromQuery] int moved, CancellationToken cancellationToken)
    {
        View = await mediator.Send(new MyVisit(id), cancellationToken);
        Booked = booked == 1 && View is { State: VisitState.Planned };
        Moved = moved == 1 && View is { State: VisitState.Planned, MovedFrom: not null };
        return View is null ? NotFound() : Page();
    }
}
