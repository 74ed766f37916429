using Microsoft.Extensions.DependencyInjection;
using Scheduling.Infrastructure.Mail;
using Scheduling.Infrastructure.Outbox;

namespace Scheduling.IntegrationTests.Outgoing;

/// <summary>No message is lost, none goes twice without need, and each comes to an end (R63).</summary>
public sealed class MailDeliveryTests(MailFixture portal) : IClassFixture<MailFixture>, IDisposable
{
    /// <summary>Every test begins at the same moment.</summary>
    public void Dispose() => portal.Clock.Now = TestClock.Start;

    [Fact]
    public async Task A_receiver_who_is_refused_for_now_is_tried_again_after_15_seconds_then_a_minute()
    {
        using var visit = await Visit.Book(portal);
        portal.Smtp.Meet(visit.Patient, SmtpMood.Later, SmtpMood.Later);

        await portal.SendDue();
        Assert.Equal([("visit_booked", "queued", null)], visit.Messages(visit.Patient));
        Assert.Equal([("visit_booked", "sent", null)], visit.Messages(visit.Therapist));
        await After(Duration.FromSeconds(14));
        Assert.Equal(1, Tries(visit));
        await After(Duration.FromSeconds(1));
        Assert.Equal(2, Tries(visit));
        Assert.Contains("450", Answer(visit), StringComparison.Ordinal);
        Assert.DoesNotContain("@", Answer(visit), StringComparison.Ordinal);
        await After(Duration.FromMinutes(1));

        Assert.Equal([("visit_booked", "sent", null)], visit.Messages(visit.Patient));
        Assert.Single(portal.Smtp.To(visit.Patient));
    }

    [Theory]
    [InlineData(SmtpMood.Never)]
    [InlineData(SmtpMood.NeverThisText)]
    public async Task A_refusal_for_good_fails_at_once_and_holds_nobody_else_up(SmtpMood mood)
    {
        using var visit = await Visit.Book(portal);
        portal.Smtp.Meet(visit.Patient, mood);

        await portal.SendDue();
        await After(Duration.FromHours(1));

        Assert.Equal([("visit_booked", "failed", null)], visit.Messages(visit.Patient));
        Assert.Equal(1, Tries(visit));
        Assert.Equal([("visit_booked", "sent", null)], visit.Messages(visit.Therapist));
    }

