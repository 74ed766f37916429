using System.Net;
using MySql.Data.MySqlClient;
using Scheduling.Application.Pipeline;
using Scheduling.Infrastructure.Database;
using Scheduling.Infrastructure.Maintenance;

namespace Scheduling.IntegrationTests.Booking;

/// <summary>What a person and an operator see when the database is held, in a deadlock, or wrong.</summary>
public sealed class FaultTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly Instant TomorrowAtNine = Instant.FromUtc(2027, 1, 12, 8, 0);

    [Fact]
    public async Task A_lock_held_too_long_is_a_polite_503_and_nothing_is_changed()
    {
        var company = portal.World.Company();
        var therapist = portal.World.Therapist(companies: company);
        var patient = portal.World.Patient(company);
        using var browser = await portal.SignedIn(patient);
        var page = await browser.OpenConfirm(therapist, TomorrowAtNine);
        using var holder = portal.Database.Open();
        await using var held = await holder.BeginTransactionAsync();
        await new MySqlCommand($"UPDATE wp_therapists SET version = version + 1 WHERE user_id = {therapist}", holder, held).ExecuteNonQueryAsync();

        var busy = await browser.Confirm(page, therapist, therapist, TomorrowAtNine);
        await held.RollbackAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, busy.Status);
        Assert.NotNull(busy.Raw.Headers.RetryAfter);
        Assert.Contains("Nothing was changed", busy.Text, StringComparison.Ordinal);
        Assert.Equal(0, portal.Database.Value<long>("SELECT COUNT(*) FROM {p}meetings WHERE patient_id = @patient", new { patient }));
        Assert.NotNull((await browser.Confirm(page, therapist, therapist, TomorrowAtNine)).BookedVisit);
        portal.Database.MustBeSound();
    }

    [Fact]
    public async Task A_unit_of_work_that_loses_a_deadlock_is_run_again_as_a_whole()
    {
        using var connections = new ConnectionFactory(portal.Database.ConnectionString);
        var company = portal.World.Company();
        var (first, second) = (portal.World.Patient(company), portal.World.Patient(company));
        var runs = 0;
        var bothHoldOne = new Barrier(2);
        async Task Run(ulong one, ulong other)
        {
            await using var session = new DbSession(connections, portal.Database.Tables);
            await new UnitOfWork(session).Run(
                async () =>
                {
                    var isFirstTry = Interlocked.Increment(ref runs) <= 2;
                    await session.Execute("UPDATE {p}patients SET version = version + 1 WHERE user_id = @one", new { one }, CancellationToken.None);
                    if (isFirstTry)
                    {
                        bothHoldOne.SignalAndWait(TimeSpan.FromSeconds(10));
                    }

                    await session.Execute("UPDATE {p}patients SET version = version + 1 WHERE user_id = @other", new { other }, CancellationToken.None);
                    return new Done();
                },
                CancellationToken.None);
        }

        await Task.WhenAll(Task.Run(() => Run(first, second)), Task.Run(() => Run(second, first)));

        Assert.Equal(3, runs);
        Assert.Equal([2L, 2L], portal.Database.List<long>("SELECT version FROM {p}patients WHERE user_id IN @both", new { both = new[] { first, second } }));
    }

    [Fact]
    public async Task A_fault_of_the_database_is_a_page_with_a_code_and_no_word_about_the_inside()
    {
        using var broken = new PortalFixture();
        using var browser = await broken.SignedIn(broken.World.Patient(broken.World.Company()));
        broken.Database.Do("DROP TABLE {usermeta}");

        var page = await browser.Get("/visits");

        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.Contains("Something went wrong on our side", page.Text, StringComparison.Ordinal);
        Assert.Matches("quote this code: [0-9A-Z]+:[0-9]+", page.Text);
        Assert.DoesNotContain("usermeta", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Budget_verify_finds_a_difference_planted_by_hand()
    {
        var company = portal.World.Company();
        var verification = new BudgetVerification(new ConnectionFactory(portal.Database.ConnectionString), portal.Database.Tables);
        portal.Database.Do("INSERT INTO {p}used_hours (company_id, month, used_minutes) VALUES (@company, '2027-03-01', 50)", new { company });

        var difference = Assert.Single(await verification.Run(CancellationToken.None));
        Assert.Equal($"company {company}, 2027-03: used_hours says 50 min, the visits add up to 0 min", difference);

        portal.Database.Do("DELETE FROM {p}used_hours WHERE company_id = @company", new { company });
        Assert.Empty(await verification.Run(CancellationToken.None));
    }

    private sealed record Done : ICommandResult
    {
        public bool Commits => true;
    }
}
