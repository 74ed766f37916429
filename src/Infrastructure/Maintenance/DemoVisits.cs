using Scheduling.Domain.Kernel;
using Scheduling.Domain.Therapists;

namespace Scheduling.Infrastructure.Maintenance;

/// <summary>A visit that the demo wants to have; times on Warsaw's clocks.</summary>
internal sealed record DemoVisit(ulong Patient, ulong Company, ulong Therapist, LocalDateTime Start, bool Cancelled = false);

/// <summary>Which visits the demo has, relative to a date: some held, some ahead, one cancelled, and a company whose month is full.</summary>
internal static class DemoVisits
{
    private const int Minutes = 50;

    public static IEnumerable<DemoVisit> Around(LocalDate today)
    {
        var monday = today.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
        return Weekly(monday).Concat(FullMonth(today)).Where(visit => !PolishHolidays.Contains(visit.Start.Date));
    }

    public static TimeSlot SlotOf(DemoVisit visit, DateTimeZone zone) => new(visit.Start.AsOpening(zone), new Minutes(Minutes));

    private static IEnumerable<DemoVisit> Weekly(LocalDate monday)
    {
        for (var week = -3; week <= -1; week++)
        {
            var day = monday.PlusWeeks(week);
            yield return new(11, 1, 2, day.PlusDays(1) + new LocalTime(9, 0));
            yield return new(13, 1, 2, day.PlusDays(2) + new LocalTime(10, 0));
            yield return new(14, 1, 4, day.PlusDays(3) + new LocalTime(13, 0));
            yield return new(15, 1, 3, day.PlusDays(4) + new LocalTime(12, 0));
            yield return new(19, 3, 5, day.PlusDays(0) + new LocalTime(8, 0));
            yield return new(20, 3, 5, day.PlusDays(1) + new LocalTime(11, 30));
        }

        yield return new(12, 1, 2, monday.PlusWeeks(1).PlusDays(0) + new LocalTime(14, 0));
        yield return new(13, 1, 2, monday.PlusWeeks(1).PlusDays(2) + new LocalTime(10, 0));
        yield return new(13, 1, 2, monday.PlusWeeks(2).PlusDays(2) + new LocalTime(10, 0), Cancelled: true);
        yield return new(14, 1, 4, monday.PlusWeeks(1).PlusDays(3) + new LocalTime(13, 0));
        yield return new(19, 3, 5, monday.PlusWeeks(1).PlusDays(0) + new LocalTime(8, 0));
        yield return new(20, 3, 5, monday.PlusWeeks(1).PlusDays(1) + new LocalTime(11, 30));
    }

    /// <summary>One visit on every working day of the month, morning or evening, for the company whose hours are to be used up.</summary>
    private static IEnumerable<DemoVisit> FullMonth(LocalDate today)
    {
        ulong[] patients = [16, 17, 18];
        for (var day = today.ToYearMonth().OnDayOfMonth(1); day.Month == today.Month; day = day.PlusDays(1))
        {
            var patient = patients[day.Day % patients.Length];
            if (day.DayOfWeek is IsoDayOfWeek.Tuesday or IsoDayOfWeek.Thursday)
            {
                yield return new(patient, 2, 4, day + new LocalTime(17, 0));
            }
            else if (day.DayOfWeek is IsoDayOfWeek.Monday or IsoDayOfWeek.Wednesday or IsoDayOfWeek.Friday)
            {
                yield return new(patient, 2, 2, day + new LocalTime(8, 0));
            }
        }
    }
}
