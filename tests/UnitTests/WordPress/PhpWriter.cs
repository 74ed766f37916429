using System.Globalization;
using System.Text;
using Scheduling.Infrastructure.WordPress;

namespace Scheduling.UnitTests.WordPress;

/// <summary>serialize() for tests: the portal itself never writes such text. Keys go out as PHP would write them.</summary>
internal static class PhpWriter
{
    public static string Write(PhpValue value) => value switch
    {
        PhpNull => "N;",
        PhpBoolean boolean => boolean.Value ? "b:1;" : "b:0;",
        PhpInteger integer => Integer(integer.Value),
        PhpText text => Text(text.Value),
        PhpArray array => $"a:{array.Items.Count}:{{{Items(array)}}}",
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private static string Items(PhpArray array) => string.Concat(array.Items.Select(item => Key(item.Key) + Write(item.Value)));

    private static string Key(string key)
    {
        var isNumber = long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        return isNumber && key.Equals(Plain(number), StringComparison.Ordinal) ? Integer(number) : Text(key);
    }

    private static string Integer(long number) => $"i:{Plain(number)};";

    private static string Text(string text) => $"s:{Encoding.UTF8.GetByteCount(text)}:\"{text}\";";

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);
}
