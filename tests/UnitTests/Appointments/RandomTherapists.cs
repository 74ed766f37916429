using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;
using static Scheduling.UnitTests.Appointments.RandomWorlds;

namespace Scheduling.UnitTests.Appointments;

/// <summary>Therapists at random, with what matters lying around a given date.</summary>
internal static class RandomTherapists
{
    private static readonly Gen<DayHours> AnyHours =
        from start in Gen.Choose(0, 95)
        from quarters in Gen.Choose(1, 48)
        select new DayHours(15 * start, Math.Min(DayHours.MinutesPerDay, 15 * (start + quarters)));

    private static readonly Gen<DayHours> HoursOrAllDay = Gen.Frequency((2, AnyHours), (1, Gen.Constant(DayHours.WholeDay)));

    private static readonly Gen<WorkingLimits> Limits =
        from perDay in Mostly(null, Gen.Elements<int?>(50, 120, 300))
        from perWeek in Mostly(null, Gen.Elements<int?>(100, 300))
        from visits in Mostly(null, Gen.Elements<int?>(1, 2, 3))
        select new WorkingLimits(
            perDay is { } day ? new Minutes(day) : null,
            perWeek is { } week ? new Minutes(week) : null,
            visits);

    public static Gen<TherapistFacts> On(LocalDate day) =>
        from zone in AnyZone
        from step in Gen.Elements(15, 20, 30, 45, 60)
        from sources in Sources(day)
        from holidays in DaysOff(day)
        from serves in Mostly(DatePeriod.Always, PeriodsAround(day), 6)
        from suspended in Mostly([], PeriodsAround(day).Select(period => new[] { period }), 8)
        from buffer in Gen.Elements(0, 0, 10, 15, 120)
        from limits in Limits
        from visits in VisitsAround(day, 5)
        select new TherapistFacts(
            new TherapistId(1), new TherapistCalendar(new WorkingTime(zone, step, sources, holidays), new Minutes(buffer), limits, visits), [serves], suspended);

    public static Gen<WorkingTimeSources> Sources(LocalDate day) =>
        from weekly in Weekly(day)
        from exceptions in Exceptions(day).ListOf(3)
        from some in Gen.Choose(0, 3)
        from absences in Absences(day).ListOf(2)
        from few in Gen.Choose(0, 2)
        from substituted in Mostly([], PeriodsAround(day).Select(period => new[] { period }), 8)
        select new WorkingTimeSources(weekly, [.. exceptions.Take(some)], [.. absences.Take(few)], substituted);

    public static Gen<Holidays> DaysOff(LocalDate day) =>
        from off in Gen.Choose(-1, 8)
        from polish in Gen.Elements(false, true)
        select new Holidays(new HashSet<LocalDate> { day.PlusDays(off) }, polish);

    private static Gen<IReadOnlyList<WeeklyHours>> Weekly(LocalDate day) =>
        from rows in (
            from weekday in Gen.Choose(1, 7)
            from hours in HoursOrAllDay
            from valid in Mostly(DatePeriod.Always, PeriodsAround(day))
            select new WeeklyHours((IsoDayOfWeek)weekday, hours, valid)).ListOf(8)
        from usual in Gen.Elements(0, 1, 2)
        select (IReadOnlyList<WeeklyHours>)(usual switch
        {
            0 => [.. rows],
            1 => [.. World.RoundTheClock.Weekly],
            _ => [.. World.EveryDay(DayHours.Between(9, 12), new DayHours(12 * 60, 18 * 60)).Weekly, .. rows.Take(2)],
        });

    private static Gen<DatedHours> Exceptions(LocalDate day) =>
        from date in Gen.Choose(-1, 4)
        from kind in Gen.Elements(ChangeKind.Opens, ChangeKind.Closes)
        from hours in HoursOrAllDay
        select new DatedHours(day.PlusDays(date), kind, hours);

    /// <summary>Once or weekly, for hours or days, begun before or about to begin.</summary>
    private static Gen<Absence> Absences(LocalDate day) =>
        from start in Gen.Choose(-14 * 96, 4 * 96)
        from quarters in Gen.Frequency((3, Gen.Choose(1, 30)), (1, Gen.Choose(1, 200)))
        from weeks in Gen.Choose(-1, 4)
        let begins = day.AtMidnight().PlusMinutes(15 * start)
        select new Absence(begins, begins.PlusMinutes(15 * quarters), weeks < 0 ? null : begins.Date.PlusWeeks(weeks));
}
