using System.Net;

namespace Scheduling.IntegrationTests.Booking;

/// <summary>What the page of free times shows and offers (R34, R34a), and where an address leads that is no longer true.</summary>
public sealed class FreeTimesPageTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly Instant WednesdayAtNine = Instant.FromUtc(2027, 1, 13, 8, 0);

    [Fact]
    public async Task The_table_of_a_month_counts_each_days_free_times_and_leads_to_its_week()
    {
        var (company, therapist, browser) = await Patient();
        using var own = browser;
        await BookFor(company, therapist, WednesdayAtNine);
        Away(therapist, "2027-01-20", "2027-01-21");

        var page = await browser.Get($"/book?t={therapist}&day=2027-01-12&month=2027-01");

        Assert.Matches(LinkOfDay(therapist, 12, " aria-current=\"date\"", "12 January, 12 free times"), page.Text);
        Assert.Matches(LinkOfDay(therapist, 13, "", "13 January, 11 free times"), page.Text);
        Assert.Matches("<td>\\s*<span>20</span>", page.Text);
        Assert.Matches("<td>\\s*<span>10</span>", page.Text);
        Assert.DoesNotContain("day=2027-01-20#week-title", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Previous month", page.Text, StringComparison.Ordinal);
        Assert.Contains($"/book?t={therapist}&day=2027-01-12&month=2027-02#month", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_without_hours_marks_its_days_and_one_without_times_says_so()
    {
        var (company, therapist, browser) = await Patient();
        using var own = browser;
        portal.Database.Do(
            """
            INSERT INTO {p}number_of_purchased_hours (company_id, kind, month, minutes, entered_by, entered_at)
            VALUES (@company, 'allowance', '2027-02-01', 0, 1, UTC_TIMESTAMP(6))
            """,
            new { company });

        var used = await browser.Get($"/book?t={therapist}&day=2027-01-12&month=2027-02");
        Away(therapist, "2027-02-01", "2027-03-01");
        var none = await browser.Get($"/book?t={therapist}&day=2027-01-12&month=2027-02");

        Assert.Matches($"<a href=\"/book\\?t={therapist}&day=2027-02-02#week-title\" class=\"gone\" aria-label=\"2 February, 12 free times, hours used up\">2</a>", used.Text);
        Assert.DoesNotContain("No day of this month has free times.", used.Text, StringComparison.Ordinal);
        Assert.Contains("No day of this month has free times.", none.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_week_without_times_offers_another_therapist_and_the_next_week_with_times()
    {
        var (company, therapist, browser) = await Patient();
        using var own = browser;
        var other = portal.World.Therapist(step: 60, companies: company);
        Away(therapist, "2027-01-18", "2027-01-27");
        Away(other, "2027-01-18", "2027-01-23");

        var page = await browser.Get($"/book?t={therapist}&day=2027-01-18");

        Assert.Contains("Monday 18 January: therapist away", page.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/book?t={other}&day=2027-01-18\">Therapist: 24 free times this week</a>", page.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/book?t={therapist}&day=2027-01-27\">Next week with free times: 25–31 January 2027</a>", page.Text, StringComparison.Ordinal);
        Assert.Contains(Start(27), (await browser.Get($"/book?t={therapist}&day=2027-01-27")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_week_too_close_to_another_visit_offers_the_first_day_that_keeps_the_interval()
    {
        var (_, therapist, browser) = await Patient(intervalDays: 14);
        using var own = browser;
        await browser.Confirm(await browser.OpenConfirm(therapist, WednesdayAtNine), therapist, therapist, WednesdayAtNine);

        var page = await browser.Get($"/book?t={therapist}&day=2027-01-18");
        var offered = await browser.Get($"/book?t={therapist}&day=2027-01-27");

        Assert.Contains("Monday 18 January: too close to your visit on 13 January", page.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/book?t={therapist}&day=2027-01-27\">First day that keeps the interval: Wednesday, 27 January 2027</a>", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Start(26), offered.Text, StringComparison.Ordinal);
        Assert.Contains(Start(27), offered.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2020-01-01")]
    [InlineData("2027-01-10")]
    public async Task A_week_of_the_past_is_this_week(string day)
    {
        var (_, therapist, browser) = await Patient();
        using var own = browser;
        var visit = (await browser.Confirm(await browser.OpenConfirm(therapist, WednesdayAtNine), therapist, therapist, WednesdayAtNine)).BookedVisit;

        var book = await browser.Get($"/book?t={therapist}&day={day}");
        var move = await browser.Get($"/visits/{visit}/move?day={day}");

        Assert.All([book, move], page =>
        {
            Assert.Contains("<h2 id=\"week-title\">11–17 January 2027</h2>", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Previous week", page.Text, StringComparison.Ordinal);
            Assert.DoesNotMatch("<a [^>]*=(20[12][0-6]|2027-01-(0|10))", page.Text);
            Assert.Contains(Start(12), page.Text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task An_old_link_to_a_time_that_is_taken_says_so_and_shows_near_ones_but_no_form()
    {
        var (company, therapist, browser) = await Patient();
        using var own = browser;
        await BookFor(company, therapist, WednesdayAtNine);

        var page = await browser.OpenConfirm(therapist, WednesdayAtNine);

        MustBeRefused(page, "Someone has just taken this time. No visit was made.");
        Assert.Contains($"/book/confirm?t={therapist}&start={Browser.Iso(WednesdayAtNine - Duration.FromHours(1))}", page.Text, StringComparison.Ordinal);
        Assert.Contains($"/book/confirm?t={therapist}&start={Browser.Iso(WednesdayAtNine + Duration.FromHours(1))}", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(400)]
    public async Task An_old_link_to_a_time_that_is_past_shows_the_first_ones_from_now(int days)
    {
        var (_, therapist, browser) = await Patient();
        using var own = browser;

        var page = await browser.OpenConfirm(therapist, TestClock.Start - Duration.FromDays(days));

        MustBeRefused(page, "This time has already passed. Choose a later one.");
        Assert.Contains($"/book/confirm?t={therapist}&start={Browser.Iso(TestClock.Start + Duration.FromHours(3))}", page.Text, StringComparison.Ordinal);
    }

    private static void MustBeRefused(Answer page, string message)
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(message, page.Text, StringComparison.Ordinal);
        Assert.Contains("Near times", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("action=\"/book/confirm\"", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Book the visit", page.Text, StringComparison.Ordinal);
    }

    private static string LinkOfDay(ulong therapist, int day, string current, string name) =>
        $"<a href=\"/book\\?t={therapist}&day=2027-01-{day}#week-title\"{current} aria-label=\"{name}\">{day}</a>";

    /// <summary>Part of the address of the time at 9 on a day of January.</summary>
    private static string Start(int day) => $"start={Browser.Iso(Instant.FromUtc(2027, 1, day, 8, 0))}";

    private async Task<(ulong Company, ulong Therapist, Browser Browser)> Patient(int? intervalDays = null)
    {
        var company = portal.World.Company(intervalDays: intervalDays);
        return (company, portal.World.Therapist(step: 60, companies: company), await portal.SignedIn(portal.World.Patient(company)));
    }

    private async Task BookFor(ulong company, ulong therapist, Instant start)
    {
        using var colleague = await portal.SignedIn(portal.World.Patient(company));
        Assert.NotNull((await colleague.Confirm(await colleague.OpenConfirm(therapist, start), therapist, therapist, start)).BookedVisit);
    }

    private void Away(ulong therapist, string from, string until)
    {
        portal.Database.Do(
            "INSERT INTO {p}therapist_absences (therapist_id, from_local, until_local) VALUES (@therapist, @from, @until)", new { therapist, from, until });
        portal.World.Count(therapist);
    }
}
