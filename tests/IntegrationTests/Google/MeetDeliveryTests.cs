using Microsoft.Extensions.DependencyInjection;
using Scheduling.Infrastructure.Outbox;

namespace Scheduling.IntegrationTests.Google;

/// <summary>Every visit gets one event and one link, whatever Google does (R50–R53; CONTRACTS §4, whose numbers stand beside the tests).</summary>
public sealed class MeetDeliveryTests : IClassFixture<GooglePortal>, IDisposable
{
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    private readonly GooglePortal portal;

    public MeetDeliveryTests(GooglePortal portal)
    {
        this.portal = portal;
        _ = portal.Stranger();
        portal.Forget();
    }

    private FakeGoogle Google => portal.Google;

    public void Dispose() => Assert.Empty(Google.Complaints);

    [Fact]
    public async Task A_booked_visit_gets_a_private_event_that_says_nothing_and_its_link_lets_the_mails_go()
    {
        var visit = await portal.Book();
        Assert.Equal(2, Waiting(visit));

        await portal.Tick();

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

        await portal.TickAfter(Quarter);
        Assert.Single(Google.CallsOf("insert"));
    }

    [Fact] // 1
    public async Task A_lost_reply_leads_to_one_event_and_one_link()
    {
        var visit = await portal.Book();
        Google.Next("insert", FakeGoogle.LostReply, store: true);

        await portal.Tick();
        Assert.Null(visit.Link);
        Assert.Equal(("queued", "no_answer", Duration.FromSeconds(15)), (visit.Work.State, visit.Work.Fault, visit.Work.DueAt - portal.Clock.Now));
        await portal.TickAfter(Duration.FromSeconds(15));

        Assert.Equal(["insert", "insert", "get"], Kinds());
        Assert.Equal(Assert.Single(Google.Events).Link, visit.Link);
        Assert.Equal("done", visit.Work.State);
        Assert.Equal(2, Mails(visit));
    }

    [Fact] // 4
    public async Task A_503_although_it_was_stored_is_no_second_event()
    {
        var visit = await portal.Book();
        Google.Next("insert", FakeGoogle.Error(503, "backendError"), store: true);

        await portal.Tick();
        await portal.TickAfter(Duration.FromSeconds(15));

        Assert.Equal(["insert", "insert", "get"], Kinds());
        Assert.Equal(Assert.Single(Google.Events).Link, visit.Link);
    }

    [Fact] // 1, 12
    public async Task A_visit_cancelled_after_a_lost_reply_leaves_no_event()
    {
        var visit = await portal.Book();
        Google.Next("insert", FakeGoogle.LostReply, store: true);
        await portal.Tick();

        await visit.Cancel();
        await portal.Tick();

        Assert.Equal("cancelled", visit.Event().Status);
        Assert.Equal(("done", "none"), (visit.Work.State, Google.CallsOf("delete").Single().Query("sendUpdates")));
    }

    [Fact] // 1
    public async Task A_visit_moved_after_a_lost_reply_stands_at_its_new_time()
    {
        var visit = await portal.Book();
        Google.Next("insert", FakeGoogle.LostReply, store: true);
        await portal.Tick();

        await visit.Move(GooglePortal.TomorrowAtNine + Duration.FromHours(2));
        await portal.Tick();

        Assert.Equal("2027-01-12T10:00:00Z", Assert.Single(Google.Events).Start);
        Assert.Equal(visit.Event().Link, visit.Link);
    }

    [Fact] // 2
    public async Task A_conference_that_is_pending_five_times_is_asked_for_until_it_is_there()
    {
        Google.PendingPolls = 5;
        var visit = await portal.Book();

        await portal.Tick();
        var waits = new List<int>();
        while (visit.Work.State == "pending")
        {
            waits.Add((int)(visit.Work.DueAt - portal.Clock.Now).TotalSeconds);
            await portal.TickAfter(visit.Work.DueAt - portal.Clock.Now);
        }

        Assert.Equal([2, 5, 15, 60, 60], waits);
        Assert.Equal(["insert", "get", "get", "get", "get", "get"], Kinds());
        Assert.Equal(visit.Event().Link, visit.Link);
    }

