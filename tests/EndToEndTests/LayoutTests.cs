namespace Scheduling.EndToEndTests;

/// <summary>Pages fit the screen, also with wider text, and what is pressed is big enough to be hit.</summary>
[Collection(InOnePortal.Name)]
public sealed class LayoutTests(DemoFixture portal)
{
    /// <summary>WCAG 1.4.12. A sheet made by script, as the security policy lets no other in.</summary>
    private const string SpaceOut = """
        () => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
            document.adoptedStyleSheets = [sheet];
            document.querySelectorAll('details').forEach(each => each.open = true);
        }
        """;

    /// <summary>What sticks out of the window, outside of what may be scrolled by itself.</summary>
    private const string Wide = """
        () => [...document.querySelectorAll('body *')]
            .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.scroll, .nav, .tabs, .vh'))
            .map(each => `${each.tagName}.${each.className} ${each.textContent.trim().slice(0, 40)}`)
        """;

    /// <summary>
    /// What can be pressed and is lower or narrower than so many pixels. A box to tick counts with its label; a link in running text, which
    /// flows with words beside it, does not count.
    /// </summary>
    private const string Small = """
        ([which, least, both]) => [...document.querySelectorAll(which)].filter(each => each.checkVisibility({ visibilityProperty: true })).map(each => {
            const box = (each.matches('[type=radio], [type=checkbox]') && each.closest('label') || each).getBoundingClientRect();
            const around = each.parentElement.closest('p, li, td, dd, div') ?? document.body;
            const runs = getComputedStyle(each).display === 'inline' && around.textContent.trim().length > each.textContent.trim().length;
            const small = box.height < least - .01 || both && box.width < least - .01;
            return small && !runs && !each.matches('.skip') && `${each.outerHTML.slice(0, 90)} is ${box.width} × ${box.height}`;
        }).filter(Boolean)
        """;

    [Theory]
    [MemberData(nameof(Situation.NamesOfOtherLayouts), MemberType = typeof(Situation))]
    public async Task Nothing_scrolls_sideways_at_320_pixels_with_text_spaced_out_in_any_language(string situation)
    {
        var wide = new List<string>();
        foreach (var language in new[] { "pl", "en", "ru" })
        {
            await using var window = await Situation.Called(situation).Open(portal, 320, language);
            await window.Page.EvaluateAsync(SpaceOut);
            if (await window.SideScroll() is > 0 and var pixels)
            {
                wide.Add($"{language}, {pixels} pixels: {string.Join("; ", await window.Page.EvaluateAsync<string[]>(Wide))}");
            }

            Assert.Empty(window.Complaints);
        }

        Assert.True(wide.Count == 0, string.Join('\n', wide));
    }

    [Theory]
    [MemberData(nameof(Situation.NamesOfOtherLayouts), MemberType = typeof(Situation))]
    public async Task Targets_have_24_pixels_and_what_a_patient_does_has_44(string situation)
    {
        var at = Situation.Called(situation);
        await using var window = await at.Open(portal, 1280, "ru");
        var small = new List<string>();
        foreach (var width in new[] { 1280, 360 })
        {
            await window.Page.SetViewportSizeAsync(width, 740);
            small.AddRange(await SmallerThan(24, "a[href], button, input:not([type=hidden]), select, textarea, summary", both: true));
            if (at.IsForPatients)
            {
                small.AddRange(await SmallerThan(44, Patient.Actions, both: false));
            }

            async Task<IEnumerable<string>> SmallerThan(int pixels, string which, bool both) =>
                (await window.Page.EvaluateAsync<string[]>(Small, new object[] { which, pixels, both })).Select(each => $"{width}: {each}, not {pixels}");
        }

        Assert.True(small.Count == 0, string.Join('\n', small));
    }

    [Theory]
    [InlineData("pl", "Europe/Warsaw")]
    [InlineData("en", "Europe/Warsaw")]
    [InlineData("ru", "Europe/Warsaw")]
    [InlineData("ru", "Europe/London")] // a page that tells of the other zone has more to say
    public async Task The_first_time_is_seen_whole_on_a_phone_without_scrolling(string language, string zone)
    {
        await using var window = await portal.Open(360, language, signedIn: "jan", zone: zone);
        await window.Page.GotoAsync($"/book?lang={language}");

        var box = await window.Page.Locator($"{Patient.Slot} >> visible=true").First.BoundingBoxAsync();

        Assert.InRange(box!.Y + box.Height, 44, 740);
        Assert.InRange(box.X + box.Width, 44, 360);
    }
}
