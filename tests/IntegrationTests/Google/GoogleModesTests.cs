using Microsoft.Extensions.DependencyInjection;
using Scheduling.Infrastructure.Outbox;

namespace Scheduling.IntegrationTests.Google;

/// <summary>The other ways to set Google up (R51, R54): shared organiser, refresh token, invitations, off.</summary>
public sealed class GoogleModesTests
{
    [Fact]
    public async Task A_shared_organiser_holds_the_events_of_all_therapists_in_the_portals_language()
    {
        using var portal = new SharedPortal();
        var visit = await portal.Book();

        await portal.Tick();

        var made = Assert.Single(portal.Google.Events);
        Assert.Equal(("team@group.calendar.google.com", "Spotkanie", "visits@provider.example"), (made.Calendar, made.Summary, portal.Google.CallsOf("insert").Single().User));
        Assert.Equal("visits@provider.example", visit.Work.Organiser);
        Assert.Equal(made.Link, visit.Link);
        Assert.Empty(portal.Google.Complaints);
    }

    [Fact] // CONTRACTS §4, 7
    public async Task A_refresh_token_opens_the_account_that_consented_and_an_expired_one_stops_until_it_is_replaced()
    {
        using var portal = new RefreshTokenPortal();
        portal.Google.Next("token", FakeGoogle.TokenError(400, "invalid_grant", "Token has been expired or revoked."));
        var visit = await portal.Book();

        await portal.Tick();
        Assert.Equal(("configuration", "consent_expired"), (visit.Work.State, visit.Work.Fault));
        Assert.Equal(["consent_expired"], portal.Database.List<string>("SELECT detail FROM {p}messages WHERE kind = 'meet_stopped'"));
        await portal.TickAfter(Duration.FromMinutes(15));

        Assert.Equal(FakeGoogle.SharedAccount, Assert.Single(portal.Google.Events).Calendar);
        Assert.Equal(("shared", visit.Event().Link), (visit.Work.Organiser, visit.Link));
        await visit.Cancel();
        await portal.Tick();
        Assert.Equal("cancelled", visit.Event().Status);
        Assert.DoesNotContain(portal.Logs.All, line => line.Contains(FakeGoogle.RefreshToken, StringComparison.Ordinal) || line.Contains("client-secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_where_Google_is_to_invite_the_patient_is_a_guest_and_Google_writes_to_him()
    {
        using var portal = new InvitingPortal();
        var visit = await portal.Book();

        await portal.Tick();
        await visit.Move(GooglePortal.TomorrowAtNine + Duration.FromHours(1));
        await portal.Tick();
        await visit.Cancel();
        await portal.Tick();

        Assert.Equal(["insert", "patch", "delete"], portal.Google.Calls.Select(call => call.Kind).Where(kind => kind != "token"));
        Assert.All(portal.Google.Calls.Where(call => call.Kind != "token"), call => Assert.Equal("all", call.Query("sendUpdates")));
        var body = portal.Google.CallsOf("insert").Single().Body!;
        Assert.Equal($"user{visit.Patient}@example.test", (string?)Assert.Single(body["attendees"]!.AsArray())!["email"]);
        Assert.Equal("A talk", (string?)body["summary"]);
    }

    [Fact]
    public async Task With_Google_off_the_rows_stay_as_they_are_and_nothing_waits()
    {
        using var portal = new PortalFixture();
        var company = portal.World.Company();
        var therapist = portal.World.Therapist(companies: company);
        using var browser = await portal.SignedIn(portal.World.Patient(company));
        Assert.NotNull((await browser.Confirm(await browser.OpenConfirm(therapist, GooglePortal.TomorrowAtNine), therapist, therapist, GooglePortal.TomorrowAtNine)).BookedVisit);

        await using var scope = portal.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MeetDelivery>().DoDue(CancellationToken.None);

        Assert.Equal(("queued", 0), portal.Database.Value<(string, int)>("SELECT state, tries FROM {p}outbox"));
        Assert.Equal(0, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}messages WHERE waits_for_link = 1"));
    }

    private sealed class SharedPortal : GooglePortal
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings, StringComparer.Ordinal)
        {
            ["Google:Organizer"] = "shared",
            ["Google:ImpersonatedUser"] = "visits@provider.example",
            ["Google:CalendarId"] = "team@group.calendar.google.com",
        };
    }

    private sealed class RefreshTokenPortal : GooglePortal
    {
        protected override IReadOnlyDictionary<string, string> Settings => ByRefreshToken;
    }

    private sealed class InvitingPortal : GooglePortal
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings, StringComparer.Ordinal)
        {
            ["Google:InvitePatient"] = "true",
            ["Google:EventTitle"] = "A talk",
        };
    }
}
