namespace Scheduling.IntegrationTests.Outgoing;

/// <summary>A booked visit with its two sides and the patient's browser.</summary>
internal sealed record Visit(PortalFixture Portal, ulong Patient, ulong Therapist, ulong Company, Browser Browser, string Id, Instant Start) : IDisposable
{
    public static readonly Instant TomorrowAtNine = Instant.FromUtc(2027, 1, 12, 8, 0);

    public static async Task<Visit> Book(PortalFixture portal, int minutes = 6000, Instant? start = null, Action<ulong, ulong>? before = null)
    {
        var at = start ?? TomorrowAtNine;
        var company = portal.World.Company(minutes);
        var therapist = portal.World.Therapist(companies: company);
        var patient = portal.World.Patient(company, "Zażółć Gęślą");
        before?.Invoke(patient, therapist);
        var browser = await portal.SignedIn(patient);
        var booked = await browser.Confirm(await browser.OpenConfirm(therapist, at), therapist, therapist, at);
        return new Visit(portal, patient, therapist, company, browser, booked.BookedVisit ?? throw new InvalidOperationException("Not booked."), at);
    }

    public async Task Cancel() => await Browser.Post($"/visits/{Id}/cancel", await Browser.Get($"/visits/{Id}/cancel"));

    public async Task Move(Instant start)
    {
        var confirm = $"/visits/{Id}/move/confirm?start={Browser.Iso(start)}";
        await Browser.Post($"/visits/{Id}/move/confirm", await Browser.Get(confirm), ("start", Browser.Iso(start)));
    }

    /// <summary>The states of the messages to one side, in their order.</summary>
    public IReadOnlyList<(string Kind, string State, string? Reason)> Messages(ulong side) => Portal.Database.List<(string, string, string?)>(
        """
        SELECT g.kind, g.state, g.reason FROM {p}messages g JOIN {p}meetings m ON m.id = g.meeting_id
        WHERE m.public_id = @Id AND g.receiver_id = @side ORDER BY g.ical_sequence
        """,
        new { Id, side });

    public void Dispose() => Browser.Dispose();
}
