using System.Globalization;
using System.Net;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>
/// T16: every statement of every use case that writes fails once in every way. The whole unit is repeated or refused politely; nothing is
/// half written and nobody sees a raw error. In the short form each use case fails at every third statement, beginning at another one for
/// each fault; <c>TEST_FORM=long</c> takes every statement.
/// </summary>
public sealed class EveryStatementTests(ProxyFixture portal) : IClassFixture<ProxyFixture>
{
    private static readonly int Step = Environment.GetEnvironmentVariable("TEST_FORM") is "long" ? 1 : 3;
    private static readonly Instant Morning = Instant.FromUtc(2027, 1, 13, 8, 0);

    public static TheoryData<Fault> Faults => [.. Enum.GetValues<Fault>()];

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Booking(Fault fault) => AtEveryStatement(fault, minutes: 6000, async patient =>
    {
        var page = await patient.Browser.OpenConfirm(patient.Therapist, Morning);
        return () => patient.Browser.Confirm(page, patient.Therapist, patient.Therapist, Morning);
    }, (patient, answer) =>
    {
        Assert.Equal(answer.BookedVisit is not null ? 1 : 0, Visits(patient, "booked"));
        Assert.True(answer.BookedVisit is not null || answer.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.UnprocessableEntity, answer.Text);
    });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task A_refusal_for_hours(Fault fault) => AtEveryStatement(fault, minutes: 0, async patient =>
    {
        var page = await patient.Browser.OpenConfirm(patient.Therapist, Morning);
        return () => patient.Browser.Confirm(page, patient.Therapist, patient.Therapist, Morning);
    }, (patient, answer) =>
    {
        var attempts = portal.Database.Value<long>("SELECT COUNT(*) FROM {p}refused_attempts WHERE patient_id = @Id", patient);
        var alerts = portal.Database.Value<long>(
            "SELECT COUNT(*) FROM {p}messages g JOIN {p}refused_attempts a ON a.id = g.attempt_id WHERE a.patient_id = @Id", patient);
        Assert.True(attempts >= (answer.LedToRefusal ? 1 : 0));
        Assert.Equal(attempts > 0 ? 1 : 0, alerts);
        Assert.Equal(0, Visits(patient, "booked"));
    });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Cancelling(Fault fault) => AtEveryStatement(fault, minutes: 6000, async patient =>
    {
        var visit = await Booked(patient);
        var page = await patient.Browser.Get($"/visits/{visit}/cancel");
        return () => patient.Browser.Post($"/visits/{visit}/cancel", page);
    }, (patient, answer) =>
    {
        Assert.Equal(answer.Status == HttpStatusCode.Found ? 1 : 0, Visits(patient, "cancelled"));
        Assert.Equal(1, Visits(patient, "cancelled") + Visits(patient, "booked"));
    });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Moving(Fault fault) => AtEveryStatement(fault, minutes: 6000, async patient =>
    {
        var visit = await Booked(patient);
        var page = await patient.Browser.Get($"/visits/{visit}/move/confirm?start={Browser.Iso(Later)}");
        return () => patient.Browser.Post($"/visits/{visit}/move/confirm", page, ("start", Browser.Iso(Later)));
    }, (patient, answer) =>
    {
        Assert.Equal(1, Visits(patient, "booked"));
        Assert.Equal(
            answer.Status == HttpStatusCode.Found ? 1 : 0,
            portal.Database.Value<long>("SELECT COUNT(*) FROM {p}meetings WHERE patient_id = @Id AND moved_from IS NOT NULL", patient));
    });

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Own_settings(Fault fault) => AtEveryStatement(fault, minutes: 6000, async patient =>
    {
        var page = await patient.Browser.Get("/settings");
        return () => patient.Browser.Post("/settings", page, ("language", "ru"), ("timeZone", ""), ("phone", ""), ("smsOff", "false"));
    }, (patient, answer) => Assert.Equal(
        answer.Status == HttpStatusCode.Found ? 1 : 0,
        portal.Database.Value<long>("SELECT COUNT(*) FROM {p}patients WHERE user_id = @Id AND language = 'ru'", patient)));

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Letting_the_administrator_know(Fault fault) => AtEveryStatement(fault, minutes: 0, async patient =>
    {
        var page = await patient.Browser.Get("/book");
        return () => patient.Browser.Post("/book/tell", page, ("month", "2027-01"));
    }, (patient, answer) => Assert.Equal(
        portal.Database.Value<long>("SELECT COUNT(*) FROM {p}refused_attempts WHERE patient_id = @Id", patient) > 0 ? 1 : 0,
        portal.Database.Value<long>("SELECT COUNT(*) FROM {p}messages g JOIN {p}refused_attempts a ON a.id = g.attempt_id WHERE a.patient_id = @Id", patient)));

