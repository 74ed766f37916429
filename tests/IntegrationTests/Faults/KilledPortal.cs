using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Extensions;
using Scheduling.Infrastructure.Outbox;
using Scheduling.IntegrationTests.Google;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>
/// Two instances of the portal on one database, with one mail server and one Google: a process that is killed, and the fixture's own, that
/// takes what the test needs before and goes on afterwards with what the killed one left. All that it knows of it stands in the database,
/// as for a process that is started again; but it ticks when told, so no test waits for clocks.
/// </summary>
public sealed class KilledPortal : GooglePortal
{
    private readonly Lazy<FaultProxy> proxy;

    public KilledPortal() => proxy = new Lazy<FaultProxy>(() => new FaultProxy(Database.ConnectionString));

    public FakeSmtp Smtp { get; } = new();

    /// <summary>The killed process's way to the database.</summary>
    public FaultProxy Proxy => proxy.Value;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings, StringComparer.Ordinal)
    {
        ["Smtp:Host"] = "127.0.0.1",
        ["Smtp:Port"] = Smtp.Port.ToString(CultureInfo.InvariantCulture),
        ["Smtp:Security"] = "None",
        ["Smtp:From"] = "portal@provider.test",
    };

    public Task<PortalProcess> StartProcess() => PortalProcess.Start(Proxy.ConnectionString, Settings);

    /// <summary>People whom nobody else has anything to do with, so that killings do not get in each other's way.</summary>
    public async Task<TwoSides> People()
    {
        SetClock();
        var company = World.Company();
        var therapist = TherapistWith(company);
        var patient = World.Patient(company);
        return new TwoSides(patient, therapist, await SignedIn(patient), Workday());
    }

    /// <summary>A claim of the killed process ends with its lease; nobody waits for two minutes here.</summary>
    public void EndLeases()
    {
        Database.Do("UPDATE {p}messages SET lease_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE lease IS NOT NULL");
        Database.Do("UPDATE {p}outbox SET lease_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE lease IS NOT NULL");
    }

    /// <summary>What the clockwork would do in time.</summary>
    public async Task GoOn()
    {
        Smtp.IsMute = false;
        EndLeases();
        SetClock();
        await Tick();
        await Services.GetRequiredService<MailDelivery>().DoDue(CancellationToken.None);
    }

    public bool IsAllSent(TwoSides people) =>
        Database.Value<long>("SELECT COUNT(*) FROM {p}messages WHERE receiver_id IN (@Patient, @Therapist) AND state = 'sent'", people) == 2;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Smtp.Dispose();
            if (proxy.IsValueCreated)
            {
                Proxy.Dispose();
            }
        }
    }

    /// <summary>The process has the real clock, so this instance has it too: that of their database.</summary>
    private void SetClock() => Clock.Now = DateTime.SpecifyKind(Database.Value<DateTime>("SELECT UTC_TIMESTAMP(6)"), DateTimeKind.Utc).ToInstant();

    /// <summary>At ten o'clock in Warsaw on a day that is no holiday, more than a week ahead.</summary>
    private Instant Workday()
    {
        var warsaw = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];
        var day = Clock.Now.InZone(warsaw).Date.PlusDays(7).Next(IsoDayOfWeek.Monday);
        while (Domain.Therapists.PolishHolidays.Contains(day))
        {
            day = day.PlusDays(1);
        }

        return day.At(new LocalTime(10, 0)).InZoneStrictly(warsaw).ToInstant();
    }
}

/// <summary>Both sides of a visit, the patient's browser at the instance that is not killed, and when he wants to come.</summary>
public sealed record TwoSides(ulong Patient, ulong Therapist, Browser Browser, Instant Start) : IDisposable
{
    public string Account => $"therapist{Therapist}@provider.example";

    /// <summary>Where moving leads to.</summary>
    public Instant Later => Start + Duration.FromHours(3);

    public void Dispose() => Browser.Dispose();
}
