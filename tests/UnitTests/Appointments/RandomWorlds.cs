using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Budgets;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Appointments;

/// <summary>A world at random: the facts, and the dates of the patient's clocks that he looks at.</summary>
internal sealed record RandomWorld(BookingFacts Facts, DateInterval Dates)
{
    /// <summary>Every fifth minute of these dates: all that could be wanted on a grid or off it, as everything random lies on five minutes.</summary>
    public IEnumerable<Instant> FiveMinutes()
    {
        var readers = Facts.Patient.Settings.TimeZone.Value;
        var end = Dates.End.PlusDays(1).AtStartOfDayInZone(readers).ToInstant();
        for (var at = Dates.Start.AtStartOfDayInZone(readers).ToInstant(); at < end; at += Duration.FromMinutes(5))
        {
            yield return at;
        }
    }

    public override string ToString() => $"{Dates.Start} and {Dates.Length} days, seen at {Facts.Now} in {Facts.Patient.Settings.TimeZone.Value}";
}

/// <summary>
/// Companies, patients and one to three therapists in four zones, around clock changes, the turn of the year, a leap day and elsewhere.
/// What often stands in the way is made rare enough that every reason and free times are met; <see cref="RandomWorldsTests"/> watches it.
/// </summary>
internal static class RandomWorlds
{
    private static readonly Gen<LocalDate> Days = Gen.OneOf(
        Gen.Choose(0, 364).Select(day => new LocalDate(2027, 1, 1).PlusDays(day)),
        from turn in Gen.Elements("2027-03-28", "2027-10-31", "2027-03-14", "2027-11-07", "2027-04-04", "2027-10-03", "2028-01-01", "2028-02-29")
        from before in Gen.Choose(0, 2)
        select Day(turn).PlusDays(-before));

    public static readonly Gen<RandomWorld> Any =
        from day in Days
        from now in Nows(day)
        from company in Companies(day)
        from patient in Patients(day, company.Zone)
        from count in Gen.Choose(1, 3)
        from therapists in RandomTherapists.On(day).ListOf(count)
        select new RandomWorld(
            new BookingFacts(now, patient, company, [.. therapists.Select((therapist, place) => therapist with { Id = new TherapistId((ulong)place + 1) })]),
            new DateInterval(day, day.PlusDays(2)));

    public static Gen<DateTimeZone> AnyZone => Gen.Elements(Zones.ToArray());

    /// <summary>Mostly the first, now and then one of the others.</summary>
    public static Gen<T> Mostly<T>(T usual, Gen<T> others, int times = 4) => Gen.Frequency((times, Gen.Constant(usual)), (1, others));

    public static Gen<DatePeriod> PeriodsAround(LocalDate day) =>
        from first in Gen.Choose(-2, 3)
        from length in Gen.Choose(0, 2)
        from open in Gen.Choose(0, 3)
        select new DatePeriod(open == 1 ? null : day.PlusDays(first), open == 2 ? null : day.PlusDays(first + length));

    /// <summary>Visits that start on these dates or close to them.</summary>
    public static Gen<IReadOnlyList<TimeSlot>> VisitsAround(LocalDate day, int most) =>
        from count in Gen.Choose(0, most)
        from visits in (
            from start in Gen.Choose(-3 * 288, 6 * 288)
            from fives in Gen.Choose(3, 24)
            select new TimeSlot(day.AtMidnight().InUtc().ToInstant() + Duration.FromMinutes(5 * start), new Minutes(5 * fives))).ListOf(count)
        select (IReadOnlyList<TimeSlot>)visits;

    /// <summary>Often exactly as long before a start as the notice asks, or a second off.</summary>
    private static Gen<Instant> Nows(LocalDate day) =>
        from quarters in Gen.Choose(-4 * 96, 4 * 24)
        from second in Gen.Elements(0, 0, 1, -1, 100)
        select day.AtMidnight().InUtc().ToInstant() + Duration.FromMinutes(15 * quarters) + Duration.FromSeconds(second);

    private static Gen<CompanyFacts> Companies(LocalDate day) =>
        from zone in AnyZone
        from active in Mostly(DatePeriod.Always, PeriodsAround(day), 8)
        from allowance in Mostly(100_000, Gen.Elements(0, 40, 80, 150, 300), 1)
        from topUp in Gen.Elements(0, 0, -60, 45, 200)
        from used in Gen.Elements(0, 50, 100).ListOf(2)
        let month = day.ToYearMonth()
        select new CompanyFacts(
            new CompanyId(3),
            active,
            zone,
            new PurchasedHours([
                new Purchase(PurchaseKind.Allowance, month.PlusMonths(-1), new Minutes(allowance), Instant.MinValue),
                new Purchase(PurchaseKind.TopUp, month, new Minutes(topUp), Instant.MinValue)]),
            new Dictionary<YearMonth, Minutes> { [month] = new(used[0]), [month.PlusMonths(1)] = new(used[1]) });

    private static Gen<PatientFacts> Patients(LocalDate day, DateTimeZone companys) =>
        from active in Mostly(true, Gen.Constant(false), 12)
        from zone in Mostly(companys, AnyZone, 1)
        from minutes in Gen.Elements(15, 45, 50, 50, 90, 240)
        from notice in Gen.Elements(0, 1, 3, 24, 72)
        from horizon in Mostly(60, Gen.Elements(1, 2, 3))
        from interval in Mostly(0, Gen.Elements(1, 2, 7), 2)
        from visits in VisitsAround(day, 2)
        let own = new SettingOverrides
        {
            TimeZone = zone,
            VisitMinutes = minutes,
            BookingNoticeHours = notice,
            BookingHorizonDays = horizon,
            BookingIntervalDays = interval,
        }
        select new PatientFacts(
            new PatientId(7), active, EffectiveSettings.Resolve(new SettingDefaults(Language.Pl, companys), SettingOverrides.None, own), visits);
}
