using NodaTime;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Budgets;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using static Scheduling.UnitTests.Appointments.World;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Appointments;

/// <summary>R21a, R22, R23: the visit fits into what is unused of the month in which it starts on the company's clocks.</summary>
[Trait("Rule", "R22")]
public sealed class HoursLeftTests
{
    private static readonly YearMonth June = new(2027, 6);

    [Theory]
    [InlineData(0, null)]
    [InlineData(550, null)]
    [InlineData(551, RefusalReason.TooFewHoursLeftThisMonth)]
    [InlineData(599, RefusalReason.TooFewHoursLeftThisMonth)]
    [InlineData(600, RefusalReason.NoHoursLeftThisMonth)]
    [InlineData(700, RefusalReason.NoHoursLeftThisMonth)]
    public void Exactly_the_rest_may_be_booked_and_a_minute_less_is_too_few(int used, RefusalReason? reason) =>
        Assert.Equal(reason, TenHours(used).WhyNot(Wish)?.Reason);

    [Fact]
    public void The_refusal_names_the_month_and_what_is_left()
    {
        Assert.Equal(
            new Refusal(RefusalReason.TooFewHoursLeftThisMonth) { Month = June, Left = new Minutes(49) },
            TenHours(551).WhyNot(Wish));
        Assert.Equal(
            new Refusal(RefusalReason.NoHoursLeftThisMonth) { Month = June, Left = new Minutes(-100) },
            TenHours(700).WhyNot(Wish));
    }

    /// <summary>R23: only these two make a refused attempt.</summary>
    [Theory]
    [Trait("Rule", "R23")]
    [MemberData(nameof(AllReasons))]
    public void A_refusal_for_hours_is_a_refusal_for_hours_and_no_other(RefusalReason reason) =>
        Assert.Equal(
            reason is RefusalReason.NoHoursLeftThisMonth or RefusalReason.TooFewHoursLeftThisMonth,
            new Refusal(reason).IsForHours);

    [Fact]
    public void The_length_that_counts_is_the_patients()
    {
        var world = TenHours(555);

        Assert.Null((world with { Settings = new SettingOverrides { VisitMinutes = 45 } }).WhyNot(Wish));
        Assert.Equal(RefusalReason.TooFewHoursLeftThisMonth, (world with { Settings = new SettingOverrides { VisitMinutes = 50 } }).WhyNot(Wish)?.Reason);
    }

    [Fact]
    public void Another_months_hours_do_not_help()
    {
        var world = new World { Purchases = [new(PurchaseKind.TopUp, June.PlusMonths(1), new Minutes(600), Instant.MinValue)] };

        Assert.Equal(RefusalReason.NoHoursLeftThisMonth, world.WhyNot(Wish)?.Reason);
        Assert.Null(world.WhyNot("2027-07-01 00:00"));
    }

    /// <summary>31 January 2027 23:00 UTC is 1 February in Warsaw, and still January in New York, wherever therapist and patient are.</summary>
    [Theory]
    [Trait("Rule", "R21a")]
    [InlineData("Europe/Warsaw", "2027-01-31 23:00Z", 2)]
    [InlineData("Europe/Warsaw", "2027-01-31 22:30Z", 1)]
    [InlineData("America/New_York", "2027-01-31 23:00Z", 1)]
    public void The_month_is_that_of_the_companys_zone(string companys, string start, int month)
    {
        var world = new World
        {
            Now = At("2027-01-20 08:00"),
            CompanysZone = Zone(companys),
            TherapistsZone = Kolkata,
            Settings = new SettingOverrides { TimeZone = LordHowe },
            Purchases = [],
        };

        Assert.Equal(new YearMonth(2027, month), world.WhyNot(Utc(start))?.Month);
        Assert.Equal(new YearMonth(2027, month), world.Facts.BudgetMonth(Utc(start)));
    }

    /// <summary>A visit belongs wholly to the month in which it starts, also when it ends in the next.</summary>
    [Fact]
    [Trait("Rule", "R21a")]
    public void A_visit_over_the_end_of_the_month_needs_the_hours_of_the_first()
    {
        Purchase[] onlyJune = [new(PurchaseKind.TopUp, June, new Minutes(50), Instant.MinValue)];

        Assert.Null(new World { Purchases = onlyJune }.WhyNot("2027-06-30 23:30"));
        Assert.Equal(RefusalReason.NoHoursLeftThisMonth, new World { Purchases = onlyJune }.WhyNot("2027-07-01 00:00"));
    }

    [Fact]
    [Trait("Rule", "R21a")]
    public void A_leap_day_belongs_to_February()
    {
        var world = new World { Now = At("2028-02-20 08:00"), Purchases = [new(PurchaseKind.TopUp, new YearMonth(2028, 2), new Minutes(50), Instant.MinValue)] };

        Assert.Null(world.WhyNot("2028-02-29 23:30"));
        Assert.Equal(RefusalReason.NoHoursLeftThisMonth, world.WhyNot("2028-03-01 00:00"));
    }

    public static TheoryData<RefusalReason> AllReasons() => [.. Enum.GetValues<RefusalReason>()];

    private static World TenHours(int used) => new()
    {
        Purchases = [Allowance(600)],
        Used = new Dictionary<YearMonth, Minutes> { [June] = new(used) },
    };
}