    [Fact] // 2
    public async Task A_conference_that_is_pending_for_ever_is_told_to_administrators_and_the_visit_stands()
    {
        Google.PendingPolls = int.MaxValue;
        var visit = await portal.Book();

        await portal.Tick();
        for (var polls = 0; visit.Work.State == "pending" && polls < 100; polls++)
        {
            await portal.TickAfter(visit.Work.DueAt - portal.Clock.Now);
        }

        Assert.Equal(("failed", "conference_failed"), (visit.Work.State, visit.Work.Fault));
        Assert.Equal([$"{visit.Id}g1-1", $"{visit.Id}g1-2", $"{visit.Id}g1-3"], visit.Event().Requests);
        Assert.Equal(30, Google.CallsOf("get").Count());
        Assert.Equal(["conference_failed"], visit.Alerts);
        Assert.Equal("booked", portal.Database.Value<string>("SELECT status FROM {p}meetings WHERE public_id = @Id", new { visit.Id }));

        await portal.TickAfter(Quarter);
        Assert.Equal(30, Google.CallsOf("get").Count());
    }

    [Fact] // 2
    public async Task A_conference_that_failed_is_asked_for_anew_and_again_when_somebody_wishes_it()
    {
        Google.FailingConferences = 1;
        var visit = await portal.Book();
        await portal.Tick();
        Assert.Equal(["insert", "patch"], Kinds());
        Assert.Equal(visit.Event().Link, visit.Link);

        Google.FailingConferences = 3;
        var other = await portal.Book();
        await portal.Tick();
        while (other.Work.State == "pending")
        {
            await portal.TickAfter(Quarter);
        }

        Assert.Equal("failed", other.Work.State);
        await Wish(other);
        await portal.Tick();
        Assert.Equal(other.Event().Link, other.Link);
        Assert.Equal(4, other.Event().Requests.Count);
    }

    [Fact] // 3
    public async Task A_rate_limit_is_waited_for_and_Googles_own_word_counts_when_it_is_longer()
    {
        var visit = await portal.Book();
        Google.Next("insert", FakeGoogle.Error(403, "rateLimitExceeded", domain: "usageLimits"));
        await portal.Tick();
        Assert.Equal((15, "rate_limit"), (Wait(visit), visit.Work.Fault));

        Google.Next("insert", FakeGoogle.Error(403, "userRateLimitExceeded", domain: "usageLimits"));
        await portal.TickAfter(Duration.FromSeconds(15));
        Assert.Equal(60, Wait(visit));

        Google.Next("insert", FakeGoogle.Error(429, "rateLimitExceeded", retryAfter: 600));
        await portal.TickAfter(Duration.FromMinutes(1));
        Assert.Equal(600, Wait(visit));

        await portal.TickAfter(Duration.FromMinutes(10));
        Assert.Equal(visit.Event().Link, visit.Link);
        Assert.Equal(4, Google.CallsOf("insert").Count());
        Assert.Empty(visit.Alerts);
    }

    [Fact] // 3
    public async Task A_quota_that_is_used_up_is_no_hot_loop_and_is_told_once()
    {
        Google.Next("insert", FakeGoogle.Error(403, "quotaExceeded", "Calendar usage limits exceeded.", "usageLimits"), times: 1000);
        var company = portal.World.Company();
        var therapist = portal.TherapistWith(company);
        var visit = await portal.Book(therapist: therapist, company: company);

        for (var minute = 0; minute < 12 * 60; minute++)
        {
            await portal.TickAfter(Duration.FromMinutes(1));
        }

        Assert.InRange(Google.CallsOf("insert").Count(), 3, 4);
        Assert.Equal(("queued", "quota_exceeded"), (visit.Work.State, visit.Work.Fault));
        Assert.Equal(["quota_exceeded"], Stops());
        Assert.Empty(visit.Alerts);
    }

    [Fact] // 5
    public async Task A_missing_delegation_stops_the_organiser_tells_once_and_heals_by_itself()
    {
        Google.Granted.Clear();
        var company = portal.World.Company();
        var account = "somebody@provider.example";
        var visits = new List<BookedVisit>();
        for (var each = 0; each < 9; each++)
        {
            visits.Add(await portal.Book(account, company: company));
        }

        for (var minute = 0; minute < 60; minute++)
        {
            await portal.TickAfter(Duration.FromMinutes(1));
        }

        Assert.Equal(["delegation_missing"], Stops());
        Assert.InRange(Google.CallsOf("token").Count(), 4, 16); // four rounds in an hour, of at most four rows at once
        Assert.All(visits, visit => Assert.Equal(("configuration", false), (visit.Work.State, visit.Work.Called)));
        Assert.Equal("delegation_missing: unauthorized_client 401", visits[0].Work.LastAnswer);

        Google.Granted.Add(FakeGoogle.EventsScope);
        await portal.TickAfter(Quarter);
        Assert.All(visits, visit => Assert.Equal(visit.Event().Link, visit.Link));
        Assert.Equal(["delegation_missing"], Stops());
    }

