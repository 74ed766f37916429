using Microsoft.Playwright;

namespace Scheduling.EndToEndTests;

/// <summary>Pages on paper, and in the few colours of somebody who chose his own.</summary>
[Collection(InOnePortal.Name)]
public sealed class MediaTests(DemoFixture portal)
{
    private const string Looks = """
        which => {
            const style = getComputedStyle(document.querySelector(which));
            return [style.borderBottom, style.outline];
        }
        """;

    [Fact]
    public async Task Paper_shows_the_whole_week_of_the_therapist_and_nothing_to_press()
    {
        await using var window = await Situation.Called("book, therapist chosen").Open(portal, 360, "pl");
        await window.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        Assert.Empty(await Visible("header, nav, button, input, summary, .btn, .skip"));
        Assert.Equal(7, (await Visible("main .day")).Count);
        Assert.Equal(["Anna Nowicka"], await Visible("main label"));

        Task<IReadOnlyList<string>> Visible(string which) => window.Page.Locator(which).Locator("visible=true").AllInnerTextsAsync();
    }

    [Theory]
    [InlineData("book", ".choice:has(:checked)", ".choice:not(:has(:checked))")]
    [InlineData("book", ".strip a[aria-current]", ".strip a:not([aria-current])")]
    [InlineData("book", ".month a[aria-current]", ".month a:not([aria-current])")]
    [InlineData("visits", ".tabs a[aria-current]", ".tabs a:not([aria-current])")]
    [InlineData("visits", ".nav a[aria-current]", ".nav a:not([aria-current])")]
    [InlineData("visits", ".lang [aria-current]", ".lang :not([aria-current])")]
    public async Task In_forced_colours_what_is_chosen_differs_from_the_rest_and_shows_the_focus(string situation, string chosen, string other)
    {
        await using var window = await Situation.Called(situation).Open(portal, 360, "pl");
        await window.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ForcedColors = ForcedColors.Active });
        await window.Page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");

        var before = await window.Page.EvaluateAsync<string[]>(Looks, chosen);
        Assert.NotEqual((await window.Page.EvaluateAsync<string[]>(Looks, other))[0], before[0]);
        await window.Page.EvaluateAsync("which => (document.querySelector(which + ' input') ?? document.querySelector(which)).focus()", chosen);
        Assert.NotEqual(before[1], (await window.Page.EvaluateAsync<string[]>(Looks, chosen))[1]);
    }
}
