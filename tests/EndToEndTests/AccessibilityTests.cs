using Microsoft.Playwright;

namespace Scheduling.EndToEndTests;

/// <summary>WCAG 2.0–2.2 A and AA and axe's best practice, on every page and state, wide and narrow, light and dark.</summary>
[Collection(InOnePortal.Name)]
public sealed class AccessibilityTests(DemoFixture portal)
{
    [Theory]
    [MemberData(nameof(Situation.Names), MemberType = typeof(Situation))]
    public async Task Axe_finds_nothing_wide_or_narrow_in_light_or_dark(string situation)
    {
        await using var window = await Situation.Called(situation).Open(portal, 1280, "pl");
        await window.Page.EvaluateAsync("document.querySelectorAll('details').forEach(each => each.open = true)");
        await Axe.Bring(window.Page);

        var found = new List<string>();
        foreach (var width in new[] { 1280, 360 })
        {
            foreach (var colours in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await window.Page.SetViewportSizeAsync(width, 740);
                await window.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = colours });
                found.AddRange((await Axe.Violations(window.Page)).Select(violation => $"{width} {colours}: {violation}"));
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