    [Fact]
    public async Task A_server_that_hangs_up_after_the_text_gets_it_again_under_the_same_name()
    {
        using var visit = await Visit.Book(portal);
        portal.Smtp.Meet(visit.Patient, SmtpMood.HangsUpAfterText);

        await portal.SendDue();
        await After(Duration.FromSeconds(15));

        var mails = portal.Smtp.To(visit.Patient).Select(mail => new ParsedMail(mail).MessageId).ToArray();
        Assert.Equal(2, mails.Length);
        Assert.Single(mails.Distinct());
        Assert.Equal([("visit_booked", "sent", null)], visit.Messages(visit.Patient));
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_left_in_time()
    {
        using var mute = new FakeSmtp { IsMute = true };
        var options = portal.Services.GetRequiredService<MailOptions>();
        var mailer = new SmtpMailer(options with { Smtp = options.Smtp! with { Port = mute.Port } }) { Patience = TimeSpan.FromMilliseconds(300) };

        var delivery = await mailer.Send(AMail());

        Assert.Equal(DeliveryOutcome.TryAgain, delivery.Outcome);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again()
    {
        var options = portal.Services.GetRequiredService<MailOptions>();
        int port;
        using (var gone = new FakeSmtp())
        {
            port = gone.Port;
        }

        Assert.Equal(DeliveryOutcome.TryAgain, (await new SmtpMailer(options with { Smtp = options.Smtp! with { Port = port } }).Send(AMail())).Outcome);
    }

    [Fact]
    public async Task After_24_hours_of_trying_it_has_failed()
    {
        using var visit = await Visit.Book(portal, start: Visit.TomorrowAtNine + Duration.FromDays(5));
        portal.Smtp.Meet(visit.Patient, [.. Enumerable.Repeat(SmtpMood.Later, 10)]);
        await portal.SendDue();

        await After(Duration.FromHours(23));
        Assert.Equal([("visit_booked", "queued", null)], visit.Messages(visit.Patient));
        await After(Duration.FromHours(1));

        Assert.Equal([("visit_booked", "failed", null)], visit.Messages(visit.Patient));
    }

    [Fact]
    public async Task Without_a_mail_server_messages_wait_untouched()
    {
        using var visit = await Visit.Book(portal);
        var withoutMailer = ActivatorUtilities.CreateInstance<MailDelivery>(new WithoutMailer(portal.Services));

        await withoutMailer.DoDue(CancellationToken.None);

        Assert.Equal([("visit_booked", "queued", null)], visit.Messages(visit.Patient));
        Assert.Equal(0, Tries(visit));
        await portal.SendDue();
    }

    [Fact]
    public async Task A_confirmation_that_still_waits_when_the_visit_is_cancelled_is_dropped()
    {
        using var visit = await Visit.Book(portal);
        portal.Smtp.Meet(visit.Patient, SmtpMood.Later);
        await portal.SendDue();
        await visit.Cancel();

        await portal.SendDue();

        Assert.Equal([("visit_booked", "dropped", "visit_cancelled"), ("visit_cancelled", "sent", null)], visit.Messages(visit.Patient));
        Assert.Equal("Odwołano: spotkanie 12 stycznia 2027, 09:00", new ParsedMail(Assert.Single(portal.Smtp.To(visit.Patient))).Subject);
    }

    [Fact]
    public async Task A_confirmation_that_still_waits_when_the_visit_is_moved_gives_way_to_the_new_time()
    {
        using var visit = await Visit.Book(portal);
        await visit.Move(visit.Start + Duration.FromHours(2));

        await portal.SendDue();

        Assert.Equal([("visit_booked", "dropped", "visit_moved"), ("visit_moved", "sent", null)], visit.Messages(visit.Patient));
        Assert.Equal(1, new ParsedMail(Assert.Single(portal.Smtp.To(visit.Patient))).Event.Sequence);
    }

    [Fact]
    public async Task Messages_of_a_visit_come_in_their_order()
    {
        using var visit = await Visit.Book(portal);
        await portal.SendDue();
        await visit.Move(visit.Start + Duration.FromHours(2));
        portal.Smtp.Meet(visit.Patient, SmtpMood.Later);
        await portal.SendDue();
        await visit.Cancel();
        await portal.SendDue();

        Assert.Equal(["visit_booked", "visit_cancelled"], visit.Messages(visit.Patient).Where(each => each.State is "sent").Select(each => each.Kind));
    }

    [Fact]
    public async Task Whoever_is_gone_is_sent_nothing_and_the_other_side_is()
    {
        using var visit = await Visit.Book(portal);
        portal.Database.Do("DELETE FROM {users} WHERE ID = @Patient", new { visit.Patient });

        await portal.SendDue();

        Assert.Equal([("visit_booked", "dropped", "receiver_gone")], visit.Messages(visit.Patient));
        Assert.Equal([("visit_booked", "sent", null)], visit.Messages(visit.Therapist));
    }

    [Fact]
    public async Task Once_the_visit_is_over_its_confirmation_is_too_late()
    {
        using var visit = await Visit.Book(portal);

        portal.Clock.Now = visit.Start + Duration.FromMinutes(50);
        await portal.SendDue();

        Assert.Equal([("visit_booked", "dropped", "too_late")], visit.Messages(visit.Patient));
    }

    [Fact]
    public async Task Many_workers_send_each_mail_once()
    {
        var visits = new List<Visit>();
        for (var number = 0; number < 8; number++)
        {
            visits.Add(await Visit.Book(portal));
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => portal.SendDue()));
        await portal.SendDue();

        Assert.All(visits, visit => Assert.Single(portal.Smtp.To(visit.Patient)));
        Assert.All(visits, visit => Assert.Single(portal.Smtp.To(visit.Therapist)));
        visits.ForEach(visit => visit.Dispose());
    }

    [Fact]
    public async Task What_a_dead_worker_had_claimed_is_sent_when_its_lease_is_over()
    {
        using var visit = await Visit.Book(portal);
        portal.Database.Do(
            "UPDATE {p}messages SET lease = 'dead', lease_until = UTC_TIMESTAMP(6) + INTERVAL 2 MINUTE, tries = 1 WHERE receiver_id = @Patient", new { visit.Patient });
        await portal.SendDue();
        Assert.Empty(portal.Smtp.To(visit.Patient));

        portal.Database.Do("UPDATE {p}messages SET lease_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE receiver_id = @Patient", new { visit.Patient });
        await portal.SendDue();

        Assert.Single(portal.Smtp.To(visit.Patient));
    }

    private static OutgoingMail AMail() => new(
        Guid.NewGuid().ToString("N"), "somebody@example.test", new Application.Notifications.MailText("s", "t", "<p>t</p>", "c"), null, TestClock.Start);

    private async Task After(Duration time)
    {
        portal.Clock.Now += time;
        await portal.SendDue();
    }

    private int Tries(Visit visit) => portal.Database.Value<int>("SELECT tries FROM {p}messages WHERE receiver_id = @Patient", new { visit.Patient });

    private string Answer(Visit visit) => portal.Database.Value<string>("SELECT last_answer FROM {p}messages WHERE receiver_id = @Patient", new { visit.Patient });

    private sealed class WithoutMailer(IServiceProvider services) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(IMailer) ? null : services.GetService(serviceType);
    }
}
