using NodaTime;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;
using Scheduling.UnitTests.Appointments;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Therapists;

/// <summary>R32: the nights in which clocks change, by hand.</summary>
[Trait("Rule", "R32")]
public sealed class ClockChangeTests
{
    private static readonly WorkingTimeSources Nights = World.EveryDay(DayHours.Between(0, 6));

    /// <summary>Warsaw 28 March 2027: after 1:59 comes 3:00.</summary>
    [Fact]
    public void No_start_lies_in_the_hour_that_is_left_out() =>
        Assert.Equal(
            ["00:00+01", "00:30+01", "01:00+01", "01:30+01", "03:00+02", "03:30+02", "04:00+02", "04:30+02", "05:00+02", "05:30+02"],
            Grid(Warsaw, "2027-03-28"));

    /// <summary>Warsaw 31 October 2027: after 2:59 comes 2:00 once more.</summary>
    [Fact]
    public void A_start_in_the_doubled_hour_is_offered_once_as_the_earlier()
    {
        var time = new WorkingTime(Warsaw, 30, Nights, Holidays.None);

        Assert.Equal(
            ["00:00+02", "00:30+02", "01:00+02", "01:30+02", "02:00+02", "02:30+02", "03:00+01", "03:30+01", "04:00+01", "04:30+01", "05:00+01", "05:30+01"],
            Grid(Warsaw, "2027-10-31"));
        Assert.Contains(Utc("2027-10-31 00:30Z"), time.GridOn(Day("2027-10-31")));
        Assert.Null(time.WhyClosed(new TimeSlot(Utc("2027-10-31 00:30Z"), new Minutes(50))));
        Assert.Equal(Closed.OffTheGrid, time.WhyClosed(new TimeSlot(Utc("2027-10-31 01:30Z"), new Minutes(50))));
    }

    [Fact]
    public void New_York_leaves_out_its_hour_and_doubles_another()
    {
        Assert.DoesNotContain(Grid(NewYork, "2027-03-14"), start => start.StartsWith("02", StringComparison.Ordinal));
        Assert.Equal(["01:00-04", "01:30-04", "02:00-05"], Grid(NewYork, "2027-11-07")[2..5]);
    }

    /// <summary>Lord Howe Island moves its clocks by half an hour: 4 April 2027 back, 3 October 2027 forward.</summary>
    [Fact]
    public void Lord_Howe_leaves_out_half_an_hour_and_doubles_half_an_hour()
    {
        Assert.Equal(["01:00+11", "01:30+11", "02:00+10:30"], Grid(LordHowe, "2027-04-04")[2..5]);
        Assert.Equal(["01:00+10:30", "01:30+10:30", "02:30+11", "03:00+11"], Grid(LordHowe, "2027-10-03")[2..6]);
    }

    [Fact]
    public void Kolkata_never_changes_its_clocks() => Assert.Equal(12, Grid(Kolkata, "2027-03-28").Length);

    /// <summary>A visit over the change lasts what it lasts: 1:30 and 50 minutes end at 3:20 on the clock.</summary>
    [Fact]
    public void A_visit_over_the_change_needs_its_elapsed_minutes_inside_the_hours()
    {
        Assert.Null(Why(DayHours.Between(0, 4), "2027-03-28 01:30"));
        Assert.Null(Why(new DayHours(0, 200), "2027-03-28 01:30"));
        Assert.Equal(Closed.NoHours, Why(new DayHours(0, 199), "2027-03-28 01:30"));
    }

    [Fact]
    public void Hours_that_begin_in_the_gap_begin_with_the_change()
    {
        var hours = new DayHours(150, 240); // 2:30–4:00, on that night 3:00–4:00

        Assert.Null(Why(hours, "2027-03-28 03:00", minutes: 60));
        Assert.Equal(Closed.NoHours, Why(hours, "2027-03-28 01:59", minutes: 50));
        Assert.Null(new WorkingTime(Warsaw, 30, World.EveryDay(hours), Holidays.None).WhyClosed(new TimeSlot(At("2027-03-28 03:00"), new Minutes(50))));
    }

    /// <summary>Hours that end in the doubled hour end at its second time: 0:00–2:30 lasts three and a half hours.</summary>
    [Fact]
    public void Hours_that_end_in_the_doubled_hour_end_the_second_time()
    {
        var time = new WorkingTime(Warsaw, 30, World.EveryDay(new DayHours(0, 150)), Holidays.None);

        Assert.Null(time.WhyClosed(new TimeSlot(Utc("2027-10-31 00:00Z"), new Minutes(90))));
        Assert.Equal(Closed.NoHours, time.WhyClosed(new TimeSlot(Utc("2027-10-31 00:00Z"), new Minutes(91))));
    }

    [Fact]
    public void Hours_that_begin_in_the_doubled_hour_begin_the_first_time()
    {
        var time = new WorkingTime(Warsaw, 30, World.EveryDay(new DayHours(150, 240)), Holidays.None);

        Assert.Null(time.WhyClosed(new TimeSlot(Utc("2027-10-31 00:30Z"), new Minutes(50))));
        Assert.Equal(Closed.NoHours, time.WhyClosed(new TimeSlot(Utc("2027-10-31 00:29Z"), new Minutes(50))));
    }

    private static Closed? Why(DayHours hours, string start, int minutes = 50) =>
        new WorkingTime(Warsaw, 30, World.EveryDay(hours), Holidays.None).WhyClosed(World.Visit(start, minutes));

    private static string[] Grid(DateTimeZone zone, string date) =>
        [.. new WorkingTime(zone, 30, Nights, Holidays.None).GridOn(Day(date))
            .Select(start => start.InZone(zone).ToString("HH:mmo<g>", System.Globalization.CultureInfo.InvariantCulture))];
}
