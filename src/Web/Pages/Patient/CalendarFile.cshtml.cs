using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Application.Appointments;
using Scheduling.Application.Notifications;
using Scheduling.Application.Ports;
using Scheduling.Web.Resources;

namespace Scheduling.Web.Pages.Patient;

/// <summary>The visit for the person's own calendar (R60): neutral, METHOD:PUBLISH, the UID that every later message about it bears.</summary>
internal sealed class CalendarFileModel(IMediator mediator, IClock clock, Words words, PortalOptions portal) : PageModel
{
    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
    {
        if (await mediator.Send(new MyVisit(id), cancellationToken) is not { } visit)
        {
            return NotFound();
        }

        var page = portal.PublicUrl is { } address ? new Uri(address, $"/visits/{id:N}") : null;
        var file = new CalendarFile(
            visit.CalendarUid, visit.Start, visit.End, clock.GetCurrentInstant(), words["calendar.summary"], visit.State == VisitState.Cancelled, page)
        {
            Sequence = visit.CalendarSequence,
            Link = visit.Link,
        };
        return File(Encoding.UTF8.GetBytes(file.ToString()), "text/calendar; charset=utf-8", "visit.ics");
    }
}
