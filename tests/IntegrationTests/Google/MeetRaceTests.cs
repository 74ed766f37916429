namespace Scheduling.IntegrationTests.Google;

/// <summary>Replies are lost, visits change and instances meet while Google is asked: one event per visit all the same (R52; CONTRACTS §4, whose numbers stand beside the tests).</summary>
public sealed class MeetRaceTests(GooglePortal portal) : MeetTests(portal)
{
    [Fact] // 1
    public async Task A_lost_reply_leads_to_one_event_and_one_link()
    {
        var visit = await Portal.Book();
        Google.Next("insert", FakeGoogle.LostReply, store: true);

        await Portal.Tick();
        Assert.Null(visit.Link);
        Assert.Equal(("queued", "no_answer", Duration.FromSeconds(15)), (visit.Work.State, visit.Work.Fault, visit.Work.DueAt - Portal.Clock.Now));
        await Portal.TickAfter(Duration.FromSeconds(15));

        Assert.Equal(["insert", "insert", "get"], Kinds());
        Assert.Equal(Assert.Single(Google.Events).Link, visit.Link);
        Assert.Equal("done", visit.Work.State);
        Assert.Equal(2, Mails(visit));
    }

    [Fact] // 4
    public async Task A_503_although_it_was_stored_is_no_second_event()
    {
        var visit = await Portal.Book();
        Google.Next("insert", FakeGoogle.Error(503, "backendError"), store: true);

        await Portal.Tick();
        await Portal.TickAfter(Duration.FromSeconds(15));

        Assert.Equal(["insert", "insert", "get"], Kinds());
        Assert.Equal(Assert.Single(Google.Events).Link, visit.Link);
    }

    [Fact] // 1, 12
    public async Task A_visit_cancelled_after_a_lost_reply_leaves_no_event()
    {
        var visit = await Portal.Book();
        Google.Next("insert", FakeGoogle.LostReply, store: true);
        await Portal.Tick();

        await visit.Cancel();
        await Portal.Tick();

        Assert.Equal("cancelled", visit.Event().Status);
        Assert.Equal(("done", "none"), (visit.Work.State, Google.CallsOf("delete").Single().Query("sendUpdates")));
    }

    [Fact] // 1
    public async Task A_visit_moved_after_a_lost_reply_stands_at_its_new_time()
    {
        var visit = await Portal.Book();
        Google.Next("insert", FakeGoogle.LostReply, store: true);
        await Portal.Tick();

        await visit.Move(GooglePortal.TomorrowAtNine + Duration.FromHours(2));
        await Portal.Tick();

        Assert.Equal("2027-01-12T10:00:00Z", Assert.Single(Google.Events).Start);
        Assert.Equal(visit.Event().Link, visit.Link);
    }

    [Fact]
    public async Task A_move_whose_reply_was_lost_and_that_was_taken_back_is_taken_back_at_Google_too()
    {
        var visit = await Portal.Book();
        await Portal.Tick();
        await visit.Move(GooglePortal.TomorrowAtNine + Duration.FromHours(1));
        Google.Next("patch", FakeGoogle.LostReply, store: true);
        await Portal.Tick();

        await visit.Move(GooglePortal.TomorrowAtNine);
        await Portal.Tick();

        Assert.Equal("2027-01-12T08:00:00Z", Assert.Single(Google.Events).Start);
        Assert.Equal("done", visit.Work.State);
    }

    [Fact] // 11
    public async Task Two_instances_at_once_make_one_event_for_each_visit()
    {
        var company = Portal.World.Company();
        var visits = new List<BookedVisit>();
        for (var each = 0; each < 12; each++)
        {
            visits.Add(await Portal.Book(company: company));
        }

        await Task.WhenAll(Portal.Tick(), Portal.Tick(), Portal.Tick());

        Assert.Equal(12, Google.CallsOf("insert").Count());
        Assert.All(visits, visit => Assert.Equal((visit.Event().Link, "done"), (visit.Link, visit.Work.State)));
    }

    [Fact] // 11
    public async Task A_worker_whose_lease_ran_out_changes_nothing_and_the_next_one_finds_the_event()
    {
        var visit = await Portal.Book();
        Google.During("insert", async () =>
        {
            Portal.Database.Do("UPDATE {p}outbox SET lease_until = '2001-01-01' WHERE lease IS NOT NULL");
            await Portal.Tick(); // the second worker is done before the first has its answer
        });

        await Portal.Tick();

        Assert.Equal(["insert", "insert", "get"], Kinds());
        Assert.Equal(Assert.Single(Google.Events).Link, visit.Link);
        Assert.Equal(("done", null), (visit.Work.State, visit.Work.Fault));
        Assert.Equal(0, Leased());
        Assert.Contains(Portal.Logs.All, line => line.Contains($"{visit.Id}, generation 1: lease lost", StringComparison.Ordinal));
    }

    [Fact] // 11
    public async Task A_leased_row_is_left_alone_until_its_lease_has_ended()
    {
        var visit = await Portal.Book();
        Portal.Database.Do("UPDATE {p}outbox SET lease = REPEAT('a', 32), lease_until = UTC_TIMESTAMP(6) + INTERVAL 1 MINUTE WHERE state = 'queued'");
        await Portal.TickAfter(Duration.FromHours(1));
        Assert.Empty(Google.Calls);

        Portal.Database.Do("UPDATE {p}outbox SET lease_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE state = 'queued'");
        await Portal.Tick();
        Assert.NotNull(visit.Link);
    }

    [Fact] // 12
    public async Task A_visit_cancelled_while_its_event_is_being_made_loses_it_in_the_same_tick()
    {
        var visit = await Portal.Book();
        Google.During("insert", visit.Cancel);

        await Portal.Tick();

        Assert.Equal(["insert", "delete"], Kinds());
        Assert.Equal(("cancelled", "done"), (visit.Event().Status, visit.Work.State));
    }

    [Fact] // 12
    public async Task A_visit_moved_while_its_event_is_being_made_is_moved_at_Google_too()
    {
        var visit = await Portal.Book();
        Google.During("insert", () => visit.Move(GooglePortal.TomorrowAtNine + Duration.FromHours(4)));

        await Portal.Tick();

        Assert.Equal(["insert", "patch"], Kinds());
        Assert.Equal(("2027-01-12T12:00:00Z", visit.Event().Link, "done"), (visit.Event().Start, visit.Link, visit.Work.State));
    }
}
