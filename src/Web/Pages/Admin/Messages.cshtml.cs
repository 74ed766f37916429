using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Application.Notifications;

namespace Scheduling.Web.Pages.Admin;

/// <summary>Messages and Google work with state, answer and retry (R53, R63).</summary>
internal sealed class MessagesModel(IMediator mediator) : PageModel
{
    public OutgoingView View { get; private set; } = null!;

    /// <summary>The visit whose entered link is refused, and what was typed.</summary>
    public (Guid Visit, string Link)? Refused { get; private set; }

    /// <summary>What the check of Google found, right after it was asked for.</summary>
    public GoogleCheckSteps? Checked { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken) => View = await mediator.Send(new Outgoing(), cancellationToken);

    /// <summary>The worker may have been faster: then the page shows what has become of it.</summary>
    public async Task<IActionResult> OnPostRetry([FromForm] Guid message, CancellationToken cancellationToken)
    {
        await mediator.Send(new RetryMessage(message), cancellationToken);
        return LocalRedirect("/administrator/messages");
    }

    public async Task<IActionResult> OnPostClose([FromForm] Guid message, CancellationToken cancellationToken)
    {
        await mediator.Send(new CloseMessage(message), cancellationToken);
        return LocalRedirect("/administrator/messages");
    }

    public async Task<IActionResult> OnPostGoogle([FromForm] Guid visit, CancellationToken cancellationToken)
    {
        await mediator.Send(new RetryMeet(visit), cancellationToken);
        return LocalRedirect("/administrator/messages");
    }

    public async Task<IActionResult> OnPostLink([FromForm] Guid visit, [FromForm] string? link, CancellationToken cancellationToken)
    {
        try
        {
            var entered = await mediator.Send(new EnterMeetLink(visit, link?.Trim() ?? ""), cancellationToken);
            return entered.Done ? LocalRedirect("/administrator/messages") : NotFound();
        }
        catch (ValidationException)
        {
            Refused = (visit, link ?? "");
            View = await mediator.Send(new Outgoing(), cancellationToken);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
    }

    /// <summary>Shows its answer at once: it changes nothing here, and makes and removes a test event at Google.</summary>
    public async Task<IActionResult> OnPostCheck(CancellationToken cancellationToken)
    {
        Checked = await mediator.Send(new CheckGoogle(), cancellationToken);
        View = await mediator.Send(new Outgoing(), cancellationToken);
        return Page();
    }
}
