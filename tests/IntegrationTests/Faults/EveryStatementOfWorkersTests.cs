using NodaTime.Text;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>T16 for the workers: whatever breaks, everything is done once the fault is over, mails at most once more, events never twice.</summary>
public sealed class EveryStatementOfWorkersTests(ProxyFixture portal, GoogleProxyFixture withGoogle) : IClassFixture<ProxyFixture>, IClassFixture<GoogleProxyFixture>
{
    private static readonly Instant Later = Google.GooglePortal.TomorrowAtNine + Duration.FromHours(3);

    public static TheoryData<Fault> Faults => EveryStatement.Faults;

    /// <summary>In the short form cancelling and moving share the faults.</summary>
    public static TheoryData<Fault, Act> FaultsOfActs
    {
        get
        {
            var all = new TheoryData<Fault, Act>();
            foreach (var fault in Enum.GetValues<Fault>())
            {
                Act[] acts = EveryStatement.Step == 1 ? Enum.GetValues<Act>() : [Act.Booking, (int)fault % 2 == 0 ? Act.Cancelling : Act.Moving];
                foreach (var act in acts)
                {
                    all.Add(fault, act);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Sending_mails(Fault fault) => AtEveryStatement(fault, async () =>
    {
        var visit = await Outgoing.Visit.Book(portal);
        return () =>
        {
            using var _ = visit;
            Assert.Equal([("visit_booked", "sent", null)], visit.Messages(visit.Patient));
            Assert.Equal([("visit_booked", "sent", null)], visit.Messages(visit.Therapist));
            Assert.InRange(portal.Smtp.To(visit.Patient).Count, 1, 2);
            Assert.InRange(portal.Smtp.To(visit.Therapist).Count, 1, 2);
        };
    });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Alerting_the_administrator(Fault fault) => AtEveryStatement(fault, async () =>
    {
        _ = await portal.Administrator();
        var company = portal.World.Company(minutes: 0);
        var therapist = portal.World.Therapist(companies: company);
        var patient = portal.World.Patient(company);
        using var browser = await portal.SignedIn(patient);
        var start = Outgoing.Visit.TomorrowAtNine;
        Assert.True((await browser.Confirm(await browser.OpenConfirm(therapist, start), therapist, therapist, start)).LedToRefusal);
        return () =>
        {
            var alerts = portal.Database.List<(string PublicId, ulong? Receiver, string State)>(
                "SELECT g.public_id, g.receiver_id, g.state FROM {p}messages g JOIN {p}refused_attempts a ON a.id = g.attempt_id WHERE a.patient_id = @patient",
                new { patient });
            Assert.Equal(2, alerts.Count);
            Assert.All(alerts, alert => Assert.Equal("sent", alert.State));
            var copy = Assert.Single(alerts, alert => alert.Receiver is not null);
            Assert.InRange(portal.Smtp.To(copy.Receiver!.Value).Count(mail => mail.Raw.Contains(copy.PublicId, StringComparison.Ordinal)), 1, 2);
        };
    });

    [Theory]
    [MemberData(nameof(FaultsOfActs))]
    public async Task Making_Google_agree(Fault fault, Act act)
    {
        for (var statement = EveryStatement.First(fault); ; statement += EveryStatement.Step)
        {
            var visit = await withGoogle.Book();
            if (act != Act.Booking)
            {
                await withGoogle.Tick();
                await (act == Act.Cancelling ? visit.Cancel() : visit.Move(Later));
            }

            withGoogle.Proxy.Arm(fault, statement);
            await EveryStatement.TickThatMayStop(withGoogle.Tick);
            withGoogle.Proxy.Disarm();
            withGoogle.Database.Do(
                "UPDATE {p}outbox SET due_at = '2027-01-11', lease_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE state IN ('queued', 'pending')");
            await withGoogle.Tick();

            var made = Assert.Single(withGoogle.Google.Events, each => each.Calendar == visit.Account);
            Assert.Equal(act == Act.Cancelling ? "cancelled" : "confirmed", made.Status);
            Assert.Equal(
                act == Act.Moving ? Later : Google.GooglePortal.TomorrowAtNine, OffsetDateTimePattern.Rfc3339.Parse(made.Start!).Value.ToInstant());
            Assert.Equal(made.Link, visit.Link);
            Assert.Equal("done", Assert.Single(visit.Works).State);
            Assert.Equal(0, withGoogle.Database.Value<long>("SELECT COUNT(*) FROM {p}messages WHERE waits_for_link = 1 AND kind <> 'visit_cancelled'"));
            Assert.Empty(withGoogle.Google.Complaints);
            visit.Browser.Dispose();
            if (withGoogle.Proxy.Hit is null)
            {
                break;
            }
        }

        withGoogle.Database.MustBeSound();
    }

    private async Task AtEveryStatement(Fault fault, Func<Task<Action>> prepare)
    {
        for (var statement = EveryStatement.First(fault); ; statement += EveryStatement.Step)
        {
            var check = await prepare();
            portal.Proxy.Arm(fault, statement);
            await EveryStatement.TickThatMayStop(portal.SendDue);
            portal.Proxy.Disarm();
            portal.Database.Do("UPDATE {p}messages SET due_at = '2027-01-11', lease_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE state = 'queued'");
            await portal.SendDue();

            check();
            if (portal.Proxy.Hit is null)
            {
                break;
            }
        }
    }
}
