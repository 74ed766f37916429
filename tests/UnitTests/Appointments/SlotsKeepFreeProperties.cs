using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;

namespace Scheduling.UnitTests.Appointments;

/// <summary>R12, R22, R36, R37: what is booked from the list never breaks a rule, told by plain counting instead of by the rules.</summary>
[Trait("Rule", "R37")]
public sealed class SlotsKeepFreeProperties
{
    private static readonly Config Worlds = Config.QuickThrowOnFailure.WithMaxTest(60);

    [Fact]
    public void Slots_keep_clear_of_existing_visits_the_buffer_included() =>
        Check.One(Worlds, Prop.ForAll(RandomWorlds.Any.ToArbitrary(), world =>
            world.Facts.Therapists.All(therapist => SlotList.Of(world.Facts, [therapist], world.Dates)
                .SelectMany(day => day.Slots)
                .All(slot => IsClear(world.Facts, therapist, slot.Start)))));

    /// <summary>
    /// R31: the whole visit lies in hours that are open; which those are is proven in <c>WorkingTimeProperties</c>. A substitution is
    /// judged by the visit's start, so what reaches over midnight into its first date stays.
    /// </summary>
    [Fact]
    [Trait("Rule", "R31")]
    public void Slots_lie_inside_availability_from_their_start_to_their_end() =>
        Check.One(Worlds, Prop.ForAll(RandomWorlds.Any.ToArbitrary(), world =>
            world.Facts.Therapists.All(therapist => SlotList.Of(world.Facts, [therapist], world.Dates)
                .SelectMany(day => day.Slots)
                .Select(slot => world.Facts.VisitAt(slot.Start))
                .All(visit => Parts(visit).All(part => Works(therapist, part) || IsAfterMidnight(therapist, visit, part))))));

    /// <summary>One after the other, as long as there is a free time: whichever is taken, nothing is ever broken.</summary>
    [Fact]
    public void Booking_listed_times_one_after_the_other_never_breaks_a_rule() =>
        Check.One(Worlds, Prop.ForAll(RandomWorlds.Any.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (world, choice) =>
        {
            for (var booked = 0; booked < 6; booked++)
            {
                var free = SlotList.Of(world.Facts, world.Facts.Therapists, world.Dates).SelectMany(day => day.Slots).Where(slot => !slot.HoursUsedUp).ToArray();
                if (free.Length == 0)
                {
                    break;
                }

                var slot = free[choice / (booked + 1) % free.Length];
                var therapist = world.Facts.Therapist(slot.Therapist)!;
                var (visit, refusal) = Appointment.Book(new AppointmentId(Guid.Empty), world.Facts, therapist, slot.Start, new Actor(7, ActingRole.Patient));

                Assert.Null(refusal);
                Assert.True(IsClear(world.Facts, therapist, slot.Start), $"overlaps: {slot}");
                world = world with { Facts = After(world.Facts, visit!) };
                AssertKept(world.Facts, visit!);
            }
        }));

    /// <summary>Five minutes and five minutes; every length is a multiple of them.</summary>
    private static IEnumerable<TimeSlot> Parts(TimeSlot visit) =>
        Enumerable.Range(0, visit.Length.Value / 5).Select(part => new TimeSlot(visit.Start + Duration.FromMinutes(5 * part), new Minutes(5)));

    private static bool Works(TherapistFacts therapist, TimeSlot part) => therapist.Calendar.WorkingTime.WhyClosed(part) is null or Closed.OffTheGrid;

    private static bool IsAfterMidnight(TherapistFacts therapist, TimeSlot visit, TimeSlot part) =>
        therapist.Calendar.WorkingTime.WhyClosed(part) == Closed.Away && part.Start.DateIn(therapist.Zone) > visit.Start.DateIn(therapist.Zone);

    private static bool IsClear(BookingFacts facts, TherapistFacts therapist, Instant start)
    {
        var visit = facts.VisitAt(start);
        var buffer = therapist.Calendar.Buffer.AsDuration;
        return therapist.Visits.All(other => other.End + buffer <= visit.Start || visit.End + buffer <= other.Start)
            && facts.Patient.Visits.All(other => other.End <= visit.Start || visit.End <= other.Start);
    }

    /// <summary>Limits of the day and week, interval and hours, with the new visit counted among the others.</summary>
    private static void AssertKept(BookingFacts facts, Appointment visit)
    {
        var therapist = facts.Therapist(visit.Therapist)!;
        Assert.Equal(facts.Patient.Settings.VisitMinutes.Value.AsDuration, visit.Slot.End - visit.Slot.Start);

        var date = visit.Slot.Start.InZone(therapist.Zone).Date;
        var sameDay = therapist.Visits.Where(other => other.Start.InZone(therapist.Zone).Date == date).ToArray();
        var sameWeek = therapist.Visits.Where(other => WeekOf(other.Start, therapist.Zone) == WeekOf(visit.Slot.Start, therapist.Zone));
        Assert.False(sameDay.Length > therapist.Calendar.Limits.VisitsPerDay);
        Assert.False(sameDay.Sum(other => (other.End - other.Start).TotalMinutes) > therapist.Calendar.Limits.PerDay?.Value);
        Assert.False(sameWeek.Sum(other => (other.End - other.Start).TotalMinutes) > therapist.Calendar.Limits.PerWeek?.Value);

        var days = facts.Patient.Visits.Except([visit.Slot]).Select(other => Period.DaysBetween(DayOf(other), DayOf(visit.Slot)));
        Assert.All(days, apart => Assert.True(Math.Abs(apart) >= facts.Patient.Settings.BookingIntervalDays.Value));

        var budget = facts.Company.Budget(visit.BudgetMonth);
        Assert.Equal(visit.Slot.Start.InZone(facts.Company.Zone).Date.ToYearMonth(), visit.BudgetMonth);
        Assert.True(budget.Unused >= Minutes.Zero, $"{budget}");

        LocalDate DayOf(TimeSlot slot) => slot.Start.InZone(facts.Company.Zone).Date;
    }

    private static (int Year, int Week) WeekOf(Instant start, DateTimeZone zone)
    {
        var date = start.InZone(zone).Date;
        var rule = NodaTime.Calendars.WeekYearRules.Iso;
        return (rule.GetWeekYear(date), rule.GetWeekOfWeekYear(date));
    }

    private static BookingFacts After(BookingFacts facts, Appointment visit) => facts with
    {
        Patient = facts.Patient with { Visits = [.. facts.Patient.Visits, visit.Slot] },
        Company = facts.Company with
        {
            Used = new Dictionary<YearMonth, Minutes>(facts.Company.Used)
            {
                [visit.BudgetMonth] = facts.Company.Budget(visit.BudgetMonth).Used + visit.Slot.Length,
            },
        },
        Therapists = [.. facts.Therapists.Select(each => each.Id == visit.Therapist ? each with { Visits = [.. each.Visits, visit.Slot] } : each)],
    };
}