    /// <summary>The worker: whatever breaks, both sides get their mail once the fault is over, and at most one more.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Sending_mails(Fault fault)
    {
        for (var statement = 1 + ((int)fault % Step); ; statement += Step)
        {
            using var visit = await Outgoing.Visit.Book(portal);

            portal.Proxy.Arm(fault, statement);
            await TickThatMayStop();
            portal.Proxy.Disarm();
            portal.Database.Do("UPDATE {p}messages SET due_at = '2027-01-11', lease_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE state = 'queued'");
            await portal.SendDue();

            Assert.Equal([("visit_booked", "sent", null)], visit.Messages(visit.Patient));
            Assert.Equal([("visit_booked", "sent", null)], visit.Messages(visit.Therapist));
            Assert.InRange(portal.Smtp.To(visit.Patient).Count, 1, 2);
            Assert.InRange(portal.Smtp.To(visit.Therapist).Count, 1, 2);
            if (portal.Proxy.Hit is null)
            {
                break;
            }
        }
    }

    /// <summary>A fault ends a tick early; the clockwork comes again.</summary>
    private async Task TickThatMayStop()
    {
        try
        {
            await portal.SendDue();
        }
        catch (Exception fault) when (fault is Application.Pipeline.BusyException or MySql.Data.MySqlClient.MySqlException or AggregateException)
        {
            // What it had claimed is free again when its lease is over.
        }
    }

    private static Instant Later => Morning + Duration.FromHours(4);

    private async Task AtEveryStatement(Fault fault, int minutes, Func<Somebody, Task<Func<Task<Answer>>>> prepare, Action<Somebody, Answer> check)
    {
        var company = portal.World.Company(minutes);
        var hits = 0;
        for (var statement = 1 + ((int)fault % Step); ; statement += Step)
        {
            var therapist = portal.World.Therapist(companies: company);
            var id = portal.World.Patient(company);
            using var browser = await portal.SignedIn(id);
            var patient = new Somebody(id, therapist, browser);
            var act = await prepare(patient);

            portal.Proxy.Arm(fault, statement);
            var answer = await act();
            portal.Proxy.Disarm();

            check(patient, answer);
            Assert.True((int)answer.Status is 302 or 422 or 503, string.Create(CultureInfo.InvariantCulture, $"{(int)answer.Status} after {fault} at {portal.Proxy.Hit}"));
            Assert.DoesNotContain("made by a test", answer.Text, StringComparison.Ordinal);
            if (portal.Proxy.Hit is null)
            {
                break;
            }

            hits++;
        }

        Assert.True(hits > 0, "No statement was hit.");
        portal.Database.MustBeSound();
        Outcome.MessagesMustFit(portal.Database);
    }

    private static async Task<string> Booked(Somebody patient) =>
        (await patient.Browser.Confirm(await patient.Browser.OpenConfirm(patient.Therapist, Morning), patient.Therapist, patient.Therapist, Morning)).BookedVisit!;

    private long Visits(Somebody patient, string status) => portal.Database.Value<long>(
        "SELECT COUNT(*) FROM {p}meetings WHERE patient_id = @Id AND status = @status", new { patient.Id, status });

    private sealed record Somebody(ulong Id, ulong Therapist, Browser Browser);
}

/// <summary>The portal reaches its database through a <see cref="FaultProxy"/>; the test itself does not.</summary>
public sealed class ProxyFixture : MailFixture
{
    private readonly Lazy<FaultProxy> proxy;

    public ProxyFixture() => proxy = new Lazy<FaultProxy>(() => new FaultProxy(Database.ConnectionString));

    public FaultProxy Proxy => proxy.Value;

    protected override string ConnectionString => Proxy.ConnectionString;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && proxy.IsValueCreated)
        {
            Proxy.Dispose();
        }
    }
}
