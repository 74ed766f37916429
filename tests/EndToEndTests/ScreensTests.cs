using Microsoft.Playwright;

namespace Scheduling.EndToEndTests;

/// <summary>Not a test but a look: <c>./test screens</c> writes a picture of every page to <c>.local/screens</c>.</summary>
[Trait("Category", "Screens")]
public sealed class ScreensTests(DemoFixture portal) : IClassFixture<DemoFixture>
{
    private static readonly string Folder = Path.Combine(Repository.Root, ".local", "screens");

    [Theory]
    [InlineData(1280, "pl")]
    [InlineData(360, "pl")]
    [InlineData(1280, "en")]
    [InlineData(360, "ru")]
    public async Task Pictures_of_every_page(int width, string language)
    {
        foreach (var colours in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var window = await portal.Open(width, language, colours: colours);
            async Task Picture(string name) => await window.Page.ScreenshotAsync(new PageScreenshotOptions
            {
                Path = Path.Combine(Folder, $"{name}-{width}-{language}-{colours}.png".ToLowerInvariant()),
                FullPage = true,
            });
            await window.Page.GotoAsync("/signin");
            await Picture("signin");
            await window.Page.ClickAsync("main button.pri");
            await Picture("signin-errors");
            await AsPatient(window, language, "jan", ("/book", "book"), ("/book?t=2&day=2027-01-18&month=2027-02", "book-therapist"),
                ("/visits", "visits"), ("/visits?tab=past", "visits-past"), ("/book/confirm?t=2&start=2027-01-18T03:00:00Z", "confirm-refused"));
            await window.Page.GotoAsync("/book");
            await window.Page.ClickAsync(".tag.ok >> xpath=.. >> a");
            await Picture("confirm");
            await window.Page.ClickAsync("main button.pri");
            await Picture("visit");
            await window.Page.ClickAsync("main .btn.bad");
            await Picture("cancel");
            await window.Page.ClickAsync("main .btn.bad");
            await Picture("visit-cancelled");
            await AsPatient(window, language, "tomasz", ("/visits", "visits-next"), ("/visits?tab=cancelled", "visits-cancelled"), ("/book", "book-own"));
            await window.Page.ClickAsync("details:last-of-type summary");
            await Picture("book-why");
            await AsPatient(window, language, "adam", ("/book", "book-one-therapist"));
            await AsPatient(window, language, "nina", ("/book?day=2027-03-15", "book-clock-change"));
            await AsPatient(window, language, "basia", ("/book?day=2027-01-14", "book-used-up"), ("/book/refused?t=&start=2027-01-14T08:00:00Z", "refused"));
            await AsPatient(window, language, "pawel", ("/book", "book-no-company"), ("/visits", "visits-none"), ("/nothing", "not-found"));
            await AsPatient(window, language, "anna", ("/therapist", "therapist"));
            await AsPatient(window, language, "admin", ("/administrator", "administrator"));
            await AsPatient(window, language, "olga", ("/role", "role"));
            async Task AsPatient(Window at, string speaking, string login, params (string Path, string Name)[] pages)
            {
                await at.Page.Context.ClearCookiesAsync();
                await at.SignIn(login);
                await at.Page.ClickAsync($"header button[value={speaking}]");
                foreach (var (path, name) in pages)
                {
                    await at.Page.GotoAsync(path);
                    await Picture(name);
                }
            }
        }
    }
}
