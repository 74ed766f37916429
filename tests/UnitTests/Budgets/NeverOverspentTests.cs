using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using Scheduling.UnitTests.Appointments;

namespace Scheduling.UnitTests.Budgets;

/// <summary>R20–R24: whatever is booked and cancelled in whatever order, used + unused = purchased, and a month is never overspent.</summary>
[Trait("Rule", "R22")]
public sealed class NeverOverspentTests
{
    private static readonly CompanyId Company = new World().Facts.Company.Id;
    private static readonly Instant Now = Times.At("2027-05-31 08:00");

    /// <summary>A step: somebody books a time (by day, half hour and length), or cancels one of the visits made so far.</summary>
    private static readonly Gen<Step> Steps =
        from cancels in Gen.Frequency((1, Gen.Constant(true)), (3, Gen.Constant(false)))
        from day in Gen.Choose(0, 59)
        from halfHour in Gen.Choose(0, 47)
        from fives in Gen.Choose(3, 48)
        from which in Gen.Choose(0, int.MaxValue)
        select new Step(cancels, new LocalDate(2027, 6, 1).PlusDays(day).AtMidnight().PlusMinutes(30 * halfHour), fives * 5, which);

    private static readonly Gen<(int Allowance, int TopUp, Step[] Steps)> Stories =
        from allowance in Gen.Choose(0, 60)
        from topUp in Gen.Choose(-20, 40)
        from steps in Steps.ArrayOf(40)
        select (allowance * 10, topUp * 5, steps);

    [Fact]
    public void Used_and_unused_are_always_what_was_purchased_and_never_more() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Stories.ToArbitrary(), story =>
        {
            var topUp = new Domain.Budgets.Purchase(Domain.Budgets.PurchaseKind.TopUp, new YearMonth(2027, 7), new Minutes(story.TopUp), Now);
            var world = new World { Now = Now, Purchases = [World.Allowance(story.Allowance), topUp] };
            var visits = new List<Appointment>();
            foreach (var step in story.Steps)
            {
                Take(step, world, visits);
                AssertBalanced(world, visits);
            }
        }));

    private static void Take(Step step, World world, List<Appointment> visits)
    {
        if (step.Cancels)
        {
            var standing = visits.Where(visit => visit.Status != AppointmentStatus.Cancelled).ToArray();
            if (standing.Length > 0)
            {
                Assert.Null(standing[step.Which % standing.Length].Cancel(new Actor(7, ActingRole.Administrator), Now, 0));
            }

            return;
        }

        var before = WithVisits(world, visits) with { Settings = new SettingOverrides { VisitMinutes = step.Minutes } };
        var start = step.Local.InZoneStrictly(Times.Warsaw).ToInstant();
        var (booked, refusal) = Appointment.Book(new AppointmentId(Guid.Empty), before.Facts, before.Therapist, start, new Actor(7, ActingRole.Patient));
        var unused = before.Facts.Company.Budget(start.MonthIn(Times.Warsaw)).Unused;
        Assert.Equal(booked is null, refusal is not null);
        Assert.True(refusal is null ? step.Minutes <= unused.Value : !refusal.IsForHours || step.Minutes > unused.Value);
        visits.AddRange(booked is null ? [] : [booked]);
    }

    private static void AssertBalanced(World world, List<Appointment> visits)
    {
        var company = WithVisits(world, visits).Facts.Company;
        foreach (var month in visits.Select(visit => visit.BudgetMonth).Distinct())
        {
            var budget = company.Budget(month);
            Assert.Equal(world.Facts.Company.Purchased.In(month), budget.Used + budget.Unused);
            Assert.True(budget.Used == Minutes.Zero || budget.Unused >= Minutes.Zero, $"{month}: {budget}");
        }
    }

    /// <summary>The world as its visits make it: what is not cancelled is used, and stands in the therapist's and the patient's way.</summary>
    private static World WithVisits(World world, List<Appointment> visits)
    {
        var standing = visits.Where(visit => visit.Status != AppointmentStatus.Cancelled && visit.Company == Company).ToArray();
        return world with
        {
            TherapistsVisits = [.. standing.Select(visit => visit.Slot)],
            Used = standing.GroupBy(visit => visit.BudgetMonth).ToDictionary(month => month.Key, month => Minutes.Sum(month.Select(visit => visit.Slot.Length))),
        };
    }

    private sealed record Step(bool Cancels, LocalDateTime Local, int Minutes, int Which);
}
