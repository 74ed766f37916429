using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Application.Ports;

namespace Scheduling.Web.Pages.Dev;

/// <summary>Mails that went into a folder, in development without a mail server; elsewhere there is no such page.</summary>
internal sealed class MailModel(PortalOptions portal, IServiceProvider services) : PageModel
{
    private const int Most = 100;

    private readonly ISentMails? mails = services.GetService<ISentMails>();

    public IReadOnlyList<SentMail> All { get; private set; } = [];

    public SentMail? Chosen { get; private set; }

    public string ZoneId => portal.TimeZone.Id;

    public IActionResult OnGet(string? id)
    {
        if (mails is null)
        {
            return NotFound();
        }

        All = id is null ? mails.Latest(Most) : [];
        Chosen = id is null ? null : mails.Find(id);
        return id is null || Chosen is not null ? Page() : NotFound();
    }

    /// <summary>The mail as a mail program shows it; its own styles are let through, nothing else is.</summary>
    public IActionResult OnGetHtml(string id)
    {
        if (mails?.Find(id) is not { } mail)
        {
            return NotFound();
        }

        Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return Content(mail.Html, "text/html; charset=utf-8");
    }
}
