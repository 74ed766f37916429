using Microsoft.Extensions.DependencyInjection;
using Scheduling.Application.Appointments;
using Scheduling.Domain.Kernel;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>Compares what people were told with what is stored, and what is stored with itself.</summary>
internal static class Outcome
{
    /// <summary>Nothing that was acknowledged is missing or in another state, and there are no more visits than were asked for.</summary>
    public static void MustBeAsTold(TestDatabase database, MixedLoad load)
    {
        var stored = database.List<(string Id, string Status)>("SELECT public_id, status FROM {p}meetings WHERE company_id IN @Companies", load)
            .ToDictionary(row => row.Id, row => row.Status);
        Assert.InRange(stored.Keys.Except(load.Told.Keys).Count(), 0, load.Unknown);
        Assert.All(load.Told, visit => Assert.Equal(visit.Value, stored.GetValueOrDefault(visit.Key, "missing")));
    }

    /// <summary>What pages know from memory after all this is what an instance reads that knows nothing yet (docs/adr/0010).</summary>
    public static async Task MemoryMustBeTrue(PortalFixture portal, MixedLoad load)
    {
        using var fresh = new OtherInstance(portal);
        foreach (var company in load.Companies)
        {
            var patient = new PatientId(portal.Database.Value<ulong>("SELECT MIN(user_id) FROM {p}patients WHERE company_id = @company", new { company }));
            Assert.Equal(await Known(fresh, patient), await Known(portal, patient));
        }
    }

    private static async Task<string[]> Known(PortalFixture portal, PatientId patient)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var now = portal.Clock.GetCurrentInstant();
        var facts = (await scope.ServiceProvider.GetRequiredService<IBookingFacts>().Load(patient, new TimeSlot(now, now + Duration.FromDays(60)), default))!.Facts;
        return [
            .. facts.Therapists.Select(each => $"{each.Id} {string.Join(' ', each.Visits)} {string.Join(' ', each.Serves)}"),
            .. facts.Company.Used.OrderBy(month => month.Key).Select(month => $"{month.Key} {facts.Company.Budget(month.Key)}")];
    }

    /// <summary>Every line of the audit about a visit has its two messages, and every visit its work for Google and its key: all or none.</summary>
    public static void MessagesMustFit(TestDatabase database)
    {
        Assert.Equal(
            2 * database.Value<long>("SELECT COUNT(*) FROM {p}audit_log WHERE action IN ('appointment_booked', 'appointment_moved', 'appointment_cancelled')"),
            database.Value<long>("SELECT COUNT(*) FROM {p}messages WHERE meeting_id IS NOT NULL"));
        var visits = database.Value<long>("SELECT COUNT(*) FROM {p}meetings");
        Assert.Equal((visits, visits), (database.Value<long>("SELECT COUNT(*) FROM {p}outbox"), database.Value<long>("SELECT COUNT(*) FROM {p}idempotency_keys")));
    }
}
