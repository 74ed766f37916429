using System.Net;

namespace Scheduling.IntegrationTests.Booking;

/// <summary>Moving a visit in one step (R46).</summary>
public sealed class MoveAppointmentTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly Instant TomorrowAtNine = Instant.FromUtc(2027, 1, 12, 8, 0);

    [Fact]
    public async Task A_patient_moves_a_visit_and_sees_the_old_time_struck_through()
    {
        var (therapist, patient, browser, visit) = await Booked();
        using var own = browser;
        var later = TomorrowAtNine + Duration.FromHours(3);

        var times = await browser.Get($"/visits/{visit}/move");
        Assert.Contains($"/visits/{visit}/move/confirm?start={Browser.Iso(later)}", times.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"confirm?start={Browser.Iso(TomorrowAtNine)}", times.Text, StringComparison.Ordinal);
        var moved = await Move(browser, visit, later);
        var page = await browser.Get(moved.Location!);

        Assert.Contains("The visit has a new time", page.Text, StringComparison.Ordinal);
        Assert.Contains("<del>was 12 January 2027, 09:00</del>", page.Text, StringComparison.Ordinal);
        Assert.Equal((therapist, 50), portal.Database.Value<(ulong, int)>(
            "SELECT therapist_id, minutes FROM {p}meetings WHERE patient_id = @patient AND starts_at = '2027-01-12 11:00:00'", new { patient }));
        Assert.Equal(1, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}audit_log WHERE action = 'appointment_moved' AND subject_id = @visit", new { visit }));
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task The_visit_itself_is_no_obstacle_for_interval_overlap_and_hours()
    {
        var (_, _, browser, visit) = await Booked(minutes: 50, intervalDays: 7);
        using var own = browser;

        Assert.NotNull((await Move(browser, visit, TomorrowAtNine + Duration.FromMinutes(30))).Location);
        Assert.NotNull((await Move(browser, visit, TomorrowAtNine + Duration.FromDays(1))).Location);
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task The_visit_keeps_its_length_when_the_setting_has_changed()
    {
        var (_, patient, browser, visit) = await Booked();
        using var own = browser;
        portal.Database.Do("UPDATE {p}patients SET visit_minutes = 25 WHERE user_id = @patient", new { patient });

        await Move(browser, visit, TomorrowAtNine + Duration.FromHours(2));

        Assert.Equal(50, portal.Database.Value<int>("SELECT minutes FROM {p}meetings WHERE public_id = @visit", new { visit }));
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task Over_the_months_end_the_new_month_is_charged_and_the_old_one_given_back()
    {
        var (_, _, browser, visit) = await Booked();
        using var own = browser;
        var company = portal.Database.Value<ulong>("SELECT company_id FROM {p}meetings WHERE public_id = @visit", new { visit });

        await Move(browser, visit, Instant.FromUtc(2027, 2, 2, 8, 0));

        Assert.Equal(
            [("2027-01-01", 0), ("2027-02-01", 50)],
            portal.Database.List<(string, int)>("SELECT CAST(month AS CHAR), used_minutes FROM {p}used_hours WHERE company_id = @company ORDER BY month", new { company }));
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task When_the_new_month_lacks_hours_nothing_changes_and_the_attempt_is_stored()
    {
        var (_, _, browser, visit) = await Booked();
        using var own = browser;
        var company = portal.Database.Value<ulong>("SELECT company_id FROM {p}meetings WHERE public_id = @visit", new { visit });
        portal.Database.Do(
            "INSERT INTO {p}number_of_purchased_hours (company_id, kind, month, minutes, entered_by, entered_at) VALUES (@company, 'allowance', '2027-02-01', 0, 1, UTC_TIMESTAMP(6))",
            new { company });

        var refused = await Move(browser, visit, Instant.FromUtc(2027, 2, 2, 8, 0));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("February 2027 are used up", refused.Text, StringComparison.Ordinal);
        Assert.Contains("The visit stays on 12 January 2027, 09:00.", refused.Text, StringComparison.Ordinal);
        Assert.Equal(1, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}refused_attempts WHERE company_id = @company AND month = '2027-02-01'", new { company }));
        Assert.Equal(1, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}meetings WHERE public_id = @visit AND starts_at = '2027-01-12 08:00:00'", new { visit }));
        portal.Database.Do("DELETE FROM {p}number_of_purchased_hours WHERE company_id = @company AND month = '2027-02-01'", new { company });
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task Nobody_moves_another_persons_visit_or_one_that_is_too_close()
    {
        var (_, _, browser, visit) = await Booked();
        using var own = browser;
        using var other = await portal.SignedIn(portal.World.Patient(portal.World.Company()));
        var anyForm = await other.Get("/visits");
        var later = TomorrowAtNine + Duration.FromHours(5);

        Assert.Equal(HttpStatusCode.NotFound, (await other.Get($"/visits/{visit}/move")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get($"/visits/{visit}/move/confirm?start={Browser.Iso(later)}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Post($"/visits/{visit}/move/confirm", anyForm, ("start", Browser.Iso(later)))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get($"/visits/{visit}/visit.ics")).Status);

        portal.Database.Do("UPDATE {p}patients p JOIN {p}meetings m ON m.patient_id = p.user_id SET p.cancellation_notice_hours = 30 WHERE m.public_id = @visit", new { visit });
        var late = await Move(browser, visit, later);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.Contains("can no longer be cancelled or moved here", late.Text, StringComparison.Ordinal);
        Assert.Equal(1, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}meetings WHERE public_id = @visit AND starts_at = '2027-01-12 08:00:00'", new { visit }));
    }

    [Fact]
    public async Task Sixteen_moves_and_bookings_onto_one_time_have_one_winner()
    {
        var company = portal.World.Company();
        var therapist = portal.World.Therapist(companies: company);
        var target = Instant.FromUtc(2027, 1, 14, 8, 0);
        var wishes = new List<Func<Task<Answer>>>();
        for (var i = 0; i < 8; i++)
        {
            var start = Instant.FromUtc(2027, 1, 13, 7, 0) + Duration.FromHours(i);
            var mover = await portal.SignedIn(portal.World.Patient(company));
            var visit = (await mover.Confirm(await mover.OpenConfirm(therapist, start), therapist, therapist, start)).BookedVisit!;
            var form = await mover.Get($"/visits/{visit}/move/confirm?start={Browser.Iso(target)}");
            wishes.Add(() => mover.Post($"/visits/{visit}/move/confirm", form, ("start", Browser.Iso(target))));
            var booker = await portal.SignedIn(portal.World.Patient(company));
            var page = await booker.OpenConfirm(therapist, target);
            wishes.Add(() => booker.Confirm(page, therapist, therapist, target));
        }

        var answers = await Task.WhenAll(wishes.Select(wish => Task.Run(wish)));

        Assert.Single(answers, answer => answer.Location?.StartsWith("/visits/", StringComparison.Ordinal) == true);
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task The_calendar_file_is_neutral_and_keeps_its_UID_through_a_move()
    {
        var (_, _, browser, visit) = await Booked();
        using var own = browser;
        var before = await browser.Get($"/visits/{visit}/visit.ics");
        await Move(browser, visit, TomorrowAtNine + Duration.FromHours(2));
        var after = await browser.Get($"/visits/{visit}/visit.ics");

        Assert.Equal("text/calendar; charset=utf-8", before.Raw.Content.Headers.ContentType?.ToString());
        Assert.Contains("METHOD:PUBLISH\r\n", before.Body, StringComparison.Ordinal);
        Assert.Contains("DTSTART:20270112T080000Z\r\nDTEND:20270112T085000Z\r\nSUMMARY:Meeting\r\n", before.Body, StringComparison.Ordinal);
        Assert.Contains("DTSTART:20270112T100000Z", after.Body, StringComparison.Ordinal);
        Assert.Equal(Line(before, "UID:"), Line(after, "UID:"));
        Assert.DoesNotContain("Therapist", before.Body, StringComparison.Ordinal);
        Assert.All(before.Body.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75));

        static string Line(Answer file, string name) => file.Body.Split("\r\n").Single(line => line.StartsWith(name, StringComparison.Ordinal));
    }

    private static async Task<Answer> Move(Browser browser, string visit, Instant start) => await browser.Post(
        $"/visits/{visit}/move/confirm", await browser.Get($"/visits/{visit}/move/confirm?start={Browser.Iso(start)}"), ("start", Browser.Iso(start)));

    private async Task<(ulong Therapist, ulong Patient, Browser Browser, string Visit)> Booked(int minutes = 100_000, int? intervalDays = null)
    {
        var company = portal.World.Company(minutes, intervalDays);
        var therapist = portal.World.Therapist(companies: company);
        var patient = portal.World.Patient(company);
        var browser = await portal.SignedIn(patient);
        var booked = await browser.Confirm(await browser.OpenConfirm(therapist, TomorrowAtNine), therapist, therapist, TomorrowAtNine);
        return (therapist, patient, browser, booked.BookedVisit!);
    }
}
