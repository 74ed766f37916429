using System.Diagnostics;
using System.Net;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>
/// T12: the database is killed with -9 while clients book, move and cancel. Nothing acknowledged is lost, nothing is there twice or by
/// itself, and the portal works again soon after its database does. <c>TEST_FORM=long</c>: ten times in ten minutes.
/// </summary>
public sealed class KilledDatabaseTests(KilledDatabaseTests.Fixture portal) : IClassFixture<KilledDatabaseTests.Fixture>
{
    private const int ActsBetween = 80;

    private static readonly bool Long = Environment.GetEnvironmentVariable("TEST_FORM") is "long";
    private static readonly int Kills = Long ? 10 : 2;
    private static readonly TimeSpan Between = Long ? TimeSpan.FromMinutes(1) : TimeSpan.Zero;
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task T12_nothing_acknowledged_is_lost()
    {
        var load = new MixedLoad(portal, clients: 12, seed: 12);
        var clientsAtWork = await load.Start(companies: 3, therapists: 5, minutes: 5000);
        using var reader = await portal.SignedIn(portal.World.Patient(portal.World.Company()));
        for (var kill = 0; kill < Kills; kill++)
        {
            await load.Lasts(ActsBetween, Between);
            await portal.MariaDb.Kill();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await reader.Get("/visits")).Status);
            await portal.MariaDb.Start();
            var back = Stopwatch.StartNew();
            await Eventually.Is(async () => (await reader.Get("/visits")).Status == HttpStatusCode.OK);
            Assert.True(back.Elapsed < BackWithin, $"back after {back.Elapsed}");
        }

        load.Stop();
        await clientsAtWork;

        Assert.Empty(load.Surprises);
        Outcome.MustBeAsTold(portal.Database, load);
        portal.Database.MustBeSound();
        Outcome.MessagesMustFit(portal.Database);
    }

    public sealed class Fixture : LoadFixture
    {
        private bool isGone;

        public Fixture()
            : this(new DatabaseProcess())
        {
        }

        private Fixture(DatabaseProcess server)
            : base(StartedOn(server)) => MariaDb = server;

        public DatabaseProcess MariaDb { get; }

        /// <summary>Once: the second time its database has no server any more.</summary>
        protected override void Dispose(bool disposing)
        {
            if (!isGone)
            {
                isGone = true;
                base.Dispose(disposing);
                MariaDb.Dispose();
            }
        }

        private static TestDatabase StartedOn(DatabaseProcess server)
        {
            server.Start().GetAwaiter().GetResult();
            return new TestDatabase(server: server.ConnectionString);
        }
    }
}
