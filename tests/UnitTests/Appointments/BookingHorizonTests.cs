using Scheduling.Domain.Appointments;
using Scheduling.Domain.Companies;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Appointments;

/// <summary>R11, R14: so many days ahead of today, the last included, counted on the company's clocks.</summary>
[Trait("Rule", "R14")]
public sealed class BookingHorizonTests
{
    private static readonly World SixDays = new() { Now = At("2027-06-01 23:30"), Settings = new SettingOverrides { BookingHorizonDays = 6 } };

    [Theory]
    [InlineData("2027-06-07 00:00", null)]
    [InlineData("2027-06-07 23:30", null)]
    [InlineData("2027-06-08 00:00", RefusalReason.BeyondHorizon)]
    [InlineData("2027-06-09 12:00", RefusalReason.BeyondHorizon)]
    public void The_last_day_belongs_to_it_wholly_and_the_next_not_at_all(string start, RefusalReason? reason) =>
        Assert.Equal(reason, SixDays.WhyNot(start));

    /// <summary>7 June 23:30 in Warsaw is 8 June in Kolkata; 8 June 0:00 in Warsaw is 7 June in New York: only Warsaw, the company's, counts.</summary>
    [Theory]
    [InlineData("Asia/Kolkata")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    public void The_therapists_zone_does_not_matter(string therapists)
    {
        var world = SixDays with { TherapistsZone = Zone(therapists) };

        Assert.Null(world.WhyNot("2027-06-07 23:30"));
        Assert.Equal(RefusalReason.BeyondHorizon, world.WhyNot("2027-06-08 00:00"));
    }

    /// <summary>At 23:30 in Warsaw it is already 2 June in Kolkata, so a company there may book until 8 June on its clocks.</summary>
    [Theory]
    [InlineData("2027-06-08 20:00", null)]
    [InlineData("2027-06-08 20:30", RefusalReason.BeyondHorizon)]
    public void Today_is_the_companys_date(string start, RefusalReason? reason) =>
        Assert.Equal(reason, (SixDays with { CompanysZone = Kolkata }).WhyNot(start));

    /// <summary>In Kolkata, where the patient's clocks hang, it is already 2 June.</summary>
    [Theory]
    [InlineData("Asia/Kolkata")]
    [InlineData("America/New_York")]
    public void The_patients_own_zone_does_not_matter(string patients)
    {
        var world = SixDays with { Settings = SixDays.Settings with { TimeZone = Zone(patients) } };

        Assert.Null(world.WhyNot("2027-06-07 23:30"));
        Assert.Equal(RefusalReason.BeyondHorizon, world.WhyNot("2027-06-08 00:00"));
    }

    [Fact]
    public void The_refusal_names_the_days_and_the_last_of_them() =>
        Assert.Equal(
            new Refusal(RefusalReason.BeyondHorizon) { Number = 6, On = Day("2027-06-07") },
            SixDays.WhyNot(At("2027-06-08 10:00")));

    /// <summary>A year that has a leap day in it: 366 days ahead of 29 February 2028 is 1 March 2029.</summary>
    [Theory]
    [InlineData("2029-03-01 23:30", null)]
    [InlineData("2029-03-02 00:00", RefusalReason.BeyondHorizon)]
    public void Days_are_counted_over_a_leap_day(string start, RefusalReason? reason)
    {
        var world = new World { Now = At("2028-02-29 08:00"), Settings = new SettingOverrides { BookingHorizonDays = 366 } };

        Assert.Equal(reason, world.WhyNot(start));
    }
}
