using System.Text.RegularExpressions;

namespace Scheduling.EndToEndTests;

/// <summary>The whole story as a person lives it, in a real Chromium.</summary>
public sealed partial class BookingStoryTests(DemoFixture portal) : IClassFixture<DemoFixture>
{
    [Theory]
    [InlineData(1280, true)]
    [InlineData(360, false)]
    public async Task A_patient_books_the_earliest_time_and_cancels_it(int width, bool javaScript)
    {
        await using var window = await portal.Open(width, "pl-PL", javaScript);
        var page = window.Page;
        await window.SignIn("ewa");
        Assert.EndsWith("/book", page.Url, StringComparison.Ordinal);
        Assert.Equal(0, await window.SideScroll());

        await page.ClickAsync("text=Najbliższy termin >> xpath=.. >> a");
        await page.ClickAsync("text=Zarezerwuj wizytę");
        Assert.Equal("Wizyta zarezerwowana", await page.TextContentAsync("h1"));
        Assert.Equal(0, await window.SideScroll());

        await page.ClickAsync("text=Odwołaj wizytę");
        await page.ClickAsync("text=Tak, odwołaj wizytę");
        Assert.Equal("Wizyta odwołana", await page.TextContentAsync("h1"));

        await page.ClickAsync("nav >> text=Moje wizyty");
        Assert.Contains("odwołana", await page.TextContentAsync("section[aria-labelledby=cancelled]"), StringComparison.Ordinal);
        await page.ClickAsync("text=Wyloguj");
        await page.GotoAsync("/visits");
        Assert.Contains("/signin", page.Url, StringComparison.Ordinal);
        Assert.Empty(window.Complaints);
        portal.Database.Do("UPDATE {p}meetings SET booked_at = '2001-01-01' WHERE public_id NOT IN (SELECT subject_id FROM {p}audit_log WHERE action = 'appointment_booked')");
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task A_patient_whose_company_has_no_hours_left_is_told_so_and_shown_the_next_month()
    {
        await using var window = await portal.Open(360, "ru-RU");
        await window.SignIn("basia");
        await window.Page.ClickAsync("header button[value=ru]");
        await window.Page.GotoAsync("/book?day=2027-01-14");

        await window.Page.ClickAsync(".day.sel .slot.gone >> nth=0");
        await window.Page.ClickAsync("main button.pri");

        Assert.Equal("Визит не назначен", await window.Page.TextContentAsync("h1"));
        Assert.Contains("Часы компании на январь 2027 исчерпаны", await window.Page.TextContentAsync("[role=alert]"), StringComparison.Ordinal);
        Assert.Matches(FebruaryDate(), await window.Page.TextContentAsync(".choices") ?? "");
        Assert.Equal(0, await window.SideScroll());
        Assert.Empty(window.Complaints);
    }

    [GeneratedRegex("февраля 2027", RegexOptions.None, 1000)]
    private static partial Regex FebruaryDate();
}
