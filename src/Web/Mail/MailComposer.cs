using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using Scheduling.Application.Notifications;
using Scheduling.Application.Ports;
using Scheduling.Web.Resources;

namespace Scheduling.Web.Mail;

/// <summary>Mails from the portal's texts, in the language and on the clocks of whoever reads them.</summary>
internal sealed class MailComposer(IStringLocalizer<Texts> texts, IServiceScopeFactory scopes, ILoggerFactory logs, PortalOptions portal) : IMailComposer
{
    public async Task<MailText> Compose(MailFacts facts)
    {
        // Async-local: the caller's culture comes back when this method returns.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Culture(facts.Language.ToString());
        var words = new Words(texts);
        var letter = new LetterWriter(words, portal).Write(facts);
        return new MailText(letter.Subject, letter.AsPlainText(), await Html(letter), words["calendar.summary"]);
    }

    private async Task<string> Html(MailLetter letter)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(MailHtml.Letter)] = letter });
            return (await renderer.RenderComponentAsync<MailHtml>(parameters)).ToHtmlString();
        });
    }
}
