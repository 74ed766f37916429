using Scheduling.Domain.Companies;

namespace Scheduling.UnitTests.Companies;

/// <summary>R11: <c>reminder_hours</c> is 0 = none, or up to three different values from 1 to 168.</summary>
[Trait("Rule", "R11")]
public sealed class ReminderLeadsTests
{
    [Theory]
    [InlineData("24", "24", new[] { 24 })]
    [InlineData("48,2", "48,2", new[] { 48, 2 })]
    [InlineData("2,48", "48,2", new[] { 48, 2 })]
    [InlineData(" 2 , 168, 48 ", "168,48,2", new[] { 168, 48, 2 })]
    [InlineData("1", "1", new[] { 1 })]
    [InlineData("024", "24", new[] { 24 })]
    [InlineData("0", "0", new int[0])]
    public void A_written_value_is_read_and_the_longest_lead_comes_first(string written, string text, int[] hours)
    {
        var leads = ReminderLeads.Parse(written);

        Assert.Equal(hours, leads.Hours);
        Assert.Equal(text, leads.Text);
        Assert.Equal(text, leads.ToString());
        Assert.Equal(leads, ReminderLeads.Parse(leads.Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(",")]
    [InlineData("24,")]
    [InlineData("24;2")]
    [InlineData("24 2")]
    [InlineData("-1")]
    [InlineData("+24")]
    [InlineData("1.5")]
    [InlineData("0x18")]
    [InlineData("a day")]
    [InlineData("169")]
    [InlineData("0,24")]
    [InlineData("0,0")]
    [InlineData("24,24")]
    [InlineData("1,2,3,4")]
    [InlineData("99999999999")]
    [InlineData("=24")]
    public void Anything_else_is_refused(string written) => Assert.Throws<ArgumentException>(() => ReminderLeads.Parse(written));

    [Theory]
    [InlineData(0)]
    [InlineData(169)]
    [InlineData(-1)]
    [InlineData(24, 24)]
    [InlineData(24, 0)]
    [InlineData(1, 2, 3, 4)]
    public void No_other_leads_can_be_made(params int[] hours) => Assert.Throws<ArgumentException>(() => ReminderLeads.Of(hours));

    [Fact]
    public void No_lead_is_none() => Assert.Equal(ReminderLeads.None, ReminderLeads.Of());

    [Fact]
    public void The_same_leads_are_equal_in_whatever_order_they_were_given()
    {
        Assert.Equal(ReminderLeads.Of(2, 48), ReminderLeads.Of(48, 2));
        Assert.Equal(ReminderLeads.Of(2, 48).GetHashCode(), ReminderLeads.Of(48, 2).GetHashCode());
        Assert.NotEqual(ReminderLeads.Of(24), ReminderLeads.Of(24, 2));
        Assert.NotEqual(ReminderLeads.None, ReminderLeads.Of(24));
        Assert.False(ReminderLeads.None.Equals(null));
    }
}
