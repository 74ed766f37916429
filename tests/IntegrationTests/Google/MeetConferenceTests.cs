namespace Scheduling.IntegrationTests.Google;

/// <summary>Google makes the conference after it has answered; it may take long, or fail (R52; CONTRACTS §4, whose numbers stand beside the tests).</summary>
public sealed class MeetConferenceTests(GooglePortal portal) : MeetTests(portal)
{
    [Fact] // 2
    public async Task A_conference_that_is_pending_five_times_is_asked_for_until_it_is_there()
    {
        Google.PendingPolls = 5;
        var visit = await Portal.Book();

        await Portal.Tick();
        var waits = new List<int>();
        while (visit.Work.State == "pending")
        {
            waits.Add((int)(visit.Work.DueAt - Portal.Clock.Now).TotalSeconds);
            await Portal.TickAfter(visit.Work.DueAt - Portal.Clock.Now);
        }

        Assert.Equal([2, 5, 15, 60, 60], waits);
        Assert.Equal(["insert", "get", "get", "get", "get", "get"], Kinds());
        Assert.Equal(visit.Event().Link, visit.Link);
    }

    [Fact] // 2
    public async Task A_conference_that_is_pending_for_ever_is_told_to_administrators_and_the_visit_stands()
    {
        Google.PendingPolls = int.MaxValue;
        var visit = await Portal.Book();

        await Portal.Tick();
        for (var polls = 0; visit.Work.State == "pending" && polls < 100; polls++)
        {
            await Portal.TickAfter(visit.Work.DueAt - Portal.Clock.Now);
        }

        Assert.Equal(("failed", "conference_failed"), (visit.Work.State, visit.Work.Fault));
        Assert.Equal([$"{visit.Id}g1-1", $"{visit.Id}g1-2", $"{visit.Id}g1-3"], visit.Event().Requests);
        Assert.Equal(30, Google.CallsOf("get").Count());
        Assert.Equal(["conference_failed"], visit.Alerts);
        Assert.Equal("booked", Portal.Database.Value<string>("SELECT status FROM {p}meetings WHERE public_id = @Id", new { visit.Id }));

        await Portal.TickAfter(Quarter);
        Assert.Equal(30, Google.CallsOf("get").Count());
    }

    [Fact] // 2
    public async Task A_conference_that_failed_is_asked_for_anew_and_again_when_somebody_wishes_it()
    {
        Google.FailingConferences = 1;
        var visit = await Portal.Book();
        await Portal.Tick();
        Assert.Equal(["insert", "patch"], Kinds());
        Assert.Equal(visit.Event().Link, visit.Link);

        Google.FailingConferences = 3;
        var other = await Portal.Book();
        await Portal.Tick();
        while (other.Work.State == "pending")
        {
            await Portal.TickAfter(Quarter);
        }

        Assert.Equal("failed", other.Work.State);
        await Wish(other);
        await Portal.Tick();
        Assert.Equal(other.Event().Link, other.Link);
        Assert.Equal(4, other.Event().Requests.Count);
    }
}