    [Fact] // 5
    public async Task A_stop_that_comes_back_after_it_was_healed_is_told_again()
    {
        var visit = await portal.Book();
        Google.Next("insert", FakeGoogle.Error(400, "invalid", "Invalid conference type value."));
        await portal.Tick();
        await visit.Move(GooglePortal.TomorrowAtNine + Duration.FromHours(1));
        Google.Next("insert", FakeGoogle.Error(400, "invalid", "Invalid conference type value."));
        await portal.Tick();
        Assert.Equal(["meet_not_available"], Stops());

        await portal.TickAfter(Quarter);
        Assert.NotNull(visit.Link);
        await visit.Move(GooglePortal.TomorrowAtNine + Duration.FromHours(3));
        Google.Next("patch", FakeGoogle.Error(400, "invalid", "Invalid conference type value."));
        await portal.Tick();
        Assert.Equal(["meet_not_available", "meet_not_available"], Stops());
    }

    [Theory] // 5
    [InlineData(403, "forbiddenForServiceAccounts", "", "delegation_missing")]
    [InlineData(403, "insufficientPermissions", "", "scope_missing")]
    [InlineData(403, "accessNotConfigured", "", "calendar_api_off")]
    [InlineData(403, "forbidden", "", "forbidden")]
    [InlineData(404, "notFound", "", "calendar_not_found")]
    [InlineData(400, "invalid", "Invalid conference type value.", "meet_not_available")]
    public async Task What_a_person_has_to_change_waits_with_a_code_that_says_it(int status, string reason, string message, string code)
    {
        var visit = await portal.Book();
        Google.Next("insert", FakeGoogle.Error(status, reason, message));

        await portal.Tick();

        Assert.Equal(("configuration", code, 900, false), (visit.Work.State, visit.Work.Fault, Wait(visit), visit.Work.Called));
        Assert.Equal([code], Stops());
        Assert.Empty(visit.Alerts);
        await portal.TickAfter(Quarter);
        Assert.NotNull(visit.Link);
    }

    [Theory] // 5, 7
    [InlineData(400, "invalid_grant", "Invalid email or User ID", "no_such_user")]
    [InlineData(400, "invalid_grant", "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.", "clock_wrong")]
    [InlineData(400, "invalid_grant", "Invalid JWT Signature.", "key_refused")]
    [InlineData(401, "invalid_client", "The OAuth client was not found.", "key_refused")]
    [InlineData(400, "invalid_scope", "", "delegation_missing")]
    public async Task A_token_that_is_refused_waits_with_a_code_that_says_why(int status, string error, string description, string code)
    {
        var visit = await portal.Book();
        Google.Next("token", FakeGoogle.TokenError(status, error, description));

        await portal.Tick();

        Assert.Equal(("configuration", code, $"{code}: {error} {status}"), (visit.Work.State, visit.Work.Fault, visit.Work.LastAnswer));
        Assert.Equal(["token"], Kinds());
        await portal.TickAfter(Quarter);
        Assert.NotNull(visit.Link);
    }

    [Fact] // 7
    public async Task A_token_endpoint_that_is_down_is_waited_for()
    {
        var visit = await portal.Book();
        Google.Next("token", FakeGoogle.Page(500));
        await portal.Tick();
        Assert.Equal(("queued", "no_answer", 15), (visit.Work.State, visit.Work.Fault, Wait(visit)));
        Assert.Single(Google.CallsOf("token"));

        await portal.TickAfter(Duration.FromSeconds(15));
        Assert.NotNull(visit.Link);
    }

    [Fact] // 7
    public async Task A_token_that_ends_in_mid_run_is_replaced_and_one_token_serves_many_calls()
    {
        var company = portal.World.Company();
        var therapist = portal.TherapistWith(company);
        var visit = await portal.Book(therapist: therapist, company: company);
        await portal.Tick();
        await visit.Move(GooglePortal.TomorrowAtNine + Duration.FromHours(1));
        await portal.Tick();
        Assert.Single(Google.CallsOf("token"));

        Google.ExpireTokens();
        await visit.Move(GooglePortal.TomorrowAtNine + Duration.FromHours(2));
        await portal.Tick();

        Assert.Equal(2, Google.CallsOf("token").Count());
        Assert.Equal("2027-01-12T10:00:00Z", visit.Event().Start);
        Assert.Equal("done", visit.Work.State);
    }

