namespace Scheduling.EndToEndTests;

/// <summary>Everything goes without a mouse, in few keys, and one always sees where one is.</summary>
[Collection(InOnePortal.Name)]
public sealed class KeyboardTests(DemoFixture portal)
{
    [Theory]
    [InlineData("kate")]
    [InlineData("lena")]
    public async Task Eight_keys_lead_to_the_earliest_time_and_twelve_to_the_booked_visit(string login)
    {
        await using var window = await portal.Open(1280, "pl-PL", signedIn: login);
        await window.Page.GotoAsync("/book");
        var keys = new Keyboard(window.Page);

        await keys.SkipTo(Patient.Earliest);
        Assert.InRange(keys.Pressed, 1, 8);

        await keys.Press("Enter");
        await window.Page.WaitForURLAsync("**/book/confirm?**");
        await (await keys.Where() is null ? keys.SkipTo(Patient.MainButton) : keys.TabTo(Patient.MainButton));
        await keys.Press("Enter");
        await window.Page.WaitForURLAsync("**/visits/*?booked=1");
        Assert.InRange(keys.Pressed, 2, 12);
        Assert.All(keys.Stops, stop => Assert.True(stop.Shown, stop.Name));
        Assert.Empty(window.Complaints);
    }

    [Theory]
    [InlineData("jan")]
    [InlineData("nina")]
    public async Task The_booking_page_has_at_most_20_tab_stops(string login)
    {
        await using var window = await portal.Open(1280, "pl-PL", signedIn: login);
        await window.Page.GotoAsync("/book");
        var keys = new Keyboard(window.Page);

        await keys.TabThrough();

        Assert.InRange(keys.Stops.Count, 5, 20);
    }

    [Theory]
    [MemberData(nameof(Situation.NamesOfOtherLayouts), MemberType = typeof(Situation))]
    public async Task The_focus_is_seen_at_every_stop(string situation)
    {
        await using var window = await Situation.Called(situation).Open(portal, 360, "pl");
        var keys = new Keyboard(window.Page);

        await keys.TabThrough();

        Assert.NotEmpty(keys.Stops);
        Assert.All(keys.Stops, stop => Assert.True(stop.Shown, stop.Name));
    }
}
