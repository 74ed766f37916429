using System.Net;

namespace Scheduling.IntegrationTests.Booking;

/// <summary>
/// Promises T1–T4 of the reliability list, through HTTP with real parallel connections. <c>TEST_FORM=long</c> runs the full figures.
/// </summary>
public sealed class RaceTests(LoadFixture portal) : IClassFixture<LoadFixture>
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("TEST_FORM") is "long";
    private static readonly int Clients = Long ? 100 : 50;
    private static readonly int Rounds = Long ? 100 : 3;
    private static readonly Instant Morning = Instant.FromUtc(2027, 1, 13, 7, 0);

    [Fact]
    public async Task T1_the_last_hour_of_a_month_without_a_row_goes_to_exactly_one()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await OneRoundForTheLastHour(purchased: 60);
        }

        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task T1_the_last_hour_of_a_month_that_has_a_row_goes_to_exactly_one()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await OneRoundForTheLastHour(purchased: 120, bookedBefore: true);
        }

        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task T2_one_time_wanted_by_all_goes_to_exactly_one_and_costs_the_others_nothing()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var companies = Enumerable.Range(0, Clients / 2).Select(_ => portal.World.Company()).ToArray();
            var therapist = portal.World.Therapist(companies: companies);
            var wishes = await Prepare(Enumerable.Range(0, Clients).Select(i => (companies[i % companies.Length], therapist, Morning)));

            var answers = await AllAtOnce(wishes);

            Assert.Single(answers, answer => answer.BookedVisit is not null);
            Assert.Equal(Clients - 1, answers.Count(answer => answer.Status == HttpStatusCode.UnprocessableEntity
                && answer.Text.Contains("Someone has just taken this time", StringComparison.Ordinal)));
            Assert.Equal(50, portal.Database.Value<int>(
                "SELECT CAST(COALESCE(SUM(used_minutes), 0) AS SIGNED) FROM {p}used_hours WHERE company_id IN @companies", new { companies }));
        }

        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task T3_overlapping_starts_have_exactly_one_winner()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var company = portal.World.Company(visitMinutes: 60);
            var therapist = portal.World.Therapist(step: 15, companies: company);
            var wishes = await Prepare(Enumerable.Range(0, Clients).Select(i => (company, therapist, Morning + Duration.FromMinutes(15 * (i % 4)))));

            var answers = await AllAtOnce(wishes);

            Assert.Single(answers, answer => answer.BookedVisit is not null);
            Assert.All(answers, answer => Assert.True((int)answer.Status < 500));
        }

        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task T4_one_patient_keeps_the_interval_however_many_windows_he_uses()
    {
        const int Windows = 16;
        portal.Clock.Now = Instant.FromUtc(2027, 1, 27, 7, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var company = portal.World.Company(intervalDays: 7);
            var therapists = Enumerable.Range(0, 4).Select(_ => portal.World.Therapist(companies: company)).ToArray();
            var patient = portal.World.Patient(company);
            var starts = new[] { 30, 31, 32, 33 }.Select(day => Instant.FromUtc(2027, 1, 1, 9, 0) + Duration.FromDays(day - 1)).ToArray();
            using var browser = await portal.SignedIn(patient);
            var page = await browser.OpenConfirm(therapists[0], starts[0]);

            var answers = await Task.WhenAll(Enumerable.Range(0, Windows).Select(i =>
                browser.Confirm(page, therapists[i / 4], therapists[i / 4], starts[i % 4])));

            Assert.Single(answers, answer => answer.BookedVisit is not null);
            Assert.All(answers, answer => Assert.True((int)answer.Status < 500));
        }

        portal.Clock.Now = TestClock.Start;
        portal.Database.MustBeSound();
    }

    /// <summary>One hour is left, everybody wants another free time: one visit, the rest clear refusals, the Σ is what was purchased.</summary>
    private async Task OneRoundForTheLastHour(int purchased, bool bookedBefore = false)
    {
        var company = portal.World.Company(minutes: purchased, visitMinutes: 60);
        var therapists = Enumerable.Range(0, 10).Select(_ => portal.World.Therapist(companies: company)).ToArray();
        if (bookedBefore)
        {
            var before = Morning + Duration.FromHours(10);
            using var somebody = await portal.SignedIn(portal.World.Patient(company));
            Assert.NotNull((await somebody.Confirm(await somebody.OpenConfirm(therapists[0], before), therapists[0], therapists[0], before)).BookedVisit);
        }

        var wishes = await Prepare(Enumerable.Range(0, Clients).Select(i =>
            (company, therapists[i % therapists.Length], Morning + Duration.FromHours(i / therapists.Length))));

        var answers = await AllAtOnce(wishes);

        Assert.Single(answers, answer => answer.BookedVisit is not null);
        Assert.Equal(Clients - 1, answers.Count(answer => answer.LedToRefusal));
        Assert.Equal(purchased, portal.Database.Value<int>("SELECT used_minutes FROM {p}used_hours WHERE company_id = @company", new { company }));
        Assert.Equal(Clients - 1, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}refused_attempts WHERE company_id = @company", new { company }));
    }

    /// <summary>Every client has a patient of his own, is signed in and has the confirm page open.</summary>
    private async Task<IReadOnlyList<Wish>> Prepare(IEnumerable<(ulong Company, ulong Therapist, Instant Start)> wishes)
    {
        var prepared = new List<Wish>();
        foreach (var (company, therapist, start) in wishes)
        {
            var browser = await portal.SignedIn(portal.World.Patient(company));
            prepared.Add(new Wish(browser, await browser.OpenConfirm(therapist, start), therapist, start));
        }

        return prepared;
    }

    private static async Task<IReadOnlyList<Answer>> AllAtOnce(IReadOnlyList<Wish> wishes)
    {
        var answers = await Task.WhenAll(wishes.Select(wish => Task.Run(() => wish.Browser.Confirm(wish.Page, wish.Therapist, wish.Therapist, wish.Start))));
        foreach (var wish in wishes)
        {
            wish.Browser.Dispose();
        }

        return answers;
    }

    private sealed record Wish(Browser Browser, Answer Page, ulong Therapist, Instant Start);
}
