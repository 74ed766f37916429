using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Application.Appointments;

namespace Scheduling.Web.Pages.Patient;

/// <summary>The patient's own visits: planned (next first), past and cancelled (latest first).</summary>
internal sealed class VisitsModel(IMediator mediator) : PageModel
{
    public MyVisitsView View { get; private set; } = null!;

    public IEnumerable<(string Key, IReadOnlyList<VisitLine> Visits)> Groups =>
    [
        ("planned", [.. View.Visits.Where(visit => visit.State is VisitState.Planned or VisitState.InProgress).Reverse()]),
        ("past", [.. View.Visits.Where(visit => visit.State is VisitState.Held or VisitState.NoShow)]),
        ("cancelled", [.. View.Visits.Where(visit => visit.State == VisitState.Cancelled)]),
    ];

    public async Task OnGet(CancellationToken cancellationToken) => View = await mediator.Send(new MyVisits(), cancellationToken);
}
