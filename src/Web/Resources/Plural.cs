using System.Globalization;

namespace Scheduling.Web.Resources;

/// <summary>Which form of a noun goes with a number (CLDR's cardinal rules for English, Polish and Russian); fractions are "other".</summary>
internal static class Plural
{
    public static string Form(CultureInfo culture, decimal count)
    {
        if (decimal.Truncate(count) != count)
        {
            return "other";
        }

        var (tens, hundreds) = (Math.Abs(count) % 10, Math.Abs(count) % 100);
        var isFew = tens is >= 2 and <= 4 && hundreds is not (>= 12 and <= 14);
        return culture.TwoLetterISOLanguageName switch
        {
            "pl" => count is 1 or -1 ? "one" : isFew ? "few" : "many",
            "ru" => tens == 1 && hundreds != 11 ? "one" : isFew ? "few" : "many",
            _ => count is 1 or -1 ? "one" : "other",
        };
    }
}
