using Scheduling.ArchitectureTests.Rules;

namespace Scheduling.ArchitectureTests;

internal static class Expect
{
    /// <summary>Lists every violation in full; xunit's own message would cut the list short.</summary>
    internal static void None(IEnumerable<Violation> violations)
    {
        var found = violations.ToList();
        if (found.Count > 0)
            Assert.Fail(string.Join(Environment.NewLine, found.Prepend<object>($"{found.Count} violation(s)")));
    }

    /// <summary>The planted violations, all of them and nothing else: the innocent samples beside them must stay silent.</summary>
    internal static void Exactly(IEnumerable<Violation> violations, params IEnumerable<string> findings) =>
        Same(findings, violations.Select(violation => violation.Finding));

    /// <summary>The same texts in any order, each as often.</summary>
    internal static void Same(IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var wanted = expected.Order(StringComparer.Ordinal).ToList();
        var found = actual.Order(StringComparer.Ordinal).ToList();
        if (!wanted.SequenceEqual(found))
            Assert.Fail(string.Join(Environment.NewLine,
                [$"{found.Count} found, {wanted.Count} expected; missing:", .. wanted.Except(found), "unexpected:", .. found.Except(wanted)]));
    }
}
