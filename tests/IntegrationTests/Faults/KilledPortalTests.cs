using System.Globalization;
using System.Net;
using NodaTime.Extensions;
using Scheduling.IntegrationTests.Google;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>
/// T13: the portal is killed with -9 at a named point. Once it is back everything that was promised goes out: at least one mail to each side
/// and at most one more for each kill, under the same name.
/// </summary>
public sealed class KilledPortalTests : IDisposable
{
    private const string Password = "a password";

    private readonly TestDatabase database = new();
    private readonly FakeSmtp smtp = new();
    private readonly World world;

    public KilledPortalTests() => world = new World(database);

    private Dictionary<string, string> Settings => new(StringComparer.Ordinal)
    {
        ["Smtp:Host"] = "127.0.0.1",
        ["Smtp:Port"] = smtp.Port.ToString(CultureInfo.InvariantCulture),
        ["Smtp:Security"] = "None",
        ["Smtp:From"] = "portal@provider.test",
    };

    [Fact]
    public async Task Killed_between_the_commit_and_the_mail_it_sends_it_when_it_is_back()
    {
        smtp.IsMute = true;
        var (patient, therapist, visit) = await BookAndKill(() => Waiting("tries = 0 OR tries = 1"));
        smtp.IsMute = false;

        using var again = await Restarted();
        await Eventually.Is(() => smtp.To(patient).Count > 0 && smtp.To(therapist).Count > 0);
        await AllSent(visit);

        Assert.Equal((1, 1), (smtp.To(patient).Count, smtp.To(therapist).Count));
        database.MustBeSound();
    }

    [Fact]
    public async Task Killed_between_the_call_and_the_mark_it_sends_at_most_once_more_and_under_the_same_name()
    {
        var (patient, therapist, visit) = await BookAndKill(
            () => smtp.Received.Count == 2, before: patient => smtp.Meet(patient, SmtpMood.FallsSilentAfterText));
        Assert.Single(smtp.To(patient));

        using var again = await Restarted();
        await Eventually.Is(() => smtp.To(patient).Count > 1);
        await AllSent(visit);

        Assert.Equal(2, smtp.To(patient).Count);
        Assert.InRange(smtp.To(therapist).Count, 1, 2);
        Assert.Single(smtp.To(patient).Select(mail => mail.Raw.Split("\r\n").Single(line => line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase))).Distinct());
        database.MustBeSound();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_while_Google_is_asked_there_is_one_event_and_its_link_goes_out(bool eventIsMade)
    {
        await using var google = new FakeGoogle();
        var key = Path.Combine(Path.GetTempPath(), $"key-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(key, GooglePortal.KeyJson());
        google.Next("insert", FakeGoogle.Hangs, store: eventIsMade);
        var settings = new Dictionary<string, string>(Settings, StringComparer.Ordinal)
        {
            ["Google:BaseUri"] = new Uri(google.Address, "calendar/v3").AbsoluteUri,
            ["Google:TokenUri"] = new Uri(google.Address, "token").AbsoluteUri,
            ["Google:CredentialsFile"] = key,
        };
        var (patient, therapist, visit) = await BookAndKill(
            () => google.CallsOf("insert").Any() && google.Events.Count == (eventIsMade ? 1 : 0),
            before: _ => database.Do("UPDATE {p}therapists SET google_account = 'therapist@provider.example'"),
            settings: settings);
        Assert.Empty(smtp.To(patient));

        using var again = await Restarted(settings);
        await AllSent(visit);
        File.Delete(key);

        var link = database.Value<string>("SELECT meet_link FROM {p}meetings WHERE public_id = @visit", new { visit });
        Assert.Single(google.Events);
        Assert.Equal(2, google.CallsOf("insert").Count());
        Assert.Contains(link, Assert.Single(smtp.To(patient)).Raw, StringComparison.Ordinal);
        Assert.Contains(link, Assert.Single(smtp.To(therapist)).Raw, StringComparison.Ordinal);
        Assert.Empty(google.Complaints);
        database.MustBeSound();
    }

    [Fact]
    public async Task Killed_when_all_was_done_nothing_goes_again()
    {
        var (patient, therapist, visit) = await BookAndKill(
            () => database.Value<long>("SELECT COUNT(*) FROM {p}messages WHERE state = 'sent'") == 2);

        using var again = await Restarted();
        using var other = await again.SignIn(patient, Password);
        await other.Post($"/visits/{visit}/cancel", await other.Get($"/visits/{visit}/cancel"));
        await Eventually.Is(() => database.Value<long>("SELECT COUNT(*) FROM {p}messages WHERE state = 'sent'") == 4);

        Assert.Equal((2, 2), (smtp.To(patient).Count, smtp.To(therapist).Count));
        database.MustBeSound();
    }

    [Fact]
    public async Task Killed_before_the_commit_there_is_no_visit_and_no_word_of_one()
    {
        var (company, therapist, patient, start) = People();
        using var portal = await PortalProcess.Start(database.ConnectionString, Settings);
        using var browser = await portal.SignIn(patient, Password);
        var page = await browser.OpenConfirm(therapist, start);
        await using var holder = database.Open();
        await using var held = await holder.BeginTransactionAsync();
        await Execute(holder, $"UPDATE wp_therapists SET version = version + 1 WHERE user_id = {therapist}");

        var booking = browser.Confirm(page, therapist, therapist, start);
        await Eventually.Is(() => database.Value<long>(
            "SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID() AND info LIKE '%therapists SET version%'") > 0);
        await portal.Kill();
        await held.RollbackAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => booking);

        using var again = await PortalProcess.Start(database.ConnectionString, Settings);
        Assert.Equal(0, database.Value<long>("SELECT COUNT(*) FROM {p}meetings WHERE company_id = @company", new { company }));
        Assert.Equal(0, database.Value<long>("SELECT COUNT(*) FROM {p}messages"));
        using var next = await again.SignIn(patient, Password);
        Assert.NotNull((await next.Confirm(await next.OpenConfirm(therapist, start), therapist, therapist, start)).BookedVisit);
        database.MustBeSound();
    }

