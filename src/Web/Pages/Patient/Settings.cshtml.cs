using AutoMapper;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Application.Patients;
using Scheduling.Web.Pages.Shared;
using Scheduling.Web.Resources;

namespace Scheduling.Web.Pages.Patient;

/// <summary>What a patient may set for himself (R11); empty text = as the company.</summary>
public sealed class SettingsForm
{
    public string Language { get; set; } = "";

    public string TimeZone { get; set; } = "";

    public bool SmsOff { get; set; }

    public string Phone { get; set; } = "";
}

internal sealed class SettingsModel(IMediator mediator, IMapper mapper, Words words, IClock clock) : PageModel
{
    public SettingsForm Form { get; private set; } = new();

    public OwnSettingsView? View { get; private set; }

    public ErrorSummary Errors { get; private set; } = new([]);

    public bool Saved { get; private set; }

    /// <summary>Europe's zones and the larger ones elsewhere; a zone that is set already is always among them.</summary>
    public IEnumerable<string> Zones => TimeZones.Offered.Append(Form.TimeZone).Where(zone => zone.Length > 0).Distinct(StringComparer.Ordinal);

    public async Task<IActionResult> OnGet([FromQuery] int saved, CancellationToken cancellationToken)
    {
        Saved = saved == 1;
        View = await mediator.Send(new OwnSettings(), cancellationToken);
        Form = mapper.Map<SettingsForm>(View ?? new OwnSettingsView("", "", false, "", "pl", "UTC", false));
        return View is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPost([FromForm] SettingsForm form, CancellationToken cancellationToken)
    {
        var result = await mediator.Send(mapper.Map<SaveOwnSettings>(form), cancellationToken);
        if (result.WrongFields.Count == 0)
        {
            return LocalRedirect("/settings?saved=1");
        }

        View = await mediator.Send(new OwnSettings(), cancellationToken);
        Form = form;
        Errors = new ErrorSummary([.. result.WrongFields.Select(field => (field, words[$"settings.{(field is "timeZone" ? "zone" : field)}_wrong"]))]);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View is null ? NotFound() : Page();
    }

    public string ZoneName(string zone) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null ? zone : new ReaderTime(zone, words).ZoneName(clock.GetCurrentInstant());
}
