using System.Net;
using System.Text.RegularExpressions;
using NodaTime.Text;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>
/// T13 (R41, R43, R52, R63): the portal's process is killed with -9 at a named moment. What it left is brought to its end by another
/// instance: at least one mail to each side and at most one more, under the same name; exactly one event; nothing of what was not
/// committed. <c>TEST_FORM=long</c> kills twenty times at each moment.
/// </summary>
public sealed partial class KilledPortalTests(KilledPortal portal) : IClassFixture<KilledPortal>
{
    private static readonly int Times = Environment.GetEnvironmentVariable("TEST_FORM") is "long" ? 20 : 1;

    public static TheoryData<string> Moments => [.. KillPoint.All.Select(point => point.Name)];

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task T13_killed_at_any_moment_everything_ends_as_if_nothing_had_been(string moment)
    {
        var point = KillPoint.All.Single(each => each.Name == moment);
        for (var time = 0; time < Times; time++)
        {
            using var people = await portal.People();
            var act = await Prepare(point.Act, people);
            if (point.AtWork == AtWork.Request)
            {
                await KillInRequest(point, people, act);
            }
            else
            {
                await KillInWorker(point, people, act);
            }

            await portal.GoOn();
            MustHaveEndedWell(point, people);
        }

        portal.Database.MustBeSound();
        Outcome.MessagesMustFit(portal.Database);
    }

    /// <summary>The same with a process that is really started again, and its own clockwork.</summary>
    [Fact]
    public async Task T13_a_portal_that_is_started_again_goes_on_by_itself()
    {
        var point = KillPoint.All.Single(each => each.Name == "calendar: the event is made, the answer has not come");
        using var people = await portal.People();
        await KillInWorker(point, people, await Prepare(point.Act, people));
        portal.EndLeases();

        using var again = await portal.StartProcess();
        await Eventually.Is(() => portal.IsAllSent(people));

        MustHaveEndedWell(point, people);
    }

    /// <summary>Nobody is answered, so the patient sends his form again; the other instance takes it.</summary>
    private async Task KillInRequest(KillPoint point, TwoSides people, Func<Browser, Task<Answer>> act)
    {
        using var process = await portal.StartProcess();
        using var there = people.Browser.At(process.Address);
        var isThere = point.Stop(portal, people);
        var answer = act(there);
        await Kill(process, isThere);
        await Assert.ThrowsAsync<HttpRequestException>(() => answer);

        Assert.Equal(point.IsStored, Messages(people.Patient).Any(message => message.Kind == KindOf(point.Act)));
        var again = await act(people.Browser);
        Assert.Equal(HttpStatusCode.Found, again.Status);
        Assert.Equal(Visit(people).PublicId, again.BookedVisit);
    }

    /// <summary>The other instance takes the request; what follows from it is begun by the process, as soon as it runs.</summary>
    private async Task KillInWorker(KillPoint point, TwoSides people, Func<Browser, Task<Answer>> act)
    {
        Assert.Equal(HttpStatusCode.Found, (await act(people.Browser)).Status);
        if (point.AtWork == AtWork.MailWorker)
        {
            await portal.Tick();
        }

        var isThere = point.Stop(portal, people);
        using var process = await portal.StartProcess();
        await Kill(process, isThere);
    }

    private async Task Kill(PortalProcess process, Func<bool> isThere)
    {
        try
        {
            await Eventually.Is(isThere);
        }
        finally
        {
            await process.Kill();
            portal.Proxy.LetGo();
        }
    }

    /// <summary>What the patient is about to send; a visit that is to be cancelled or moved is there, with its link and its mails.</summary>
    private async Task<Func<Browser, Task<Answer>>> Prepare(Act act, TwoSides people)
    {
        var page = await people.Browser.OpenConfirm(people.Therapist, people.Start);
        var key = Guid.NewGuid().ToString("N");
        Func<Browser, Task<Answer>> book = browser => browser.Confirm(page, people.Therapist, people.Therapist, people.Start, key);
        if (act == Act.Booking)
        {
            return book;
        }

        var visit = (await book(people.Browser)).BookedVisit;
        await portal.GoOn();
        return act == Act.Cancelling
            ? browser => browser.Post($"/visits/{visit}/cancel", page)
            : browser => browser.Post($"/visits/{visit}/move/confirm", page, ("start", Browser.Iso(people.Later)));
    }

    private void MustHaveEndedWell(KillPoint point, TwoSides people)
    {
        var visit = Visit(people);
        Assert.Equal(
            point.Act switch { Act.Booking => ("booked", people.Start), Act.Cancelling => ("cancelled", people.Start), _ => ("booked", people.Later) },
            (visit.Status, visit.StartsAt));

        foreach (var side in new[] { people.Patient, people.Therapist })
        {
            var messages = Messages(side);
            Assert.Equal([.. new[] { "visit_booked", KindOf(point.Act) }.Distinct()], messages.Select(message => message.Kind));
            Assert.All(messages, message => Assert.Equal("sent", message.State));
            var mails = portal.Smtp.To(side);
            Assert.All(messages, message =>
            {
                var copies = mails.Where(mail => MessageId().Match(mail.Raw).Groups["id"].Value == message.PublicId).ToArray();
                Assert.InRange(copies.Length, 1, message.Kind == KindOf(point.Act) ? point.MostCopies : 1);
                Assert.All(copies, copy => Assert.Equal(message.Kind != "visit_cancelled", copy.Raw.Contains(visit.MeetLink!, StringComparison.Ordinal)));
            });
            Assert.All(mails, mail => Assert.Contains(MessageId().Match(mail.Raw).Groups["id"].Value, messages.Select(message => message.PublicId)));
        }

        var made = Assert.Single(portal.Google.Events, each => each.Calendar == people.Account);
        Assert.Equal(point.Act == Act.Cancelling ? "cancelled" : "confirmed", made.Status);
        Assert.Equal(visit.StartsAt, OffsetDateTimePattern.Rfc3339.Parse(made.Start!).Value.ToInstant());
        Assert.Empty(portal.Google.Complaints);
        Assert.Empty(portal.Smtp.Faults);
    }

    private static string KindOf(Act act) => act switch
    {
        Act.Booking => "visit_booked",
        Act.Cancelling => "visit_cancelled",
        _ => "visit_moved",
    };

    private Stored Visit(TwoSides people) => Assert.Single(portal.Database.List<Stored>(
        "SELECT public_id, status, starts_at, meet_link FROM {p}meetings WHERE patient_id = @Patient", people));

    private IReadOnlyList<(string PublicId, string Kind, string State)> Messages(ulong side) => portal.Database.List<(string, string, string)>(
        "SELECT public_id, kind, state FROM {p}messages WHERE receiver_id = @side ORDER BY ical_sequence", new { side });

    [GeneratedRegex("^Message-Id: <(?<id>[0-9a-f]{32})@", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex MessageId();

    private sealed record Stored
    {
        public string PublicId { get; init; } = "";

        public string Status { get; init; } = "";

        public Instant StartsAt { get; init; }

        public string? MeetLink { get; init; }
    }
}