    [Fact]
    public async Task A_token_that_is_never_taken_is_a_matter_of_configuration()
    {
        var visit = await portal.Book();
        Google.Next("insert", FakeGoogle.Error(401, "authError", "Invalid Credentials"), times: 2);

        await portal.Tick();

        Assert.Equal(("configuration", "key_refused"), (visit.Work.State, visit.Work.Fault));
        Assert.Equal(2, Google.CallsOf("insert").Count());
    }

    [Fact] // 6
    public async Task An_event_that_is_gone_already_counts_as_removed()
    {
        foreach (var ending in new[] { FakeGoogle.Error(404, "notFound"), FakeGoogle.Error(410, "deleted"), FakeGoogle.Empty(404), FakeGoogle.Empty(410) })
        {
            var visit = await portal.Book();
            await portal.Tick();
            await visit.Cancel();
            Google.Next("delete", ending);

            await portal.Tick();

            Assert.Equal("done", visit.Work.State);
        }
    }

    [Fact] // 6
    public async Task An_event_deleted_by_hand_is_made_anew_when_the_visit_is_moved_and_everybody_hears_of_the_new_link()
    {
        var visit = await portal.Book();
        await portal.Tick();
        var before = visit.Link;
        portal.Database.Do("UPDATE {p}messages SET state = 'sent', ended_at = due_at WHERE meeting_id = (SELECT id FROM {p}meetings WHERE public_id = @Id)", new { visit.Id });
        Google.DeleteByHand($"{visit.Id}g1");

        await visit.Move(GooglePortal.TomorrowAtNine + Duration.FromHours(1));
        await portal.Tick();

        Assert.Equal([("done", 1), ("done", 2)], visit.Works.Select(work => (work.State, work.Generation)));
        Assert.Equal(("2027-01-12T09:00:00Z", visit.Event(2).Link), (visit.Event(2).Start, visit.Link));
        Assert.NotEqual(before, visit.Link);
        Assert.Equal(2, Mails(visit, "link_follows"));
    }

    [Fact] // 6
    public async Task An_event_that_Google_keeps_as_deleted_comes_back_with_a_new_conference()
    {
        var visit = await portal.Book();
        Google.Next("insert", FakeGoogle.LostReply, store: true);
        await portal.Tick();
        Google.DeleteByHand($"{visit.Id}g1", forGood: false);

        await portal.TickAfter(Duration.FromMinutes(1));

        Assert.Equal(["insert", "insert", "get", "patch"], Kinds());
        Assert.Equal(("confirmed", $"{visit.Id}g1-2", visit.Event().Link), (visit.Event().Status, visit.Event().Request, visit.Link));
        Assert.Single(visit.Works);
    }

    [Fact] // 6
    public async Task A_moved_visit_keeps_its_link_and_Google_is_told_the_times_only()
    {
        var visit = await portal.Book();
        await portal.Tick();
        var before = visit.Link;

        await visit.Move(GooglePortal.TomorrowAtNine + Duration.FromHours(1));
        await portal.Tick();

        var patch = Assert.Single(Google.CallsOf("patch"));
        Assert.Equal(["end", "start"], patch.Body!.Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("none", null), (patch.Query("sendUpdates"), patch.Query("conferenceDataVersion")));
        Assert.Equal((before, "2027-01-12T09:00:00Z"), (visit.Link, visit.Event().Start));
    }

    [Fact]
    public async Task A_move_whose_reply_was_lost_and_that_was_taken_back_is_taken_back_at_Google_too()
    {
        var visit = await portal.Book();
        await portal.Tick();
        await visit.Move(GooglePortal.TomorrowAtNine + Duration.FromHours(1));
        Google.Next("patch", FakeGoogle.LostReply, store: true);
        await portal.Tick();

        await visit.Move(GooglePortal.TomorrowAtNine);
        await portal.Tick();

        Assert.Equal("2027-01-12T08:00:00Z", Assert.Single(Google.Events).Start);
        Assert.Equal("done", visit.Work.State);
    }

