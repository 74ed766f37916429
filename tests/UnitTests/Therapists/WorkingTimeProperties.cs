using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;
using Scheduling.UnitTests.Appointments;

namespace Scheduling.UnitTests.Therapists;

/// <summary>R30: the layers, against asking each five minutes of the clock what the sources say about them.</summary>
[Trait("Rule", "R30")]
public sealed class WorkingTimeProperties
{
    private static readonly Gen<Scene> Scenes =
        from start in Gen.OneOf(
            Gen.Elements(new LocalDate(2027, 3, 27), new LocalDate(2027, 10, 30), new LocalDate(2027, 4, 3), new LocalDate(2027, 10, 2)),
            Gen.Choose(0, 360).Select(day => new LocalDate(2027, 1, 1).PlusDays(day)))
        from zone in RandomWorlds.AnyZone
        from sources in RandomTherapists.Sources(start)
        from holidays in RandomTherapists.DaysOff(start)
        select new Scene(start, zone, sources, holidays);

    /// <summary>On a grid of five minutes nothing is off it, so the reason is that of the strongest layer; doubled times are left to R32.</summary>
    [Fact]
    public void Five_minutes_are_open_or_closed_for_the_reason_of_the_layers() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll(Scenes.ToArbitrary(), scene =>
        {
            var time = new WorkingTime(scene.Zone, 5, scene.Sources, scene.Holidays);
            foreach (var date in new DateInterval(scene.Start, scene.Start.PlusDays(2)))
            {
                for (var minute = 0; minute < DayHours.MinutesPerDay; minute += 5)
                {
                    var local = date.AtMidnight().PlusMinutes(minute);
                    if (scene.Zone.MapLocal(local) is { Count: 1 } mapping)
                    {
                        var why = time.WhyClosed(new TimeSlot(mapping.Single().ToInstant(), new Minutes(5)));
                        Assert.True(WhyClosed(scene, local) == why, $"{local} in {scene.Zone}: {why}, not {WhyClosed(scene, local)}");
                    }
                }
            }
        }));

    private static Closed? WhyClosed(Scene scene, LocalDateTime local)
    {
        var sources = scene.Sources;
        var table = sources.Weekly.Any(row => row.Day == local.DayOfWeek && row.Valid.Contains(local.Date) && Has(row.Hours, local));
        var changes = sources.Exceptions.Where(change => change.On == local.Date && Has(change.Hours, local)).Select(change => change.Kind).ToArray();
        var opened = changes.Contains(ChangeKind.Opens);
        return !table && !opened ? Closed.NoHours
            : !opened && changes.Contains(ChangeKind.Closes) ? Closed.ClosedDate
            : !opened && scene.Holidays.Contains(local.Date) ? Closed.Holiday
            : sources.Absences.Any(absence => IsAway(absence, local)) || sources.Substituted.Any(period => period.Contains(local.Date)) ? Closed.Away
            : null;
    }

    private static bool Has(DayHours hours, LocalDateTime local) =>
        (local.Hour * 60) + local.Minute is var minute && hours.FromMinute <= minute && minute < hours.UntilMinute;

    private static bool IsAway(Absence absence, LocalDateTime local) =>
        Enumerable.Range(0, 10)
            .Where(week => week == 0 || absence.From.PlusWeeks(week).Date <= absence.WeeklyUntil)
            .Any(week => absence.From.PlusWeeks(week) <= local && local < absence.Until.PlusWeeks(week));

    private sealed record Scene(LocalDate Start, DateTimeZone Zone, WorkingTimeSources Sources, Holidays Holidays)
    {
        public override string ToString() => $"{Start} in {Zone}";
    }
}
