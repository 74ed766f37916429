using Microsoft.Extensions.DependencyInjection;
using Scheduling.Infrastructure.Outbox;

namespace Scheduling.IntegrationTests.Google;

/// <summary>A portal and a Google for a class of tests; each test begins without work, calls and faults, and complaints of Google's end it.</summary>
public abstract class MeetTests : IClassFixture<GooglePortal>, IDisposable
{
    protected static readonly Duration Quarter = Duration.FromMinutes(15);

    protected MeetTests(GooglePortal portal)
    {
        Portal = portal;
        _ = portal.Stranger();
        portal.Forget();
    }

    protected GooglePortal Portal { get; }

    protected FakeGoogle Google => Portal.Google;

    public void Dispose()
    {
        Assert.Empty(Google.Complaints);
        GC.SuppressFinalize(this);
    }

    protected Task<int> EnterByHand(BookedVisit visit) => Task.FromResult(Portal.Database.Do(
        "UPDATE {p}meetings SET meet_link = 'https://video.example/room', meet_link_by = 'hand' WHERE public_id = @Id", new { visit.Id }));

    protected string[] Kinds() => [.. Google.Calls.Select(call => call.Kind).SkipWhile(kind => kind == "token" && Google.Calls.Count > 1)];

    protected int Wait(BookedVisit visit) => (int)(visit.Work.DueAt - Portal.Clock.Now).TotalSeconds;

    protected long Waiting(BookedVisit visit) => Portal.Database.Value<long>(
        "SELECT COUNT(*) FROM {p}messages t JOIN {p}meetings m ON m.id = t.meeting_id WHERE m.public_id = @Id AND t.waits_for_link = 1", new { visit.Id });

    protected long Mails(BookedVisit visit, string kind = "visit_booked") => Portal.Database.Value<long>(
        "SELECT COUNT(*) FROM {p}messages t JOIN {p}meetings m ON m.id = t.meeting_id WHERE m.public_id = @Id AND t.kind = @kind", new { visit.Id, kind });

    protected IReadOnlyList<string> Stops() => Portal.Database.List<string>("SELECT detail FROM {p}messages WHERE kind = 'meet_stopped'");

    protected long Leased() => Portal.Database.Value<long>("SELECT COUNT(*) FROM {p}outbox WHERE lease IS NOT NULL");

    protected Task Wish(BookedVisit visit) => Portal.Services.GetRequiredService<OwnUnit>().Run(services =>
        services.GetRequiredService<MeetWork>().Agree(new(Guid.ParseExact(visit.Id, "N")), Portal.Clock.Now, CancellationToken.None));
}