    [Fact] // 8
    public async Task While_Google_is_down_for_an_hour_people_book_and_the_links_come_afterwards()
    {
        Google.Next("insert", FakeGoogle.Page(502), times: 10_000);
        var visit = await portal.Book();
        for (var minute = 0; minute < 60; minute++)
        {
            await portal.TickAfter(Duration.FromMinutes(1));
        }

        Assert.Equal(2, portal.Database.Value<long>(
            "SELECT COUNT(*) FROM {p}messages t JOIN {p}meetings m ON m.id = t.meeting_id WHERE m.public_id = @Id AND t.due_at <= @Now", new { visit.Id, portal.Clock.Now }));
        Assert.InRange(Google.CallsOf("insert").Count(), 15, 18);
        Assert.Empty(visit.Alerts);
        var later = await portal.Book();
        Google.Reset();

        await portal.TickAfter(Duration.FromMinutes(4));

        Assert.Equal((visit.Event().Link, later.Event().Link), (visit.Link, later.Link));
    }

    [Fact] // 8
    public async Task A_call_that_hangs_a_page_and_an_empty_answer_are_waited_for()
    {
        foreach (var ending in new Func<Microsoft.AspNetCore.Http.HttpContext, Task>[] { FakeGoogle.Hangs, FakeGoogle.Page(200), FakeGoogle.Page(404), FakeGoogle.Page(403), FakeGoogle.Empty(200), FakeGoogle.Empty(403) })
        {
            var visit = await portal.Book();
            Google.Next("insert", ending);

            await portal.Tick();
            Assert.Equal(("queued", "no_answer"), (visit.Work.State, visit.Work.Fault));
            await portal.TickAfter(Duration.FromMinutes(1));

            Assert.NotNull(visit.Link);
        }
    }

    [Fact]
    public async Task What_Google_never_takes_has_failed_at_once()
    {
        var visit = await portal.Book();
        Google.Next("insert", FakeGoogle.Error(400, "required", "Missing end time."));

        await portal.Tick();

        Assert.Equal(("failed", "invalid_request: required 400"), (visit.Work.State, visit.Work.LastAnswer));
        Assert.Equal(["invalid_request"], visit.Alerts);
    }

    [Fact]
    public async Task After_24_hours_of_faults_the_work_has_failed_and_administrators_hear_of_it_once()
    {
        Google.Next("insert", FakeGoogle.Error(500, "backendError"), times: 10_000);
        var company = portal.World.Company(noticeHours: 0);
        var therapist = portal.TherapistWith(company);
        var visit = await portal.Book(therapist: therapist, company: company);
        await visit.Move(GooglePortal.TomorrowAtNine + Duration.FromDays(3));

        await portal.Tick();
        await portal.TickAfter(Duration.FromHours(23));
        Assert.Equal("queued", visit.Work.State);
        await portal.TickAfter(Duration.FromHours(1));
        await portal.TickAfter(Duration.FromHours(1));

        Assert.Equal(("failed", 3), (visit.Work.State, Google.CallsOf("insert").Count()));
        Assert.Equal(["no_answer"], visit.Alerts);
    }

    [Fact]
    public async Task When_the_visit_has_begun_a_fault_is_the_last_one_and_after_its_end_nothing_is_asked()
    {
        Google.Next("insert", FakeGoogle.Error(500, "backendError"), times: 10_000);
        var (tried, untried) = (await portal.Book(), await portal.Book());
        portal.Database.Do("UPDATE {p}outbox SET due_at = '2027-01-13' WHERE state = 'queued' AND meeting_id = (SELECT id FROM {p}meetings WHERE public_id = @Id)", new { untried.Id });
        await portal.Tick();

        portal.Clock.Now = GooglePortal.TomorrowAtNine;
        await portal.Tick();
        Assert.Equal(("failed", 2), (tried.Work.State, Google.CallsOf("insert").Count()));
        Assert.Equal(["no_answer"], tried.Alerts);

        portal.Clock.Now = GooglePortal.TomorrowAtNine + Duration.FromDays(1);
        await portal.Tick();
        Assert.Equal(("dropped", 2), (untried.Work.State, Google.CallsOf("insert").Count()));
        Assert.Empty(untried.Alerts);
    }