    public void Dispose()
    {
        smtp.Dispose();
        database.Dispose();
    }

    private async Task<(ulong Patient, ulong Therapist, string Visit)> BookAndKill(
        Func<bool> when, Action<ulong>? before = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var (_, therapist, patient, start) = People();
        before?.Invoke(patient);
        using var portal = await PortalProcess.Start(database.ConnectionString, settings ?? Settings);
        using var browser = await portal.SignIn(patient, Password);
        var booked = await browser.Confirm(await browser.OpenConfirm(therapist, start), therapist, therapist, start);
        Assert.Equal(HttpStatusCode.Found, booked.Status);
        await Eventually.Is(when);
        await portal.Kill();
        return (patient, therapist, booked.BookedVisit!);
    }

    /// <summary>What the killed process had claimed is free when the lease is over; the test does not wait for two minutes.</summary>
    private async Task<PortalProcess> Restarted(IReadOnlyDictionary<string, string>? settings = null)
    {
        database.Do("UPDATE {p}messages SET lease_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE lease IS NOT NULL");
        database.Do("UPDATE {p}outbox SET lease_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE lease IS NOT NULL");
        return await PortalProcess.Start(database.ConnectionString, settings ?? Settings);
    }

    private Task AllSent(string visit) => Eventually.Is(() => database.Value<long>(
        "SELECT COUNT(*) FROM {p}messages g JOIN {p}meetings m ON m.id = g.meeting_id WHERE m.public_id = @visit AND g.state = 'sent'", new { visit }) == 2);

    private bool Waiting(string which) => database.Value<long>($"SELECT COUNT(*) FROM {{p}}messages WHERE state = 'queued' AND ({which})") == 2;

    private (ulong Company, ulong Therapist, ulong Patient, Instant Start) People()
    {
        var company = world.Company();
        var therapist = world.Therapist(companies: company);
        var patient = world.Patient(company);
        Passwords.Give(database, patient);
        var warsaw = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];
        var day = database.Value<DateTime>("SELECT UTC_TIMESTAMP()").ToLocalDateTime().Date.PlusDays(7);
        while (Domain.Therapists.PolishHolidays.Contains(day))
        {
            day = day.PlusDays(1);
        }

        return (company, therapist, patient, day.At(new LocalTime(10, 0)).InZoneStrictly(warsaw).ToInstant());
    }

    private static async Task Execute(MySql.Data.MySqlClient.MySqlConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
