namespace Scheduling.Domain.Therapists;

/// <summary>
/// Days off for everybody (R30a): a list, and Polish public holidays where they are switched on. A holiday closes the weekly
/// table; a dated exception can open hours all the same.
/// </summary>
public sealed record Holidays(IReadOnlySet<LocalDate> Listed, bool Polish)
{
    public static Holidays None { get; } = new(new HashSet<LocalDate>(), Polish: false);

    public bool Contains(LocalDate day) => Listed.Contains(day) || (Polish && PolishHolidays.Contains(day));
}

/// <summary>Public holidays of Poland (Dz.U. 1951 nr 4 poz. 28 with its later changes): twelve dates, Easter and Corpus Christi, for any year.</summary>
public static class PolishHolidays
{
    /// <summary>Christmas Eve became a day off in 2025.</summary>
    private const int FirstFreeChristmasEve = 2025;

    private static readonly AnnualDate[] Fixed =
    [
        new(1, 1), new(1, 6), new(5, 1), new(5, 3), new(8, 15), new(11, 1), new(11, 11), new(12, 25), new(12, 26),
    ];

    public static bool Contains(LocalDate day)
    {
        var easter = EasterSunday(day.Year);
        return Fixed.Contains(new AnnualDate(day.Month, day.Day))
            || (day is { Month: 12, Day: 24 } && day.Year >= FirstFreeChristmasEve)
            || day == easter
            || day == easter.PlusDays(1)
            || day == easter.PlusDays(49) // Pentecost, a Sunday
            || day == easter.PlusDays(60); // Corpus Christi, a Thursday
    }

    /// <summary>Gregorian Easter by the anonymous algorithm of Meeus, Jones and Butcher.</summary>
    public static LocalDate EasterSunday(int year)
    {
        var golden = year % 19;
        var (century, ofCentury) = Math.DivRem(year, 100);
        var (leapCenturies, centuryRest) = Math.DivRem(century, 4);
        var correction = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - leapCenturies - correction + 15) % 30;
        var (leaps, rest) = Math.DivRem(ofCentury, 4);
        var toSunday = (32 + (2 * centuryRest) + (2 * leaps) - epact - rest) % 7;
        var late = (golden + (11 * epact) + (22 * toSunday)) / 451;
        var (month, day) = Math.DivRem(epact + toSunday - (7 * late) + 114, 31);
        return new LocalDate(year, month, day + 1);
    }
}
