using NodaTime;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;
using static Scheduling.UnitTests.Appointments.World;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Appointments;

/// <summary>R7, R76: company, assignment and suspension are judged at the visit's start, dates inclusive, in the therapist's zone.</summary>
[Trait("Rule", "R7")]
public sealed class PeriodsAtTheStartTests
{
    private static readonly World InWarsaw = new();

    /// <summary>Of the dates in Kolkata, three and a half hours ahead of Warsaw in summer.</summary>
    private static readonly World InKolkata = new() { TherapistsZone = Kolkata };

    [Theory]
    [InlineData("2027-06-06 23:30", RefusalReason.CompanyInactive)]
    [InlineData("2027-06-07 00:00", null)]
    [InlineData("2027-06-08 23:30", null)]
    [InlineData("2027-06-09 00:00", RefusalReason.CompanyInactive)]
    public void A_company_is_active_on_the_first_and_the_last_day_of_its_period(string start, RefusalReason? reason) =>
        Assert.Equal(reason, (InWarsaw with { CompanyActive = Period("2027-06-07", "2027-06-08") }).WhyNot(start));

    [Theory]
    [InlineData("2027-06-06 20:00", RefusalReason.CompanyInactive)]
    [InlineData("2027-06-06 20:30", null)]
    [InlineData("2027-06-08 20:00", null)]
    [InlineData("2027-06-08 20:30", RefusalReason.CompanyInactive)]
    public void The_dates_of_a_company_are_dates_of_the_therapist(string start, RefusalReason? reason) =>
        Assert.Equal(reason, (InKolkata with { CompanyActive = Period("2027-06-07", "2027-06-08") }).WhyNot(start));

    [Theory]
    [InlineData("2027-06-06 23:30", RefusalReason.TherapistDoesNotServeCompany)]
    [InlineData("2027-06-07 00:00", null)]
    [InlineData("2027-06-08 23:30", null)]
    [InlineData("2027-06-09 00:00", RefusalReason.TherapistDoesNotServeCompany)]
    public void A_therapist_serves_on_the_first_and_the_last_day_of_the_assignment(string start, RefusalReason? reason) =>
        Assert.Equal(reason, (InWarsaw with { Serves = [Period("2027-06-07", "2027-06-08")] }).WhyNot(start));

    [Theory]
    [InlineData("2027-06-06 20:00", RefusalReason.TherapistDoesNotServeCompany)]
    [InlineData("2027-06-06 20:30", null)]
    [InlineData("2027-06-08 20:30", RefusalReason.TherapistDoesNotServeCompany)]
    public void The_dates_of_an_assignment_are_dates_of_the_therapist(string start, RefusalReason? reason) =>
        Assert.Equal(reason, (InKolkata with { Serves = [Period("2027-06-07", "2027-06-08")] }).WhyNot(start));

    [Theory]
    [Trait("Rule", "R76")]
    [InlineData("2027-06-06 23:30", null)]
    [InlineData("2027-06-07 00:00", RefusalReason.TherapistSuspended)]
    [InlineData("2027-06-08 23:30", RefusalReason.TherapistSuspended)]
    [InlineData("2027-06-09 00:00", null)]
    public void A_therapist_is_suspended_on_the_first_and_the_last_day(string start, RefusalReason? reason) =>
        Assert.Equal(reason, (InWarsaw with { Suspended = [Period("2027-06-07", "2027-06-08")] }).WhyNot(start));

    [Theory]
    [Trait("Rule", "R76")]
    [InlineData("2027-06-06 20:00", null)]
    [InlineData("2027-06-06 20:30", RefusalReason.TherapistSuspended)]
    [InlineData("2027-06-08 20:30", null)]
    public void The_dates_of_a_suspension_are_dates_of_the_therapist(string start, RefusalReason? reason) =>
        Assert.Equal(reason, (InKolkata with { Suspended = [Period("2027-06-07", "2027-06-08")] }).WhyNot(start));

    [Fact]
    public void Suspended_for_good_is_suspended_from_that_day_on()
    {
        var world = InWarsaw with { Suspended = [Period("2027-06-07", null)] };

        Assert.Null(world.WhyNot("2027-06-06 23:30"));
        Assert.Equal(RefusalReason.TherapistSuspended, world.WhyNot("2027-07-30 10:00"));
    }

    [Fact]
    public void One_of_several_periods_is_enough()
    {
        DatePeriod[] periods = [Period("2027-06-01", "2027-06-05"), Period("2027-06-07", "2027-06-07")];

        Assert.Null((InWarsaw with { Serves = periods }).WhyNot(Wish));
        Assert.Equal(RefusalReason.TherapistSuspended, (InWarsaw with { Suspended = periods }).WhyNot(Wish)?.Reason);
        Assert.Equal(RefusalReason.TherapistDoesNotServeCompany, (InWarsaw with { Serves = [] }).WhyNot(Wish)?.Reason);
    }

    /// <summary>The start decides: a visit may end after the last day.</summary>
    [Fact]
    public void A_visit_that_starts_on_the_last_day_may_end_on_the_next() =>
        Assert.Null((InWarsaw with { CompanyActive = Period(null, "2027-06-07"), Serves = [Period(null, "2027-06-07")] }).WhyNot("2027-06-07 23:30"));
}
