using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Application.Appointments;
using Scheduling.Application.Budgets;

namespace Scheduling.Web.Pages.Therapist;

/// <summary>What a therapist sees first: his coming visits and the hours of the companies he serves (R74).</summary>
internal sealed class IndexModel(IMediator mediator) : PageModel
{
    public TherapistVisitsView View { get; private set; } = null!;

    public IReadOnlyList<CompanyMonth> Hours { get; private set; } = [];

    public async Task OnGet(CancellationToken cancellationToken)
    {
        View = await mediator.Send(new TherapistVisits(), cancellationToken);
        Hours = await mediator.Send(new CompanyHours(), cancellationToken);
    }
}
