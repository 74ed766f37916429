using System.Text.RegularExpressions;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>
/// Table names carry a prefix that only the installation knows; information_schema, derived tables and CTEs have names of their own.
/// </summary>
internal static class SqlTableNames
{
    private const string Rule = "Our tables are written {p}companies, WordPress's {users} and {usermeta}; nothing else is a table.";

    private static readonly string[] BeforeATable =
        ["FROM", "JOIN", "STRAIGHT_JOIN", "INTO", "INSERT", "UPDATE", "TABLE", "TRUNCATE", "REFERENCES"];

    private static readonly string[] Between = ["IF", "NOT", "EXISTS", "IGNORE", "INTO", "TABLE", "LATERAL"];

    private static readonly Regex Tokens = Pattern.Exact(@"[\w{}`.@$]+ | [^\s\w]");
    private static readonly Regex Word = Pattern.Exact(@"^\w+$");
    private static readonly Regex Allowed = Pattern.AnyCase(
        @"^( \{p\}\w+ | \{users\} | \{usermeta\} | information_schema\..+ | \( | @\w+ | DUAL | JSON_TABLE )$");

    /// <summary>EXTRACT(YEAR FROM x), TRIM(LEADING '0' FROM x): a FROM before a value.</summary>
    private static readonly Regex FromInsideFunctions = Pattern.AnyCase(@"\b(EXTRACT|TRIM|SUBSTR|SUBSTRING|MID) \s* \([^()]*\)");

    /// <summary>WITH days (d) AS (…), busy AS (…)</summary>
    private static readonly Regex OwnNames = Pattern.AnyCase(
        @"(\bWITH(\s+RECURSIVE)? | \)\s*,) \s* (?<name>\w+) (\s*\([^()]*\))? \s+ AS \s* \(");

    internal static IEnumerable<Violation> Check(IEnumerable<SqlText> texts) =>
        from text in texts
        let sql = FromInsideFunctions.Replace(text.Text, "")
        let own = OwnNames.Matches(sql).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.OrdinalIgnoreCase)
        from table in Tables([.. Tokens.Matches(sql).Select(match => match.Value)]).Distinct(StringComparer.Ordinal)
        where !Allowed.IsMatch(table) && !own.Contains(table)
        select new Violation($"{text.Where} names the table {(table.Length > 0 ? table : "by code")}", Rule);

    /// <summary>What stands where a table belongs; empty when the text ends there and code adds the name.</summary>
    private static IEnumerable<string> Tables(List<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!IsBeforeATable(tokens, i))
                continue;
            var at = tokens.FindIndex(i + 1, token => !Is(token, Between));
            yield return at < 0 ? "" : tokens[at].Trim('`');
            while (Is(tokens[i], "FROM") && at >= 0 && CommaAfter(tokens, at) is { } comma) // FROM {p}a x, {p}b y
                yield return tokens.ElementAtOrDefault(at = comma + 1)?.Trim('`') ?? "";
        }
    }

    private static bool IsBeforeATable(List<string> tokens, int i) =>
        Is(tokens[i], "UPDATE") && i > 0 ? !Is(tokens[i - 1], "FOR", "ON", "KEY") // FOR UPDATE, ON UPDATE, ON DUPLICATE KEY UPDATE
        : Is(tokens[i], BeforeATable) || (Is(tokens[i], "ON") && i > 1 && Is(tokens[i - 2], "INDEX")); // CREATE INDEX by_day ON {p}visits

    private static int? CommaAfter(List<string> tokens, int table)
    {
        var end = tokens.FindIndex(table + 1, token => !Is(token, "AS") && !Word.IsMatch(token));
        return end >= 0 && end - table <= 3 && tokens[end] == "," ? end : null;
    }

    private static bool Is(string token, params IEnumerable<string> keywords) => keywords.Contains(token, StringComparer.OrdinalIgnoreCase);
}
