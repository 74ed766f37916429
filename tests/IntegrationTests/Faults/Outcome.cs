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
