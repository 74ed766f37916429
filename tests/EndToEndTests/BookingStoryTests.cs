using System.Text.RegularExpressions;

namespace Scheduling.EndToEndTests;

/// <summary>The whole story as a person lives it, in a real Chromium.</summary>
[Collection(InOnePortal.Name)]
public sealed partial class BookingStoryTests(DemoFixture portal)
{
    [Theory]
    [InlineData(1280, "pl", true)]
    [InlineData(1280, "en", true)]
    [InlineData(1280, "ru", true)]
    [InlineData(360, "pl", true)]
    [InlineData(360, "en", true)]
    [InlineData(360, "ru", true)]
    [InlineData(360, "pl", false)]
    public async Task A_patient_books_the_earliest_time_with_two_presses_sees_it_and_cancels_it(int width, string language, bool javaScript)
    {
        await using var window = await portal.Open(width, language, javaScript);
        var patient = new Patient(window);
        await patient.SignIn("ewa", language);
        Assert.EndsWith("/book", window.Page.Url, StringComparison.Ordinal);
        await MustFit();

        await patient.PressEarliest();
        await MustFit();
        portal.ForgetMails();
        await patient.PressMain();
        Assert.Equal(Patient.Says(language, "visit.booked"), await patient.Heading());
        await MustFit();
        var visit = new Uri(window.Page.Url).Segments[^1];
        await BothMailsAreThere();

        await patient.OpenMyVisits();
        Assert.Contains(visit, await patient.ListedVisits());
        await MustFit();
        await patient.OpenVisit(visit);
        await patient.PressCancel();
        await MustFit();
        await patient.PressCancel();
        Assert.Equal(Patient.Says(language, "visit.cancelled"), await patient.Heading());
        await MustFit();

        await patient.OpenMyVisits();
        await patient.OpenCancelledVisits();
        Assert.Contains(visit, await patient.ListedVisits());
        await patient.SignOut();
        Assert.Equal(Patient.Says(language, "signin.signed_out"), await patient.Heading());
        await window.Page.GotoAsync("/visits");
        Assert.Contains("/signin", window.Page.Url, StringComparison.Ordinal);
        Assert.Empty(window.Complaints);
        portal.MustBeSound();

        async Task BothMailsAreThere()
        {
            portal.SendMails();
            await using var mails = await portal.Open(width, language);
            await mails.Page.GotoAsync("/dev/mail");
            var listed = await mails.Page.Locator("main tbody tr").AllInnerTextsAsync();
            Assert.Equal(2, listed.Count);
            Assert.Single(listed, line => line.Contains("ewa@example.test", StringComparison.Ordinal));
        }

        async Task MustFit()
        {
            Assert.Equal(0, await window.SideScroll());
            Assert.Equal(language, await window.Page.GetAttributeAsync("html", "lang"));
        }
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
