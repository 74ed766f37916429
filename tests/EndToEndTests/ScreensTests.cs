using Microsoft.Playwright;

namespace Scheduling.EndToEndTests;

/// <summary>Not a test but a look: <c>./test screens</c> writes a picture of every page in every state to <c>.local/screens</c>.</summary>
[Trait("Category", "Screens")]
public sealed class ScreensTests(DemoFixture portal) : IClassFixture<DemoFixture>
{
    private static readonly string Folder = Path.Combine(Repository.Root, ".local", "screens");

    [Theory]
    [InlineData("pl")]
    [InlineData("en")]
    [InlineData("ru")]
    public async Task Pictures_of_every_page(string language)
    {
        foreach (var situation in Situation.All)
        {
            await using var window = await situation.Open(portal, 1280, language);
            await window.Loaded();
            foreach (var (width, colours) in new[] { (1280, ColorScheme.Light), (360, ColorScheme.Light), (1280, ColorScheme.Dark) })
            {
                await window.Page.SetViewportSizeAsync(width, 740);
                await window.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = colours });
                await window.Page.ScreenshotAsync(new PageScreenshotOptions
                {
                    Path = Path.Combine(Folder, $"{situation.Name.Replace(", ", "-", StringComparison.Ordinal).Replace(' ', '-')}-{width}-{language}-{colours}.png".ToLowerInvariant()),
                    FullPage = true,
                });
            }
        }
    }
}
