using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Application.Budgets;

namespace Scheduling.Web.Pages.Admin;

/// <summary>What an administrator sees first: every company's month and the refused attempts (R23, R74).</summary>
internal sealed class IndexModel(IMediator mediator) : PageModel
{
    public IReadOnlyList<CompanyMonth> Hours { get; private set; } = [];

    public RefusedAttemptsView Refused { get; private set; } = null!;

    public async Task OnGet(CancellationToken cancellationToken)
    {
        Hours = await mediator.Send(new CompanyHours(), cancellationToken);
        Refused = await mediator.Send(new RecentRefusedAttempts(), cancellationToken);
    }
}
