using System.Text.RegularExpressions;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests;

/// <summary><c>docs/requirements.md</c> names code and tests that exist.</summary>
public sealed partial class RequirementsTests
{
    [Fact]
    public void Every_file_that_the_requirements_name_exists()
    {
        var root = SourceTree.Repository;
        var existing = new[] { "src", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.*", SearchOption.AllDirectories))
            .Select(Path.GetFileName)
            .ToHashSet();
        var named = FileName().Matches(File.ReadAllText(Path.Combine(root, "docs", "requirements.md"))).Select(match => match.Groups["file"].Value).ToArray();

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, file => !existing.Contains(file));
    }

    [GeneratedRegex(@"`(?<file>[\w.]+\.(cs|cshtml|sql))`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FileName();
}
