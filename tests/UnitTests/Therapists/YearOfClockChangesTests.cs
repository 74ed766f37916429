using NodaTime;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;
using Scheduling.UnitTests.Appointments;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Therapists;

/// <summary>R32: every start of every day of 2027, in four zones, with hours that lie across every change.</summary>
[Trait("Rule", "R32")]
public sealed class YearOfClockChangesTests
{
    private static readonly DateInterval Year = new(Day("2027-01-01"), Day("2027-12-31"));

    /// <summary>Borders inside the hours that are left out or doubled, among others.</summary>
    private static readonly DayHours[] Hours = [new(15, 100), new(140, 200), new(210, 1440)];

    public static TheoryData<string> ZoneIds() => [.. Zones.Select(zone => zone.Id)];

    [Fact]
    public void The_changes_of_2027_are_where_these_tests_expect_them()
    {
        Assert.Equal([Day("2027-03-28"), Day("2027-10-31")], Changes(Warsaw));
        Assert.Equal([Day("2027-03-14"), Day("2027-11-07")], Changes(NewYork));
        Assert.Equal([Day("2027-04-04"), Day("2027-10-03")], Changes(LordHowe));
        Assert.Empty(Changes(Kolkata));
    }

    [Theory]
    [MemberData(nameof(ZoneIds))]
    public void Each_local_start_that_exists_is_offered_once_as_its_earlier_moment(string id)
    {
        var zone = Zone(id);
        var time = new WorkingTime(zone, 20, World.EveryDay(Hours), Holidays.None);
        foreach (var date in Year)
        {
            var onTheClock = Hours.SelectMany(hours => Enumerable.Range(0, 72)
                .Select(step => hours.FromMinute + (20 * step))
                .Where(minute => minute < hours.UntilMinute)
                .Select(minute => date.AtMidnight().PlusMinutes(minute)));
            var expected = onTheClock.Select(local => zone.MapLocal(local)).Where(mapping => mapping.Count > 0).Select(mapping => mapping.First().ToInstant());

            Assert.Equal(expected, time.GridOn(date));
        }
    }

    /// <summary>Through the list that a patient sees: no moment and no local time twice, durations elapsed, inside the hours.</summary>
    [Theory]
    [MemberData(nameof(ZoneIds))]
    public void A_year_of_slots_has_none_twice_and_all_inside_the_hours(string id)
    {
        var zone = Zone(id);
        var starts = SlotsOfTheYear(zone).ToArray();

        Assert.InRange(starts.Length, 365 * 60, 365 * 80);
        Assert.Equal(starts.Order(), starts);
        Assert.Equal(starts.Length, starts.Distinct().Count());
        Assert.Equal(starts.Length, starts.Select(start => start.InZone(zone).LocalDateTime).Distinct().Count());
        foreach (var start in starts)
        {
            Assert.Equal(start, zone.MapLocal(start.InZone(zone).LocalDateTime).First().ToInstant());
            AssertInside(zone, start);
        }
    }

    private static IEnumerable<Instant> SlotsOfTheYear(DateTimeZone zone)
    {
        var world = new World
        {
            Now = At("2026-12-30 00:00", zone),
            CompanysZone = zone,
            TherapistsZone = zone,
            Step = 20,
            Hours = World.EveryDay(Hours),
            Settings = new SettingOverrides { BookingHorizonDays = 366, VisitMinutes = 45 },
            Purchases = [World.Allowance(100_000)],
        };
        return SlotList.Of(world.Facts, [world.Therapist], Year).SelectMany(day => day.Slots).Select(slot => slot.Start);
    }

    /// <summary>Every tenth minute of the visit is open on the clock, or lies in a doubled hour (where a border counts generously).</summary>
    private static void AssertInside(DateTimeZone zone, Instant start)
    {
        for (var minute = 0; minute < 45; minute += 10)
        {
            var local = (start + Duration.FromMinutes(minute)).InZone(zone).LocalDateTime;
            var ofDay = (local.Hour * 60) + local.Minute;
            Assert.True(
                zone.MapLocal(local).Count == 2 || Hours.Any(hours => hours.FromMinute <= ofDay && ofDay < hours.UntilMinute),
                $"{start} in {zone.Id} reaches into {local}");
        }
    }

    private static LocalDate[] Changes(DateTimeZone zone) =>
        [.. zone.GetZoneIntervals(At("2027-01-01 00:00", zone), At("2028-01-01 00:00", zone))
            .Skip(1)
            .Select(interval => interval.Start.InZone(zone).Date)];
}
