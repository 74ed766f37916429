using MySql.Data.MySqlClient;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>T5 without absences, T10, T11: many clients at once, on many and on few companies. <c>TEST_FORM=long</c> runs the full figures.</summary>
public sealed class MixedLoadTests(LoadFixture portal) : IClassFixture<LoadFixture>
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("TEST_FORM") is "long";
    private static readonly Instant Morning = Instant.FromUtc(2027, 1, 13, 7, 0);

    [Theory]
    [InlineData(16, 4, 6, 1500, 1)]
    [InlineData(32, 2, 4, 800, 10)]
    public async Task T5_whatever_is_booked_moved_and_cancelled_at_once_stays_sound(
        int clients, int companies, int therapists, int minutes, int longFormLasts)
    {
        var load = new MixedLoad(portal, clients, seed: clients) { LooksEvery = 4 };
        var clientsAtWork = await load.Start(companies, therapists, minutes);

        await load.Lasts(acts: 600, Long ? TimeSpan.FromMinutes(longFormLasts) : TimeSpan.Zero);
        load.Stop();
        await clientsAtWork;

        Assert.Empty(load.Surprises);
        Assert.Equal(0, load.Unknown); // no unit of work gave up
        Outcome.MustBeAsTold(portal.Database, load);
        portal.Database.MustBeSound();
        Outcome.MessagesMustFit(portal.Database);
        await Outcome.MemoryMustBeTrue(portal, load);
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
