using AutoMapper;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime.Text;
using Scheduling.Application.Appointments;

namespace Scheduling.Web.Pages.Patient;

/// <summary>What the confirm page sends back: whom it named, whether any therapist will do, the start, and the key made for this form (R43).</summary>
public sealed class ConfirmForm
{
    public ulong Therapist { get; set; }

    public bool OrAnother { get; set; }

    public Instant Start { get; set; }

    public string Key { get; set; } = "";
}

/// <summary>Check and confirm: GET shows, POST books and leads on.</summary>
internal sealed class ConfirmModel(IMediator mediator, IMapper mapper) : PageModel
{
    /// <summary>The choice on the page of times; null = any.</summary>
    [BindProperty(Name = "t", SupportsGet = true)]
    public ulong? Therapist { get; set; }

    public CheckTimeView? View { get; private set; }

    public RefusalView? Refusal { get; private set; }

    public string Key { get; private set; } = "";

    public Task<IActionResult> OnGet([FromQuery] Instant start, CancellationToken cancellationToken) =>
        ModelState.IsValid ? Show(start, Guid.NewGuid().ToString("N"), cancellationToken) : Task.FromResult<IActionResult>(NotFound());

    public async Task<IActionResult> OnPost([FromForm] ConfirmForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        var result = await mediator.Send(mapper.Map<BookAppointment>(form), cancellationToken);
        return result switch
        {
            { Visit: { } visit } => LocalRedirect($"/visits/{visit:N}?booked=1"),
            { Refusal.IsForHours: true } => LocalRedirect($"/book/refused?t={Therapist}&start={InstantPattern.General.Format(form.Start)}"),
            _ => await ShowRefused(form, result.Refusal!, cancellationToken),
        };
    }

    private async Task<IActionResult> ShowRefused(ConfirmForm form, RefusalView refusal, CancellationToken cancellationToken)
    {
        Refusal = refusal;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await Show(form.Start, form.Key, cancellationToken);
    }

    private async Task<IActionResult> Show(Instant start, string key, CancellationToken cancellationToken)
    {
        Key = key;
        View = IsFarAway(start) ? null : await mediator.Send(new CheckTime(Therapist, start), cancellationToken);
        if (View is null)
        {
            return NotFound();
        }

        if (View.Refusal is { IsForHours: false } && Refusal is null)
        {
            Refusal = View.Refusal;
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        return Page();
    }

    private static bool IsFarAway(Instant start) => start.InUtc().Year is < 2000 or > 2200;
}
