using System.Text.RegularExpressions;

namespace Scheduling.ArchitectureTests.Reading;

/// <summary>Regular expressions in which white space is layout, only named groups capture, and a runaway match fails the test.</summary>
internal static class Pattern
{
    private const RegexOptions Options = RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.Singleline;

    internal static Regex Exact(string pattern) => new(pattern, Options, TimeSpan.FromSeconds(5));

    internal static Regex AnyCase(string pattern) => new(pattern, Options | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5));
}
