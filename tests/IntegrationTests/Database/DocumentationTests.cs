using System.Text.RegularExpressions;

namespace Scheduling.IntegrationTests.Database;

/// <summary><c>docs/database.md</c> tells the truth: every table and column with its type, no more and no less.</summary>
public sealed partial class DocumentationTests : IDisposable
{
    private readonly TestDatabase database = new(prefix: "");

    [Fact]
    public void Every_table_and_column_is_documented_with_its_type()
    {
        var real = database.List<(string Table, string Column, string Type, string Nullable)>("""
            SELECT table_name, column_name, column_type, is_nullable FROM information_schema.columns WHERE table_schema = DATABASE()
            """).Select(column => $"{column.Table}.{column.Column} {column.Type}{(column.Nullable is "YES" ? " NULL" : "")}");

        Assert.Equal(real.Order(StringComparer.Ordinal), Documented().Order(StringComparer.Ordinal));
    }

    public void Dispose() => database.Dispose();

    private static IEnumerable<string> Documented()
    {
        var table = "";
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "docs", "database.md")))
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                table = heading.Groups["table"].Value;
            }
            else if (Row().Match(line) is { Success: true } row)
            {
                yield return $"{table}.{row.Groups["column"].Value} {row.Groups["type"].Value}";
            }
        }
    }

    [GeneratedRegex("^### `(?<table>\\w+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex("^\\| `(?<column>\\w+)` \\| (?<type>[^|]+?) \\|", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
