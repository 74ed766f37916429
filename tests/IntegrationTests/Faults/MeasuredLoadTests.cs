using System.Diagnostics;
using System.Net;
using MySql.Data.MySqlClient;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>Tests that measure run while no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class Alone
{
    public const string Name = nameof(Alone);
}

/// <summary>T7, T8: one company's month is held and the others notice nothing; pages and bookings together meet no fault.</summary>
[Collection(Alone.Name)]
public sealed class MeasuredLoadTests(LoadFixture portal) : IClassFixture<LoadFixture>
{
    private const int OtherCompanies = 8;

    private static readonly bool Long = Environment.GetEnvironmentVariable("TEST_FORM") is "long";
    private static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OthersNoticeNothing = TimeSpan.FromMilliseconds(500);
    private static readonly Instant Morning = Instant.FromUtc(2027, 1, 13, 7, 0);

    private volatile bool isOver;

    [Fact]
    public async Task T7_one_companys_held_month_stops_only_that_company()
    {
        var held = portal.World.Company();
        var therapist = portal.World.Therapist(companies: held);
        using var stopped = await portal.SignedIn(portal.World.Patient(held));
        var page = await stopped.OpenConfirm(therapist, Morning);
        await using var holder = portal.Database.Open();
        await using var holding = await holder.BeginTransactionAsync();
        await new MySqlCommand(
            $"INSERT INTO wp_used_hours (company_id, month, version) VALUES ({held}, '2027-01-01', 1) ON DUPLICATE KEY UPDATE version = version + 1",
            holder).ExecuteNonQueryAsync();

        var lived = Stopwatch.StartNew();
        var waiting = stopped.Confirm(page, therapist, therapist, Morning);
        await Eventually.Is(() => portal.Database.Value<long>(
            "SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID() AND info LIKE '%used_hours%'") > 0);
        var others = Task.WhenAll(Enumerable.Range(0, OtherCompanies).Select(_ => Task.Run(BookUntilItIsOver)));
        var answer = await waiting;
        var waited = lived.Elapsed;
        await Eventually.Is(() => lived.Elapsed >= HeldFor);
        isOver = true;
        var took = (await others).SelectMany(each => each).Order().ToArray();
        await holding.RollbackAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.NotNull(answer.Raw.Headers.RetryAfter);
        Assert.True(waited <= HeldFor, $"answered after {waited}");
        Assert.True(took[took.Length * 99 / 100] < OthersNoticeNothing, $"p99 of others: {took[took.Length * 99 / 100]}");
        Assert.True(took.Length >= 10 * OtherCompanies, $"{took.Length} visits of others");
        portal.Database.MustBeSound();
    }

    /// <summary>The long form runs ten minutes, and looks at memory after two and after ten, each time when nothing is on its way.</summary>
    [Fact]
    public async Task T8_pages_and_bookings_together_meet_no_fault()
    {
        await Load(acts: 40, Long ? TimeSpan.FromMinutes(2) : TimeSpan.Zero);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await Load(acts: 160, Long ? TimeSpan.FromMinutes(8) : TimeSpan.Zero);
        var after = GC.GetTotalMemory(forceFullCollection: true);

        Assert.True(!Long || after <= 1.1 * before, $"Memory grew from {before} to {after}.");
        portal.Database.MustBeSound();
    }

    private async Task Load(int acts, TimeSpan time)
    {
        var load = new MixedLoad(portal, clients: 16, seed: 8) { LooksEvery = 1 };
        var clientsAtWork = await load.Start(companies: 4, therapists: 6, minutes: 3000);
        await load.Lasts(acts, time);
        load.Stop();
        await clientsAtWork;

        Assert.Empty(load.Surprises);
        Assert.Equal(0, load.Unknown);
    }

    /// <summary>A patient of a company of his own, with a therapist of his own, books one time after the other.</summary>
    private async Task<IReadOnlyList<TimeSpan>> BookUntilItIsOver()
    {
        const int HoursADay = 10;
        const int Days = 45;
        var company = portal.World.Company();
        var therapist = portal.World.Therapist(companies: company);
        using var browser = await portal.SignedIn(portal.World.Patient(company));
        var page = await browser.OpenConfirm(therapist, Morning);
        var took = new List<TimeSpan>();
        while (!isOver && took.Count < HoursADay * Days)
        {
            var start = Morning + Duration.FromDays(took.Count / HoursADay) + Duration.FromHours(took.Count % HoursADay);
            var begun = Stopwatch.StartNew();
            var booked = await browser.Confirm(page, therapist, therapist, start);
            took.Add(begun.Elapsed);
            Assert.NotNull(booked.BookedVisit);
        }

        return took;
    }
}
