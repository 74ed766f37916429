namespace Scheduling.IntegrationTests.Google;

/// <summary>Every visit gets one event and one link, and Google agrees with what becomes of the visit (R50, R51; CONTRACTS §4, whose numbers stand beside the tests).</summary>
public sealed class MeetDeliveryTests(GooglePortal portal) : MeetTests(portal)
{
    [Fact]
    public async Task A_booked_visit_gets_a_private_event_that_says_nothing_and_its_link_lets_the_mails_go()
    {
        var visit = await Portal.Book();
        Assert.Equal(2, Waiting(visit));

        await Portal.Tick();

        var call = Assert.Single(Google.CallsOf("insert"));
        Assert.Equal((visit.Account, "primary", "1", "none"), (call.User, call.Calendar, call.Query("conferenceDataVersion"), call.Query("sendUpdates")));
        var body = call.Body!;
        Assert.Equal(
            ["conferenceData", "end", "extendedProperties", "guestsCanSeeOtherGuests", "id", "reminders", "start", "summary", "visibility"],
            body.Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.Equal(($"{visit.Id}g1", "Meeting", "private", visit.Id), (
            (string?)body["id"], (string?)body["summary"], (string?)body["visibility"], (string?)body["extendedProperties"]!["private"]!["visit"]));
        Assert.Equal(("2027-01-12T08:00:00Z", "2027-01-12T08:50:00Z"), ((string?)body["start"]!["dateTime"], (string?)body["end"]!["dateTime"]));
        Assert.Equal((false, false), ((bool)body["reminders"]!["useDefault"]!, (bool)body["guestsCanSeeOtherGuests"]!));
        Assert.Equal($"{visit.Id}g1-1", (string?)body["conferenceData"]!["createRequest"]!["requestId"]);
        Assert.Equal(visit.Event().Link, visit.Link);
        Assert.Equal(("done", 1), (visit.Work.State, visit.Work.Generation));
        Assert.Equal(0, Waiting(visit));

        await Portal.TickAfter(Quarter);
        Assert.Single(Google.CallsOf("insert"));
    }

    [Fact] // 6
    public async Task An_event_that_is_gone_already_counts_as_removed()
    {
        foreach (var ending in new[] { FakeGoogle.Error(404, "notFound"), FakeGoogle.Error(410, "deleted"), FakeGoogle.Empty(404), FakeGoogle.Empty(410) })
        {
            var visit = await Portal.Book();
            await Portal.Tick();
            await visit.Cancel();
            Google.Next("delete", ending);

            await Portal.Tick();

            Assert.Equal("done", visit.Work.State);
        }
    }

    [Fact] // 6
    public async Task An_event_deleted_by_hand_is_made_anew_when_the_visit_is_moved_and_everybody_hears_of_the_new_link()
    {
        var visit = await Portal.Book();
        await Portal.Tick();
        var before = visit.Link;
        Portal.Database.Do("UPDATE {p}messages SET state = 'sent', ended_at = due_at WHERE meeting_id = (SELECT id FROM {p}meetings WHERE public_id = @Id)", new { visit.Id });
        Google.DeleteByHand($"{visit.Id}g1");

        await visit.Move(GooglePortal.TomorrowAtNine + Duration.FromHours(1));
        await Portal.Tick();

        Assert.Equal([("done", 1), ("done", 2)], visit.Works.Select(work => (work.State, work.Generation)));
        Assert.Equal(("2027-01-12T09:00:00Z", visit.Event(2).Link), (visit.Event(2).Start, visit.Link));
        Assert.NotEqual(before, visit.Link);
        Assert.Equal(2, Mails(visit, "link_follows"));
    }

    [Fact] // 6
    public async Task An_event_that_Google_keeps_as_deleted_comes_back_with_a_new_conference()
    {
        var visit = await Portal.Book();
        Google.Next("insert", FakeGoogle.LostReply, store: true);
        await Portal.Tick();
        Google.DeleteByHand($"{visit.Id}g1", forGood: false);

        await Portal.TickAfter(Duration.FromMinutes(1));

        Assert.Equal(["insert", "insert", "get", "patch"], Kinds());
        Assert.Equal(("confirmed", $"{visit.Id}g1-2", visit.Event().Link), (visit.Event().Status, visit.Event().Request, visit.Link));
        Assert.Single(visit.Works);
    }

    [Fact] // 6
    public async Task A_moved_visit_keeps_its_link_and_Google_is_told_the_times_only()
    {
        var visit = await Portal.Book();
        await Portal.Tick();
        var before = visit.Link;

        await visit.Move(GooglePortal.TomorrowAtNine + Duration.FromHours(1));
        await Portal.Tick();

        var patch = Assert.Single(Google.CallsOf("patch"));
        Assert.Equal(["end", "start"], patch.Body!.Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("none", null), (patch.Query("sendUpdates"), patch.Query("conferenceDataVersion")));
        Assert.Equal((before, "2027-01-12T09:00:00Z"), (visit.Link, visit.Event().Start));
    }

    [Fact] // 12
    public async Task A_visit_cancelled_while_its_event_is_still_to_be_made_asks_Google_nothing()
    {
        var visit = await Portal.Book();
        await visit.Cancel();

        await Portal.Tick();

        Assert.Empty(Google.Calls);
        Assert.Equal(("done", false), (visit.Work.State, visit.Work.Called));
    }

    [Fact]
    public async Task A_link_entered_by_hand_stands_whenever_it_is_entered()
    {
        Google.PendingPolls = 1;
        var (whilePending, whileMade, whenLinked) = (await Portal.Book(), await Portal.Book(), await Portal.Book());
        Google.During("insert", () => EnterByHand(whileMade));
        await Portal.Tick();
        await EnterByHand(whilePending);
        await Portal.TickAfter(Duration.FromMinutes(1));
        await EnterByHand(whenLinked);
        await whenLinked.Move(GooglePortal.TomorrowAtNine + Duration.FromHours(1));
        await Portal.Tick();

        Assert.Equal("2027-01-12T09:00:00Z", whenLinked.Event().Start);
        foreach (var visit in new[] { whilePending, whileMade, whenLinked })
        {
            Assert.Equal(("https://video.example/room", "done"), (visit.Link, visit.Work.State));
        }
    }

    [Fact]
    public async Task A_strangers_event_under_our_id_is_left_alone()
    {
        var visit = await Portal.Book();
        Google.Next("insert", FakeGoogle.LostReply, store: true);
        await Portal.Tick();
        Google.Event($"{visit.Id}g1").Fields["extendedProperties"]!["private"]!["visit"] = "another";

        await Portal.TickAfter(Duration.FromMinutes(1));

        Assert.Equal([("done", 1), ("done", 2)], visit.Works.Select(work => (work.State, work.Generation)));
        Assert.Equal(visit.Event(2).Link, visit.Link);
        Assert.Empty(Google.CallsOf("patch"));
    }

    [Fact]
    public async Task Another_therapists_account_means_another_event_and_the_old_one_goes()
    {
        var visit = await Portal.Book();
        await Portal.Tick();
        var other = Portal.World.Therapist();
        Portal.Database.Do("UPDATE {p}therapists SET google_account = 'other@provider.example' WHERE user_id = @other", new { other });
        Portal.Database.Do("UPDATE {p}meetings SET therapist_id = @other WHERE public_id = @Id", new { other, visit.Id });

        await Wish(visit);
        await Portal.Tick();

        Assert.Equal(("cancelled", visit.Account), (visit.Event().Status, visit.Event().Calendar));
        Assert.Equal(("confirmed", "other@provider.example"), (visit.Event(2).Status, visit.Event(2).Calendar));
        Assert.Equal(visit.Event(2).Link, visit.Link);
        Assert.Equal(visit.Account, Google.CallsOf("delete").Single().User);
    }
}
