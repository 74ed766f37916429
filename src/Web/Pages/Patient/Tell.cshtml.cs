using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime.Text;
using Scheduling.Application.Appointments;

namespace Scheduling.Web.Pages.Patient;

/// <summary>"Let the administrator know" that a month's hours are used up (R23 b); has no page of its own.</summary>
internal sealed class TellModel(IMediator mediator) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/book");

    public async Task<IActionResult> OnPost([FromForm] string month, CancellationToken cancellationToken)
    {
        if (!YearMonthPattern.Iso.Parse(month ?? "").TryGetValue(default, out var asked))
        {
            return BadRequest();
        }

        var result = await mediator.Send(new TellAdministrator(asked), cancellationToken);
        return LocalRedirect($"/book?day={LocalDatePattern.Iso.Format(asked.OnDayOfMonth(1))}&{(result.Told ? "told" : "notold")}={month}");
    }
}
