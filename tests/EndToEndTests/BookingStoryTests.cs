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
        await page.ClickAsync(".tabs >> text=Odwołane");
        Assert.Contains("odwołana", await page.TextContentAsync("section[aria-labelledby=list]"), StringComparison.Ordinal);
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

    [Fact]
    public async Task The_first_time_is_on_the_screen_of_a_phone_and_the_times_are_one_stop_of_the_keyboard()
    {
        await using var window = await portal.Open(360, "pl-PL");
        var page = window.Page;
        await window.SignIn("jan");

        Assert.InRange(await page.EvaluateAsync<double>("document.querySelector('.day.sel .slot').getBoundingClientRect().bottom"), 1, 740);
        Assert.Equal(1, await page.EvaluateAsync<int>("[...document.querySelectorAll('.day.sel .slot')].filter(slot => slot.tabIndex === 0).length"));
        Assert.False(await page.IsVisibleAsync("form[data-auto] button"));

        await page.FocusAsync(".day.sel .slot >> nth=0");
        await page.Keyboard.PressAsync("End");
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement === [...document.querySelectorAll('.day.sel .slot')].at(-1)"));
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task A_choice_of_therapist_shows_his_times_at_once_and_keeps_the_focus()
    {
        await using var window = await portal.Open(1280, "pl-PL");
        var page = window.Page;
        await window.SignIn("jan");
        Assert.True(await page.IsCheckedAsync("input[name=t][value='2']")); // whom he met last

        await page.CheckAsync("input[name=t][value='4']");
        await page.WaitForURLAsync("**/book?t=4*");

        Assert.Equal("4", await page.EvaluateAsync<string>("document.activeElement.value"));
        Assert.Empty(window.Complaints);
    }

    [GeneratedRegex("февраля 2027", RegexOptions.None, 1000)]
    private static partial Regex FebruaryDate();
}
