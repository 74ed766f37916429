using NodaTime;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;
using Scheduling.UnitTests.Appointments;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Therapists;

/// <summary>R31: starts stand on a grid from the start of each availability interval; the whole visit lies inside one interval.</summary>
[Trait("Rule", "R31")]
public sealed class WorkingTimeGridTests
{
    private static readonly LocalDate Monday = Day("2027-06-07");

    [Fact]
    public void The_grid_begins_with_each_interval() =>
        Assert.Equal(["09:10", "09:55", "10:40", "13:05", "13:50"], Grid(45, World.EveryDay(new(550, 645), new(785, 840))));

    [Fact]
    public void The_last_start_lies_before_the_end() => Assert.Equal(["09:00", "09:30"], Grid(30, World.EveryDay(DayHours.Between(9, 10))));

    [Fact]
    public void Touching_intervals_have_one_grid() =>
        Assert.Equal(["09:00", "09:40", "10:20"], Grid(40, World.EveryDay(DayHours.Between(9, 10), DayHours.Between(10, 11))));

    [Fact]
    public void Closed_hours_cut_an_interval_in_two_and_the_grid_begins_anew_after_them()
    {
        var sources = World.EveryDay(DayHours.Between(9, 12)) with { Exceptions = [new(Monday, ChangeKind.Closes, new DayHours(590, 610))] };

        Assert.Equal(["09:00", "09:30", "10:10", "10:40", "11:10", "11:40"], Grid(30, sources));
    }

    [Fact]
    public void An_absence_does_not_shift_the_grid()
    {
        var sources = World.EveryDay(DayHours.Between(9, 12)) with { Absences = [new(Clock("2027-06-07 09:00"), Clock("2027-06-07 10:10"))] };

        Assert.Equal(["09:00", "09:30", "10:00", "10:30", "11:00", "11:30"], Grid(30, sources));
        Assert.Equal(Closed.OffTheGrid, Why(sources, "2027-06-07 10:10"));
        Assert.Null(Why(sources, "2027-06-07 10:30"));
    }

    [Fact]
    public void A_visit_may_end_with_the_interval_and_not_a_minute_later()
    {
        var sources = World.EveryDay(DayHours.Between(9, 10));

        Assert.Null(Why(sources, "2027-06-07 09:00", 60));
        Assert.Equal(Closed.NoHours, Why(sources, "2027-06-07 09:00", 61));
        Assert.Equal(Closed.NoHours, Why(sources, "2027-06-07 08:30", 60));
    }

    [Fact]
    public void A_visit_may_cross_where_two_intervals_touch_and_not_where_a_minute_lies_between()
    {
        Assert.Null(Why(World.EveryDay(DayHours.Between(9, 10), DayHours.Between(10, 11)), "2027-06-07 09:30"));
        Assert.Equal(Closed.NoHours, Why(World.EveryDay(DayHours.Between(9, 10), new DayHours(601, 660)), "2027-06-07 09:30"));
    }

    [Fact]
    public void Hours_that_touch_at_midnight_count_as_one()
    {
        Assert.Null(Why(World.EveryDay(DayHours.Between(0, 2), DayHours.Between(22, 24)), "2027-06-07 23:30"));
        Assert.Equal(Closed.NoHours, Why(World.EveryDay(new DayHours(1, 120), DayHours.Between(22, 24)), "2027-06-07 23:30"));
        Assert.Equal(Closed.NoHours, Why(World.EveryDay(DayHours.Between(0, 2), new DayHours(1320, 1439)), "2027-06-07 23:30"));
        Assert.Null(Why(World.EveryDay(DayHours.Between(22, 24)), "2027-06-07 23:00", 60));
    }

    /// <summary>The day after is closed, a holiday, or has no hours: the visit over midnight has that reason.</summary>
    [Fact]
    public void What_closes_the_next_date_closes_a_visit_that_reaches_into_it()
    {
        var nights = World.EveryDay(DayHours.Between(0, 2), DayHours.Between(22, 24));
        var tuesday = Monday.PlusDays(1);

        Assert.Equal(Closed.ClosedDate, Why(nights with { Exceptions = [new(tuesday, ChangeKind.Closes, DayHours.WholeDay)] }, "2027-06-07 23:30"));
        Assert.Equal(
            Closed.Holiday,
            new WorkingTime(Warsaw, 30, nights, new Holidays(new HashSet<LocalDate> { tuesday }, Polish: false)).WhyClosed(World.Visit("2027-06-07 23:30")));
    }

    /// <summary>Intervals lie in one date, so the grid of a date begins at its own first interval, also at a midnight that is worked through.</summary>
    [Fact]
    public void At_midnight_the_grid_begins_anew()
    {
        var grid = Grid(70, World.RoundTheClock);

        Assert.Equal(["00:00", "01:10"], grid[..2]);
        Assert.Equal("23:20", grid[^1]);
        Assert.Equal(["00:00", "01:10"], Grid(70, World.RoundTheClock, Monday.PlusDays(1))[..2]);
    }

    [Fact]
    public void Only_starts_on_the_grid_are_taken()
    {
        var sources = World.EveryDay(DayHours.Between(9, 17));

        Assert.Null(Why(sources, "2027-06-07 09:30"));
        Assert.Equal(Closed.OffTheGrid, Why(sources, "2027-06-07 09:31"));
        Assert.Equal(Closed.OffTheGrid, Why(sources, "2027-06-07 09:30:01"));
    }

    private static Closed? Why(WorkingTimeSources sources, string start, int minutes = 50) =>
        new WorkingTime(Warsaw, 30, sources, Holidays.None).WhyClosed(World.Visit(start, minutes));

    private static string[] Grid(int step, WorkingTimeSources sources, LocalDate? date = null) =>
        [.. new WorkingTime(Warsaw, step, sources, Holidays.None).GridOn(date ?? Monday)
            .Select(start => start.InZone(Warsaw).TimeOfDay.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture))];
}
