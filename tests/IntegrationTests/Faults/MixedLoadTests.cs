using System.Net;
using MySql.Data.MySqlClient;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>T5 without absences, T7, T11: many clients at once, on many and on few companies.</summary>
public sealed class MixedLoadTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("TEST_FORM") is "long";
    private static readonly int Acts = Long ? 30_000 : 600;
    private static readonly Instant Morning = Instant.FromUtc(2027, 1, 13, 7, 0);

    [Theory]
    [InlineData(16, 4, 6, 1500)]
    [InlineData(32, 2, 4, 800)]
    public async Task T5_whatever_is_booked_moved_and_cancelled_at_once_stays_sound(int clients, int companies, int therapists, int minutes)
    {
        var load = new MixedLoad(portal, clients, seed: clients);
        var clientsAtWork = await load.Start(companies, therapists, minutes);

        await Eventually.Is(() => load.Done >= Acts, TimeSpan.FromMinutes(20));
        load.Stop();
        await clientsAtWork;

        Assert.Empty(load.Surprises);
        Outcome.MustBeAsTold(portal.Database, load);
        portal.Database.MustBeSound();
        Outcome.MessagesMustFit(portal.Database);
    }

    /// <summary>The long form runs ten minutes and looks at memory too.</summary>
    [Fact]
    public async Task T8_pages_and_bookings_together_meet_no_fault()
    {
        var load = new MixedLoad(portal, clients: 16, seed: 8) { LooksAround = true };
        var clientsAtWork = await load.Start(companies: 4, therapists: 6, minutes: 3000);
        await Eventually.Is(() => load.Done >= Acts / 15, TimeSpan.FromMinutes(5));
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await Eventually.Is(() => load.Done >= Acts / 3, TimeSpan.FromMinutes(20));
        load.Stop();
        await clientsAtWork;

        Assert.Empty(load.Surprises);
        Assert.Equal(0, load.Unknown);
        Assert.True(!Long || GC.GetTotalMemory(forceFullCollection: true) <= 1.1 * before, "Memory grew.");
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task T10_a_writer_who_takes_no_locks_is_stopped_by_the_unique_keys_or_found()
    {
        using var visit = await Outgoing.Visit.Book(portal, start: Morning);
        var others = Enumerable.Range(0, 20).Select(_ => portal.World.Patient(visit.Company)).ToArray();
        const string Insert = """
            INSERT INTO {p}meetings (public_id, patient_id, therapist_id, company_id, starts_at, ends_at, minutes, budget_month, status, booked_by, booked_role, booked_at)
            VALUES (REPLACE(UUID(), '-', ''), @patient, @Therapist, @Company, @start, @end, 50, '2027-01-01', 'booked', @patient, 'patient', '2001-01-01')
            """;
        async Task<bool> Write(ulong patient, Instant start)
        {
            try
            {
                return await Task.Run(() => portal.Database.Do(
                    Insert, new { patient, visit.Therapist, visit.Company, start, end = start + Duration.FromMinutes(50) })) == 1;
            }
            catch (MySqlException refused) when (refused.Number is 1062 or 1213)
            {
                return false;
            }
        }

        var atNoon = Morning + Duration.FromHours(5);
        var written = await Task.WhenAll(others.Select(patient => Write(patient, atNoon)));
        Assert.Single(written, done => done);
        Assert.True(await Write(others[0], atNoon + Duration.FromHours(2) + Duration.FromMinutes(10)));
        Assert.True(await Write(others[1], atNoon + Duration.FromHours(2) + Duration.FromMinutes(25)));

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(portal.Database.MustBeSound);
        portal.Database.Do("DELETE FROM {p}meetings WHERE booked_at = '2001-01-01'");
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task T7_one_companys_held_month_stops_only_that_company()
    {
        var (held, free) = (portal.World.Company(), portal.World.Company());
        var therapist = portal.World.Therapist(companies: [held, free]);
        using var stopped = await portal.SignedIn(portal.World.Patient(held));
        var others = new List<Browser>();
        for (var number = 0; number < 10; number++)
        {
            others.Add(await portal.SignedIn(portal.World.Patient(free)));
        }

        var stoppedTherapist = portal.World.Therapist(companies: held);
        var page = await stopped.OpenConfirm(stoppedTherapist, Morning);
        await using var holder = portal.Database.Open();
        await using var holding = await holder.BeginTransactionAsync();
        await new MySqlCommand(
            $"INSERT INTO wp_used_hours (company_id, month, version) VALUES ({held}, '2027-01-01', 1) ON DUPLICATE KEY UPDATE version = version + 1",
            holder).ExecuteNonQueryAsync();

        var waiting = stopped.Confirm(page, stoppedTherapist, stoppedTherapist, Morning);
        await Eventually.Is(() => portal.Database.Value<long>(
            "SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID() AND info LIKE '%used_hours%'") > 0);
        var booked = new List<Answer>();
        foreach (var (browser, number) in others.Select((browser, number) => (browser, number)))
        {
            var start = Morning + Duration.FromHours(number);
            booked.Add(await browser.Confirm(await browser.OpenConfirm(therapist, start), therapist, therapist, start));
        }

        Assert.False(waiting.IsCompleted && (await waiting).BookedVisit is not null);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await waiting).Status);
        await holding.RollbackAsync();

        Assert.All(booked, answer => Assert.NotNull(answer.BookedVisit));
        others.ForEach(browser => browser.Dispose());
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task T11_the_same_form_sent_several_times_at_once_makes_one_visit()
    {
        var company = portal.World.Company();
        var therapists = Enumerable.Range(0, 4).Select(_ => portal.World.Therapist(companies: company)).ToArray();
        for (var form = 0; form < (Long ? 2000 : 25); form++)
        {
            using var browser = await portal.SignedIn(portal.World.Patient(company));
            var therapist = therapists[form % therapists.Length];
            var start = Morning + Duration.FromDays(form / 40) + Duration.FromHours(form / 4 % 10);
            var page = await browser.OpenConfirm(therapist, start);
            var key = Guid.NewGuid().ToString("N");

            var answers = await Task.WhenAll(Enumerable.Range(0, 2 + (form % 4)).Select(_ => browser.Confirm(page, therapist, therapist, start, key)));

            Assert.NotNull(Assert.Single(answers.Select(answer => answer.BookedVisit).Distinct()));
        }

        portal.Database.MustBeSound();
        Outcome.MessagesMustFit(portal.Database);
    }
}