    [Fact] // 11
    public async Task Two_instances_at_once_make_one_event_for_each_visit()
    {
        var company = portal.World.Company();
        var visits = new List<BookedVisit>();
        for (var each = 0; each < 12; each++)
        {
            visits.Add(await portal.Book(company: company));
        }

        await Task.WhenAll(portal.Tick(), portal.Tick(), portal.Tick());

        Assert.Equal(12, Google.CallsOf("insert").Count());
        Assert.All(visits, visit => Assert.Equal((visit.Event().Link, "done"), (visit.Link, visit.Work.State)));
    }

    [Fact] // 11
    public async Task A_worker_whose_lease_ran_out_changes_nothing_and_the_next_one_finds_the_event()
    {
        var visit = await portal.Book();
        Google.During("insert", async () =>
        {
            portal.Database.Do("UPDATE {p}outbox SET lease_until = '2001-01-01' WHERE lease IS NOT NULL");
            await portal.Tick(); // the second worker is done before the first has its answer
        });

        await portal.Tick();

        Assert.Equal(["insert", "insert", "get"], Kinds());
        Assert.Equal(Assert.Single(Google.Events).Link, visit.Link);
        Assert.Equal(("done", null), (visit.Work.State, visit.Work.Fault));
        Assert.Equal(0, Leased());
    }

    [Fact] // 11
    public async Task A_leased_row_is_left_alone_until_its_lease_has_ended()
    {
        var visit = await portal.Book();
        portal.Database.Do("UPDATE {p}outbox SET lease = REPEAT('a', 32), lease_until = UTC_TIMESTAMP(6) + INTERVAL 1 MINUTE WHERE state = 'queued'");
        await portal.TickAfter(Duration.FromHours(1));
        Assert.Empty(Google.Calls);

        portal.Database.Do("UPDATE {p}outbox SET lease_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE state = 'queued'");
        await portal.Tick();
        Assert.NotNull(visit.Link);
    }

    [Fact] // 12
    public async Task A_visit_cancelled_while_its_event_is_still_to_be_made_asks_Google_nothing()
    {
        var visit = await portal.Book();
        await visit.Cancel();

        await portal.Tick();

        Assert.Empty(Google.Calls);
        Assert.Equal(("done", false), (visit.Work.State, visit.Work.Called));
    }

    [Fact] // 12
    public async Task A_visit_cancelled_while_its_event_is_being_made_loses_it_in_the_same_tick()
    {
        var visit = await portal.Book();
        Google.During("insert", visit.Cancel);

        await portal.Tick();

        Assert.Equal(["insert", "delete"], Kinds());
        Assert.Equal(("cancelled", "done"), (visit.Event().Status, visit.Work.State));
    }

    [Fact] // 12
    public async Task A_visit_moved_while_its_event_is_being_made_is_moved_at_Google_too()
    {
        var visit = await portal.Book();
        Google.During("insert", () => visit.Move(GooglePortal.TomorrowAtNine + Duration.FromHours(4)));

        await portal.Tick();

        Assert.Equal(["insert", "patch"], Kinds());
        Assert.Equal(("2027-01-12T12:00:00Z", visit.Event().Link, "done"), (visit.Event().Start, visit.Link, visit.Work.State));
    }

    [Fact]
    public async Task A_link_entered_by_hand_stands()
    {
        Google.PendingPolls = 1;
        var visit = await portal.Book();
        await portal.Tick();
        portal.Database.Do("UPDATE {p}meetings SET meet_link = 'https://video.example/room', meet_link_by = 'hand' WHERE public_id = @Id", new { visit.Id });

        await portal.TickAfter(Duration.FromMinutes(1));

        Assert.Equal(("https://video.example/room", "done"), (visit.Link, visit.Work.State));
    }

    [Fact]
    public async Task A_strangers_event_under_our_id_is_left_alone()
    {
        var visit = await portal.Book();
        Google.Next("insert", FakeGoogle.LostReply, store: true);
        await portal.Tick();
        Google.Event($"{visit.Id}g1").Fields["extendedProperties"]!["private"]!["visit"] = "another";

        await portal.TickAfter(Duration.FromMinutes(1));

        Assert.Equal([("done", 1), ("done", 2)], visit.Works.Select(work => (work.State, work.Generation)));
        Assert.Equal(visit.Event(2).Link, visit.Link);
        Assert.Empty(Google.CallsOf("patch"));
    }

