using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Application.Appointments;

namespace Scheduling.Web.Pages.Patient;

/// <summary>The patient's own visits in three tabs: planned (next first), past and cancelled (latest first).</summary>
internal sealed class VisitsModel(IMediator mediator) : PageModel
{
    public static IReadOnlyList<string> Tabs { get; } = ["planned", "past", "cancelled"];

    [FromQuery(Name = "tab")]
    public string? Asked { get; set; }

    public MyVisitsView View { get; private set; } = null!;

    public string Tab => Tabs.FirstOrDefault(tab => tab == Asked) ?? Tabs[0];

    public IReadOnlyList<VisitLine> Shown => In(Tab);

    /// <summary>The planned visit that comes first stands on top.</summary>
    public VisitLine? Next => Tab == Tabs[0] && Shown is [var first, ..] ? first : null;

    public IReadOnlyList<VisitLine> In(string tab) => tab switch
    {
        "past" => [.. View.Visits.Where(visit => visit.State is VisitState.Held or VisitState.NoShow)],
        "cancelled" => [.. View.Visits.Where(visit => visit.State == VisitState.Cancelled)],
        _ => [.. View.Visits.Where(visit => visit.State is VisitState.Planned or VisitState.InProgress).Reverse()],
    };

    public async Task OnGet(CancellationToken cancellationToken) => View = await mediator.Send(new MyVisits(), cancellationToken);
}
