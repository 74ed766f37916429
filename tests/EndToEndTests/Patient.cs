using System.Globalization;
using System.Resources;

namespace Scheduling.EndToEndTests;

/// <summary>What a patient does and sees; the only place that knows how to find things on the pages.</summary>
internal sealed class Patient(Window window)
{
    /// <summary>The link of the earliest time, beside or around its tag.</summary>
    public const string Earliest = "main :has(> .tag.ok) > a, main a:has(.tag.ok)";

    public const string Slot = "main .slot";

    public const string Skip = "a.skip";

    /// <summary>What is pressed to get on; the frame around the page has smaller things.</summary>
    public const string Actions = "main button, main .btn, main .slot, main .choice, main .own";

    public const string MainButton = "main button.pri";
    private const string CancelButton = "main .btn.bad";

    private static readonly ResourceManager Texts = new("Scheduling.Web.Resources.Texts", typeof(Program).Assembly);

    /// <summary>What the portal says under this key.</summary>
    public static string Says(string language, string key) => Texts.GetString(key, CultureInfo.GetCultureInfo(language))
        ?? throw new InvalidOperationException($"No text {key}.");

    public Task<string?> Heading() => window.Page.TextContentAsync("h1");

    public async Task SignIn(string login, string language)
    {
        await window.Page.GotoAsync($"/signin?lang={language}");
        await window.Page.FillAsync("#login", login);
        await window.Page.FillAsync("#password", "demo");
        await PressMain();
    }

    public Task PressEarliest() => window.Page.ClickAsync($"{Earliest} >> nth=0");

    /// <summary>The one filled button of the page: sign in, book.</summary>
    public Task PressMain() => window.Page.ClickAsync(MainButton);

    /// <summary>The same; the page that follows is in this language.</summary>
    public async Task SendIn(string language)
    {
        await window.Page.EvaluateAsync("language => document.querySelector('main form').action += '?lang=' + language", language);
        await PressMain();
    }

    /// <summary>To cancel: first it leads to the question, there it does it.</summary>
    public Task PressCancel() => window.Page.ClickAsync(CancelButton);

    /// <summary>An administrator's, on the page of messages.</summary>
    public async Task EnterWrongLink(string language)
    {
        await window.Page.EvaluateAsync("language => document.querySelector('main form:has(input[name=link])').action += '&lang=' + language", language);
        await window.Page.FillAsync("main input[name=link] >> nth=0", "meet.google.com/abc");
        await window.Page.ClickAsync("main form:has(input[name=link]) button >> nth=0");
    }

    public Task OpenMyVisits() => window.Page.ClickAsync("nav a[href='/visits']");

    public Task OpenVisit(string visit) => window.Page.ClickAsync($"main a[href^='/visits/{visit}'] >> nth=0");

    /// <summary>From "my visits" to the cancelled ones, the last tab; on a page without tabs they stand below.</summary>
    public async Task OpenCancelledVisits()
    {
        var tabs = window.Page.Locator("main .tabs a");
        if (await tabs.CountAsync() > 0)
        {
            await tabs.Last.ClickAsync();
        }
    }

    /// <summary>The visits that are listed, each as the last part of its address.</summary>
    public async Task<IReadOnlyList<string>> ListedVisits() => await window.Page.EvaluateAsync<string[]>(
        "[...document.querySelectorAll('main a[href^=\"/visits/\"]')].map(link => link.pathname.split('/')[2])");

    public Task SignOut() => window.Page.ClickAsync("header form[action='/signout'] button");
}
