using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Application.Budgets;
using Scheduling.Application.Notifications;

namespace Scheduling.Web.Pages.Admin;

/// <summary>What an administrator sees first: what does not work, every company's month, the refused attempts (R23, R74).</summary>
internal sealed class IndexModel(IMediator mediator) : PageModel
{
    public OutgoingView Outgoing { get; private set; } = null!;

    public IReadOnlyList<CompanyMonth> Hours { get; private set; } = [];

    public RefusedAttemptsView Refused { get; private set; } = null!;

    public async Task OnGet(CancellationToken cancellationToken)
    {
        Outgoing = await mediator.Send(new Outgoing(CountOnly: true), cancellationToken);
        Hours = await mediator.Send(new CompanyHours(), cancellationToken);
        Refused = await mediator.Send(new RecentRefusedAttempts(), cancellationToken);
    }

    /// <summary>Marks an attempt as dealt with; pressing twice is no fault.</summary>
    public async Task<IActionResult> OnPost([FromForm] ulong attempt, CancellationToken cancellationToken)
    {
        await mediator.Send(new DealWithAttempt(attempt), cancellationToken);
        return LocalRedirect("/administrator");
    }
}
