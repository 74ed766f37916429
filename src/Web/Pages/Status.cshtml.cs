using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Application.Pipeline;

namespace Scheduling.Web.Pages;

/// <summary>The page for everything that is not the page asked for, in the person's language and without a word about the inside.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
internal sealed class StatusModel : PageModel
{
    /// <summary>One of the statuses that have a text.</summary>
    public int Known { get; private set; }

    public bool OutcomeUnknown { get; private set; }

    /// <summary>With it the line in the log is found.</summary>
    public string RequestCode => HttpContext.TraceIdentifier;

    public void OnGet(int? code) => Show(code);

    public void OnPost(int? code) => Show(code);

    private void Show(int? code)
    {
        var fault = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        var status = fault is not null ? Response.StatusCode : code ?? StatusCodes.Status404NotFound;
        if (fault is null && HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null)
        {
            Response.StatusCode = status = StatusCodes.Status404NotFound;
        }

        Known = status switch { 404 or 405 => 404, 429 => 429, 503 => 503, >= 500 => 500, _ => 400 };
        OutcomeUnknown = fault is BusyException { OutcomeUnknown: true };
        if (Known is 503 or 429)
        {
            Response.Headers.RetryAfter = "5";
        }
    }
}