    [Fact]
    public async Task Another_therapists_account_means_another_event_and_the_old_one_goes()
    {
        var visit = await portal.Book();
        await portal.Tick();
        var other = portal.World.Therapist();
        portal.Database.Do("UPDATE {p}therapists SET google_account = 'other@provider.example' WHERE user_id = @other", new { other });
        portal.Database.Do("UPDATE {p}meetings SET therapist_id = @other WHERE public_id = @Id", new { other, visit.Id });

        await Wish(visit);
        await portal.Tick();

        Assert.Equal(("cancelled", visit.Account), (visit.Event().Status, visit.Event().Calendar));
        Assert.Equal(("confirmed", "other@provider.example"), (visit.Event(2).Status, visit.Event(2).Calendar));
        Assert.Equal(visit.Event(2).Link, visit.Link);
        Assert.Equal(visit.Account, Google.CallsOf("delete").Single().User);
    }

    [Fact]
    public async Task An_account_that_was_mistyped_is_no_obstacle_once_it_is_right()
    {
        Google.UnknownUsers.Add("mistyped@provider.example");
        var visit = await portal.Book("mistyped@provider.example");
        await portal.Tick();
        Assert.Equal("no_such_user", visit.Work.Fault);
        portal.Database.Do("UPDATE {p}therapists SET google_account = 'right@provider.example' WHERE user_id = @Therapist", new { visit.Therapist });

        await portal.TickAfter(Quarter);

        Assert.Equal("right@provider.example", Assert.Single(Google.Events).Calendar);
        Assert.Single(visit.Works);
    }

    [Fact]
    public async Task Without_anybodys_account_the_visit_waits_for_one()
    {
        var visit = await portal.Book(account: null);

        await portal.Tick();

        Assert.Equal(("configuration", "organiser_missing"), (visit.Work.State, visit.Work.Fault));
        Assert.Empty(Google.Calls);
        Assert.Equal(["organiser_missing"], Stops());
    }

    [Fact]
    public async Task Nothing_secret_is_in_the_log_or_in_the_stored_answers()
    {
        Google.Next("token", FakeGoogle.TokenError(400, "invalid_grant", "Not a valid email: somebody@provider.example"));
        Google.Next("insert", FakeGoogle.Error(403, "rateLimitExceeded", "Too much for somebody@provider.example"));
        var visit = await portal.Book();
        await portal.Tick();
        await portal.TickAfter(Quarter);
        await portal.TickAfter(Duration.FromMinutes(1));
        Assert.NotNull(visit.Link);

        var secrets = new[] { "ya29.", "PRIVATE KEY", "meet.google.com", "provider.example", "assertion" };
        Assert.Contains(portal.Logs.All, line => line.Contains(visit.Id, StringComparison.Ordinal) && line.Contains("done", StringComparison.Ordinal));
        Assert.DoesNotContain(portal.Logs.All, line => Array.Exists(secrets, secret => line.Contains(secret, StringComparison.Ordinal)));
        Assert.DoesNotContain(
            portal.Database.List<string>("SELECT CONCAT_WS(' ', fault, last_answer) FROM {p}outbox"),
            line => Array.Exists(secrets, secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    private string[] Kinds() => [.. Google.Calls.Select(call => call.Kind).SkipWhile(kind => kind == "token" && Google.Calls.Count > 1)];

    private int Wait(BookedVisit visit) => (int)(visit.Work.DueAt - portal.Clock.Now).TotalSeconds;

    private long Waiting(BookedVisit visit) => portal.Database.Value<long>(
        "SELECT COUNT(*) FROM {p}messages t JOIN {p}meetings m ON m.id = t.meeting_id WHERE m.public_id = @Id AND t.waits_for_link = 1", new { visit.Id });

    private long Mails(BookedVisit visit, string kind = "visit_booked") => portal.Database.Value<long>(
        "SELECT COUNT(*) FROM {p}messages t JOIN {p}meetings m ON m.id = t.meeting_id WHERE m.public_id = @Id AND t.kind = @kind", new { visit.Id, kind });

    private IReadOnlyList<string> Stops() => portal.Database.List<string>("SELECT detail FROM {p}messages WHERE kind = 'meet_stopped'");

    private long Leased() => portal.Database.Value<long>("SELECT COUNT(*) FROM {p}outbox WHERE lease IS NOT NULL");

    private async Task Wish(BookedVisit visit)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MeetWork>().Agree(new(Guid.ParseExact(visit.Id, "N")), portal.Clock.Now, CancellationToken.None);
    }
}
