namespace Scheduling.IntegrationTests.Booking;

/// <summary>What patients see of their company's hours (R38): "used up" is always said.</summary>
public sealed class ShownHoursTests
{
    [Theory]
    [InlineData("status", 600, "January 2027: available", "10 h")]
    [InlineData("status", 149, "January 2027: few left", "2 h 29")]
    [InlineData("status", 150, "January 2027: available", "2 h 30")]
    [InlineData("status", 49, "January 2027: used up", "49 min")]
    [InlineData("number", 600, "January 2027: 10 h left", "available")]
    [InlineData("number", 0, "January 2027: used up", ": 0 min left")]
    [InlineData("hidden", 0, "January 2027: used up", ": 0 min left")]
    [InlineData("hidden", 100, "Booking rules", "January 2027:")]
    public async Task The_page_says_as_much_as_the_configuration_allows(string show, int minutes, string said, string unsaid)
    {
        using var portal = new ShowingFixture(show);
        var company = portal.World.Company(minutes);
        portal.World.Therapist(companies: company);
        using var browser = await portal.SignedIn(portal.World.Patient(company));

        var page = await browser.Get("/book?day=2027-01-12");

        Assert.Contains(said, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(unsaid, page.Text, StringComparison.Ordinal);
    }

    private sealed class ShowingFixture(string show) : PortalFixture
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } =
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Portal:ShowHours"] = show };
    }
}
