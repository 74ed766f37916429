using NodaTime;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Appointments;

/// <summary>R7, R21a, R41: what a booking makes and what it fixes.</summary>
[Trait("Rule", "R21a")]
public sealed class AppointmentBookTests
{
    private static readonly AppointmentId Id = new(Guid.Parse("0123456789abcdef0123456789abcdef"));
    private static readonly Actor Patient = new(7, ActingRole.Patient);

    [Fact]
    public void A_booked_visit_is_what_was_wanted_and_says_so_in_one_event()
    {
        var world = new World();
        var (visit, refusal) = Book(world, World.Wish);

        Assert.Null(refusal);
        Assert.NotNull(visit);
        Assert.Equal((Id, new PatientId(7), new TherapistId(1)), (visit.Id, visit.Patient, visit.Therapist));
        Assert.Equal(new TimeSlot(World.Wish, new Minutes(50)), visit.Slot);
        Assert.Equal((AppointmentStatus.Booked, null), (visit.Status, visit.Cancellation));
        Assert.Equal([new AppointmentBooked(Id, Patient, world.Now)], visit.Events);
    }

    [Fact]
    [Trait("Rule", "R7")]
    public void It_keeps_the_company_with_which_it_was_booked() => Assert.Equal(new CompanyId(3), Book(new World(), World.Wish).Booked?.Company);

    /// <summary>Half past midnight of 1 July in Warsaw is still June in New York.</summary>
    [Theory]
    [InlineData("Europe/Warsaw", 7)]
    [InlineData("America/New_York", 6)]
    public void Its_budget_month_is_fixed_in_the_companys_zone(string companys, int month) =>
        Assert.Equal(
            new YearMonth(2027, month),
            Book(new World { CompanysZone = Zone(companys) }, At("2027-07-01 00:30")).Booked?.BudgetMonth);

    [Fact]
    public void A_visit_over_the_end_of_the_month_belongs_to_the_month_of_its_start() =>
        Assert.Equal(new YearMonth(2027, 6), Book(new World(), At("2027-06-30 23:30")).Booked?.BudgetMonth);

    [Fact]
    [Trait("Rule", "R34c")]
    public void What_the_rules_refuse_is_not_booked_and_the_reason_is_theirs()
    {
        var world = new World { Purchases = [] };
        var (visit, refusal) = Book(world, World.Wish);

        Assert.Null(visit);
        Assert.Equal(world.WhyNot(World.Wish), refusal);
    }

    /// <summary>DOMAIN §13: 32 hexadecimal digits outside.</summary>
    [Fact]
    public void Its_id_is_written_in_32_hexadecimal_digits() => Assert.Equal("0123456789abcdef0123456789abcdef", Id.ToString());

    private static (Appointment? Booked, Refusal? Refusal) Book(World world, Instant start) =>
        Appointment.Book(Id, world.Facts, world.Therapist, start, Patient);
}
