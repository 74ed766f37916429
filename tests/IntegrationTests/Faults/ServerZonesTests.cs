using System.Text.RegularExpressions;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>T40: where the server stands, and how its clocks are set, changes no page.</summary>
public sealed partial class ServerZonesTests : IDisposable
{
    private readonly TestDatabase database = new();

    [Fact]
    public async Task Servers_in_three_zones_show_the_same()
    {
        var world = new World(database);
        var company = world.Company(horizonDays: 366);
        world.Therapist(companies: company);
        var (patient, password) = Passwords.Give(database, world.Patient(company));
        var pages = new List<string>();
        foreach (var zone in new[] { "UTC", "Europe/Warsaw", "America/New_York" })
        {
            using var portal = await PortalProcess.Start(database.ConnectionString, new Dictionary<string, string>(StringComparer.Ordinal) { ["TZ"] = zone });
            using var browser = await portal.SignIn(patient, password);
            var week = "";
            foreach (var day in NextClockChanges())
            {
                week += WithoutForms((await browser.Get($"/book?day={day:uuuu-MM-dd}")).Body);
            }

            Assert.Contains("start=20", week, StringComparison.Ordinal);
            pages.Add(week);
        }

        Assert.Single(pages.Distinct());
    }

    public void Dispose() => database.Dispose();

    private IEnumerable<LocalDate> NextClockChanges()
    {
        var warsaw = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];
        var now = Instant.FromDateTimeUtc(DateTime.SpecifyKind(database.Value<DateTime>("SELECT UTC_TIMESTAMP()"), DateTimeKind.Utc));
        var first = warsaw.GetZoneInterval(now).End;
        return [first.InZone(warsaw).Date, warsaw.GetZoneInterval(first).End.InZone(warsaw).Date];
    }

    private static string WithoutForms(string page) => Form().Replace(page, "");

    [GeneratedRegex("<input[^>]*name=\"__form\"[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Form();
}
