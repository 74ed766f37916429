using NodaTime;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Therapists;

/// <summary>
/// R30: sources of closed time, strongest first: absence and being substituted, dated exception, holiday, weekly table.
/// The Monday of these tests is 7 June 2027, hours 9–17.
/// </summary>
[Trait("Rule", "R30")]
public sealed class WorkingTimeLayersTests
{
    private static readonly LocalDate Monday = Day("2027-06-07");
    private static readonly WeeklyHours Mondays = new(IsoDayOfWeek.Monday, DayHours.Between(9, 17), DatePeriod.Always);
    private static readonly WorkingTimeSources Table = WorkingTimeSources.None with { Weekly = [Mondays] };
    private static readonly Holidays MondayOff = new(new HashSet<LocalDate> { Monday }, Polish: false);
    private static readonly DatedHours ClosedAllDay = new(Monday, ChangeKind.Closes, DayHours.WholeDay);
    private static readonly DatedHours OpenFrom12To14 = new(Monday, ChangeKind.Opens, DayHours.Between(12, 14));

    [Fact]
    public void The_weekly_table_opens_its_day_and_no_other()
    {
        Assert.Null(Why(Table, "2027-06-07 09:00"));
        Assert.Null(Why(Table, "2027-06-14 16:00"));
        Assert.Equal(Closed.NoHours, Why(Table, "2027-06-08 09:00"));
    }

    [Theory]
    [InlineData("2027-06-07 10:00", Closed.NoHours)]
    [InlineData("2027-06-14 10:00", null)]
    [InlineData("2027-06-21 10:00", null)]
    [InlineData("2027-06-28 10:00", Closed.NoHours)]
    public void A_row_of_the_table_holds_on_the_dates_of_its_period_both_included(string start, Closed? why)
    {
        var row = Mondays with { Valid = new DatePeriod(Day("2027-06-14"), Day("2027-06-21")) };

        Assert.Equal(why, Why(Table with { Weekly = [row] }, start));
    }

    [Fact]
    public void A_holiday_closes_the_weekly_table()
    {
        Assert.Equal(Closed.Holiday, Why(Table, "2027-06-07 10:00", MondayOff));
        Assert.Null(Why(Table, "2027-06-14 10:00", MondayOff));
    }

    [Fact]
    public void An_exception_opens_hours_on_a_holiday_and_only_its_own()
    {
        var sources = Table with { Exceptions = [OpenFrom12To14] };

        Assert.Null(Why(sources, "2027-06-07 12:00", MondayOff));
        Assert.Equal(Closed.Holiday, Why(sources, "2027-06-07 10:00", MondayOff));
        Assert.Equal(Closed.Holiday, Why(sources, "2027-06-07 13:30", MondayOff));
    }

    [Fact]
    public void An_exception_opens_hours_beside_the_table()
    {
        var sources = Table with { Exceptions = [new(Monday, ChangeKind.Opens, DayHours.Between(19, 21))] };

        Assert.Null(Why(sources, "2027-06-07 19:00"));
        Assert.Null(Why(sources, "2027-06-07 10:00"));
        Assert.Equal(Closed.NoHours, Why(sources, "2027-06-14 19:00"));
    }

    [Fact]
    public void An_exception_closes_hours_of_the_table_on_its_date_alone()
    {
        var sources = Table with { Exceptions = [new(Monday, ChangeKind.Closes, DayHours.Between(12, 14))] };

        Assert.Null(Why(sources, "2027-06-07 11:00"));
        Assert.Equal(Closed.ClosedDate, Why(sources, "2027-06-07 11:30"));
        Assert.Equal(Closed.ClosedDate, Why(sources, "2027-06-07 13:30"));
        Assert.Null(Why(sources, "2027-06-07 14:00"));
        Assert.Null(Why(sources, "2027-06-14 12:00"));
    }

    [Fact]
    public void Other_hours_on_a_date_are_a_closed_day_and_what_is_opened_in_it()
    {
        var sources = Table with { Exceptions = [OpenFrom12To14, ClosedAllDay] };

        Assert.Equal(Closed.ClosedDate, Why(sources, "2027-06-07 10:00"));
        Assert.Null(Why(sources, "2027-06-07 12:00"));
        Assert.Null(Why(sources, "2027-06-07 13:00"));
        Assert.Equal(Closed.ClosedDate, Why(sources, "2027-06-07 13:30"));
        Assert.Equal(4, Time(sources).GridOn(Monday).Count);
    }

    [Fact]
    public void A_closed_date_is_named_before_a_holiday() =>
        Assert.Equal(Closed.ClosedDate, Why(Table with { Exceptions = [ClosedAllDay] }, "2027-06-07 10:00", MondayOff));

    [Fact]
    public void An_absence_beats_an_exception_that_opens()
    {
        var sources = Table with
        {
            Exceptions = [ClosedAllDay, OpenFrom12To14],
            Absences = [new(Clock("2027-06-07 12:00"), Clock("2027-06-07 13:00"))],
        };

        Assert.Equal(Closed.Away, Why(sources, "2027-06-07 12:30"));
        Assert.Null(Why(sources, "2027-06-07 13:00"));
    }

    /// <summary>R48: away on the dates of the substitution, both included, by the visit's start.</summary>
    [Theory]
    [Trait("Rule", "R48")]
    [InlineData("2027-06-07 16:00", null)]
    [InlineData("2027-06-14 09:00", Closed.Away)]
    [InlineData("2027-06-21 16:00", Closed.Away)]
    [InlineData("2027-06-28 09:00", null)]
    public void Who_is_substituted_is_away(string start, Closed? why) =>
        Assert.Equal(why, Why(Table with { Substituted = [new(Day("2027-06-14"), Day("2027-06-21"))] }, start));

    [Fact]
    public void Each_reason_is_named_before_the_next()
    {
        WorkingTimeSources everything = new(
            [Mondays],
            [ClosedAllDay],
            [new(Clock("2027-06-07 00:00"), Clock("2027-06-08 00:00"))],
            [new(Monday, Monday)]);

        Assert.Equal(Closed.NoHours, Why(everything, "2027-06-07 08:10", MondayOff));
        Assert.Equal(Closed.ClosedDate, Why(everything, "2027-06-07 10:10", MondayOff));
        Assert.Equal(Closed.Holiday, Why(everything with { Exceptions = [] }, "2027-06-07 10:10", MondayOff));
        Assert.Equal(Closed.Away, Why(everything with { Exceptions = [] }, "2027-06-07 10:10"));
        Assert.Equal(Closed.Away, Why(everything with { Exceptions = [], Absences = [] }, "2027-06-07 10:10"));
        Assert.Equal(Closed.OffTheGrid, Why(Table, "2027-06-07 10:10"));
    }

    private static Closed? Why(WorkingTimeSources sources, string start, Holidays? holidays = null) =>
        Time(sources, holidays).WhyClosed(new TimeSlot(At(start), new Minutes(50)));

    private static WorkingTime Time(WorkingTimeSources sources, Holidays? holidays = null) => new(Warsaw, 30, sources, holidays ?? Holidays.None);
}
