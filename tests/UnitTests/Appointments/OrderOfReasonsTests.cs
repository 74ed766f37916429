using NodaTime;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;
using static Scheduling.UnitTests.Appointments.World;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Appointments;

/// <summary>R34c: the rules are asked in their order, and the first that fails is the reason.</summary>
[Trait("Rule", "R34c")]
public sealed class OrderOfReasonsTests
{
    /// <summary>In the order of R34c: what breaks one rule for the wish of Monday 10:00 and no other.</summary>
    private static readonly (RefusalReason Reason, Func<World, World> Break)[] Rules =
    [
        (RefusalReason.PatientInactive, world => world with { PatientIsActive = false }),
        (RefusalReason.CompanyInactive, world => world with { CompanyActive = Period(null, "2027-06-06") }),
        (RefusalReason.TherapistSuspended, world => world with { Suspended = [Period("2027-06-07", null)] }),
        (RefusalReason.TherapistDoesNotServeCompany, world => world with { Serves = [Period("2027-06-08", null)] }),
        (RefusalReason.StartInThePast, world => world with { Now = Wish + Duration.FromSeconds(1) }),
        (RefusalReason.NoticeTooShort, world => world with { Settings = world.Settings with { BookingNoticeHours = 336 } }),
        (RefusalReason.BeyondHorizon, world => world with { Settings = world.Settings with { BookingHorizonDays = 5 } }),
        (RefusalReason.NoWorkingHours, world => world with { Hours = world.Hours with { Weekly = [] } }),
        (RefusalReason.ClosedDate, world => world with { Hours = world.Hours with { Exceptions = [new(Monday, ChangeKind.Closes, DayHours.WholeDay)] } }),
        (RefusalReason.Holiday, world => world with { DaysOff = new Holidays(new HashSet<LocalDate> { Monday }, Polish: false) }),
        (RefusalReason.TherapistAway, world => world with { Hours = world.Hours with { Substituted = [new DatePeriod(Monday, Monday)] } }),
        (RefusalReason.OffTheGrid, world => world with { Step = 7 }),
        (RefusalReason.OwnVisitAtThatTime, world => world with { PatientsVisits = [.. world.PatientsVisits, Visit("2027-06-07 10:49")] }),
        (RefusalReason.SlotTaken, world => world with { TherapistsVisits = [.. world.TherapistsVisits, Visit("2027-06-07 09:11")] }),
        (RefusalReason.TherapistDayFull, world => world with { Limits = world.Limits with { PerDay = new Minutes(49) } }),
        (RefusalReason.TherapistWeekFull, world => world with { Limits = world.Limits with { PerWeek = new Minutes(49) } }),
        (RefusalReason.TooSoonAfterAnotherVisit, world => world with
        {
            Settings = world.Settings with { BookingIntervalDays = 2 },
            PatientsVisits = [.. world.PatientsVisits, Visit("2027-06-08 10:00")],
        }),
        (RefusalReason.TooFewHoursLeftThisMonth, world => world with { Purchases = [Allowance(49)] }),
        (RefusalReason.NoHoursLeftThisMonth, world => world with { Purchases = [] }),
    ];

    private static readonly LocalDate Monday = Day("2027-06-07");

    /// <summary>A start in the past lies before the end of any horizon; too few hours and none exclude each other.</summary>
    private static readonly (RefusalReason, RefusalReason)[] NeverTogether =
    [
        (RefusalReason.StartInThePast, RefusalReason.BeyondHorizon),
        (RefusalReason.TooFewHoursLeftThisMonth, RefusalReason.NoHoursLeftThisMonth),
    ];

    public static TheoryData<RefusalReason> Reasons() => [.. Rules.Select(rule => rule.Reason)];

    public static TheoryData<RefusalReason, RefusalReason> Pairs()
    {
        var pairs = new TheoryData<RefusalReason, RefusalReason>();
        foreach (var (earlier, place) in Rules.Select((rule, place) => (rule.Reason, place)))
        {
            foreach (var later in Rules.Skip(place + 1).Select(rule => rule.Reason).Where(later => !NeverTogether.Contains((earlier, later))))
            {
                pairs.Add(earlier, later);
            }
        }

        return pairs;
    }

    [Fact]
    public void With_nothing_in_the_way_a_visit_may_be_booked() => Assert.Null(new World().WhyNot(Wish));

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_rule_that_fails_alone_is_the_reason(RefusalReason reason) => Assert.Equal(reason, Break(reason)(new World()).WhyNot(Wish)?.Reason);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Of_two_rules_that_fail_the_earlier_is_the_reason(RefusalReason earlier, RefusalReason later) =>
        Assert.Equal(earlier, Break(later)(Break(earlier)(new World())).WhyNot(Wish)?.Reason);

    [Fact]
    public void With_everything_in_the_way_the_patient_comes_first() =>
        Assert.Equal(RefusalReason.PatientInactive, Rules.Aggregate(new World(), (world, rule) => rule.Break(world)).WhyNot(Wish)?.Reason);

    /// <summary>The list takes "nearest to a booking" from the order of the enum: it is the order of the rules.</summary>
    [Fact]
    public void The_reasons_are_numbered_in_the_order_of_the_rules() =>
        Assert.Equal(Enumerable.Range(0, Rules.Length).Select(number => (RefusalReason)number), Rules.Select(rule => rule.Reason));

    private static Func<World, World> Break(RefusalReason reason) => Rules.Single(rule => rule.Reason == reason).Break;
}
