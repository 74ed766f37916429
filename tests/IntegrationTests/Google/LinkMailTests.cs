using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Outbox;
using Scheduling.IntegrationTests.Outgoing;

namespace Scheduling.IntegrationTests.Google;

/// <summary>How a link gets from Google into mails and pages (R53, R60), with both at the wire.</summary>
public sealed class LinkMailTests(LinkMailTests.MailingPortal portal) : IClassFixture<LinkMailTests.MailingPortal>, IDisposable
{
    public void Dispose()
    {
        Assert.Empty(portal.Google.Complaints);
        portal.Forget();
        portal.Database.Do("UPDATE {p}messages SET state = 'dropped', ended_at = created_at WHERE state = 'queued'");
    }

    [Fact]
    public async Task The_confirmation_waits_for_the_link_and_takes_it_along()
    {
        var visit = await portal.Book();
        await portal.SendDue();
        Assert.Empty(portal.Smtp.To(visit.Patient));

        await portal.Tick();
        await portal.SendDue();

        var mail = new ParsedMail(Assert.Single(portal.Smtp.To(visit.Patient)));
        Assert.StartsWith("https://meet.google.com/", visit.Link, StringComparison.Ordinal);
        Assert.Contains($"Link: {visit.Link}", mail.Text, StringComparison.Ordinal);
        Assert.Equal((visit.Link, 0), (mail.Event.Location, mail.Event.Sequence));
        var therapists = new ParsedMail(Assert.Single(portal.Smtp.To(visit.Therapist)));
        Assert.Contains($"Link: {visit.Link}", therapists.Text, StringComparison.Ordinal);
        Assert.Null(therapists.Calendar); // the event is in his own calendar
        Assert.Contains(visit.Link!, (await visit.Browser.Get($"/visits/{visit.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains(visit.Link!, (await visit.Browser.Get("/visits")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_ten_minutes_it_goes_without_and_the_link_follows_to_both()
    {
        portal.Google.Next("insert", FakeGoogle.Error(503, "backendError"), times: 5);
        var visit = await portal.Book();
        var page = await visit.Browser.Get($"/visits/{visit.Id}");
        Assert.Contains("The meeting link is being made", page.Text, StringComparison.Ordinal);
        Assert.Contains("data-refresh", page.Body, StringComparison.Ordinal);

        for (var minute = 0; minute < 10; minute++)
        {
            await portal.Tick();
            await portal.SendDue();
            Assert.Empty(portal.Smtp.To(visit.Patient));
            portal.Clock.Now += Duration.FromMinutes(1);
        }

        await portal.SendDue();
        Assert.Contains("link przyjdzie w osobnej wiadomości", new ParsedMail(Assert.Single(portal.Smtp.To(visit.Patient))).Text, StringComparison.Ordinal);
        await portal.TickAfter(Duration.FromMinutes(5));
        await portal.SendDue();
        await portal.SendDue();

        Assert.Equal((2, 2), (portal.Smtp.To(visit.Patient).Count, portal.Smtp.To(visit.Therapist).Count));
        var follows = new ParsedMail(portal.Smtp.To(visit.Patient)[1]);
        Assert.Equal("Link do spotkania 12 stycznia 2027, 09:00", follows.Subject);
        Assert.Contains(visit.Link!, follows.Text, StringComparison.Ordinal);
        Assert.Equal(("REQUEST", 1, visit.Link), (follows.CalendarMethod, follows.Event.Sequence, follows.Event.Location));
    }

    [Fact]
    public async Task It_waits_at_most_half_the_time_that_is_left()
    {
        portal.Google.Next("insert", FakeGoogle.Error(503, "backendError"), times: 50);
        portal.Clock.Now = GooglePortal.TomorrowAtNine - Duration.FromMinutes(8);
        var company = portal.World.Company(noticeHours: 0);
        var visit = await portal.Book(company: company);

        portal.Clock.Now += Duration.FromMinutes(4) - Duration.FromSeconds(1);
        await portal.SendDue();
        Assert.Empty(portal.Smtp.To(visit.Patient));
        portal.Clock.Now += Duration.FromSeconds(1);
        await portal.SendDue();

        Assert.Single(portal.Smtp.To(visit.Patient));
    }

    [Fact]
    public async Task A_link_that_comes_while_the_mail_is_on_its_way_without_it_follows()
    {
        var visit = await portal.Book();
        portal.Clock.Now += Duration.FromMinutes(10);
        portal.Smtp.Meet(visit.Patient, SmtpMood.TakesItsTime);
        var sending = portal.SendDue();
        await Eventually.Is(() => portal.Smtp.To(visit.Patient).Count == 1);

        await portal.Tick();
        portal.Smtp.GoOn();
        await sending;
        await portal.SendDue();

        Assert.Equal(2, portal.Smtp.To(visit.Patient).Count);
        Assert.Contains(visit.Link!, new ParsedMail(portal.Smtp.To(visit.Patient)[1]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_was_sent_a_calendar_entry_is_sent_its_changes_too()
    {
        portal.Google.Next("insert", FakeGoogle.Error(503, "backendError"), times: 5);
        var visit = await portal.Book();
        portal.Clock.Now += Duration.FromMinutes(10);
        await portal.SendDue();
        Assert.NotNull(new ParsedMail(Assert.Single(portal.Smtp.To(visit.Therapist))).Calendar); // Google has no event yet
        portal.Google.Reset();
        await portal.TickAfter(Duration.FromMinutes(5));
        await portal.SendDue();
        await visit.Cancel();
        await portal.SendDue();

        var mails = portal.Smtp.To(visit.Therapist).Select(mail => new ParsedMail(mail)).ToArray();
        Assert.Equal(["REQUEST", "REQUEST", "CANCEL"], mails.Select(mail => mail.CalendarMethod));
        Assert.Equal([0, 1, 2], mails.Select(mail => mail.Event.Sequence));
    }

    [Fact]
    public async Task A_cancelled_visit_needs_no_link_and_gets_no_mail_about_one()
    {
        portal.Google.Next("insert", FakeGoogle.Error(503, "backendError"), times: 2);
        var visit = await portal.Book();
        await portal.Tick();
        await visit.Cancel();
        await portal.SendDue();
        await portal.TickAfter(Duration.FromMinutes(30));
        await portal.SendDue();

        Assert.Equal("Odwołano: spotkanie 12 stycznia 2027, 09:00", new ParsedMail(Assert.Single(portal.Smtp.To(visit.Patient))).Subject);
        Assert.DoesNotContain(portal.Google.Events, each => each.Id.StartsWith(visit.Id, StringComparison.Ordinal) && each.Status != "cancelled");
    }

    [Fact]
    public async Task An_administrator_enters_a_link_by_hand_and_a_wrong_one_is_kept_in_its_field()
    {
        portal.Google.Next("insert", FakeGoogle.Error(400, "invalid", "Invalid resource id value."), times: 1);
        var visit = await portal.Book();
        await portal.Tick();
        portal.Clock.Now += Duration.FromMinutes(10);
        await portal.SendDue();
        using var browser = await portal.SignedIn(portal.World.User("Admin", "-", "administrator"), ActingRole.Administrator);
        var page = await browser.Get("/administrator/messages");

        var wrong = await browser.Post("/administrator/messages?handler=link", page, ("visit", visit.Id), ("link", "javascript:alert(1)"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("value=\"javascript:alert(1)\"", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("begins with https://", wrong.Text, StringComparison.Ordinal);
        var right = await browser.Post("/administrator/messages?handler=link", wrong, ("visit", visit.Id), ("link", " https://video.example/room?a=1 "));
        Assert.Equal("/administrator/messages", right.Location);
        await portal.SendDue();

        Assert.Equal("https://video.example/room?a=1", visit.Link);
        Assert.Contains("https://video.example/room?a=1", new ParsedMail(portal.Smtp.To(visit.Patient)[^1]).Text, StringComparison.Ordinal);
        await portal.TickAfter(Duration.FromHours(1));
        Assert.Equal("https://video.example/room?a=1", visit.Link);
    }

    [Fact]
    public async Task An_administrator_retries_and_checks_Google()
    {
        portal.Google.Next("insert", FakeGoogle.Error(400, "invalid", "Invalid resource id value."), times: 1);
        var visit = await portal.Book();
        await portal.Tick();
        using var browser = await portal.SignedIn(portal.World.User("Admin", "-", "administrator"), ActingRole.Administrator);
        var page = await browser.Get("/administrator/messages");

        var retried = await browser.Post("/administrator/messages?handler=google", page, ("visit", visit.Id));
        await portal.Tick();
        var check = await browser.Post("/administrator/messages?handler=check", page);

        Assert.Equal("/administrator/messages", retried.Location);
        Assert.NotNull(visit.Link);
        Assert.Equal(HttpStatusCode.OK, check.Status);
        Assert.Contains("Test event with a link", check.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visit.Browser.Post("/administrator/messages?handler=check", await visit.Browser.Get("/visits"))).Status);
    }

    /// <summary>With Google and a mail server of its own.</summary>
    public sealed class MailingPortal : GooglePortal
    {
        public FakeSmtp Smtp { get; } = new();

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings, StringComparer.Ordinal)
        {
            ["Smtp:Host"] = "127.0.0.1",
            ["Smtp:Port"] = Smtp.Port.ToString(CultureInfo.InvariantCulture),
            ["Smtp:Security"] = "None",
            ["Smtp:From"] = "portal@provider.test",
        };

        public Task SendDue() => Services.GetRequiredService<MailDelivery>().DoDue(CancellationToken.None);

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (disposing)
            {
                Smtp.Dispose();
            }
        }
    }
}
