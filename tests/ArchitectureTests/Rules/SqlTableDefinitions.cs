using System.Text.RegularExpressions;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>Defaults of MariaDB and MySQL differ, so a table says itself what it is. A column's collation is held to the same two.</summary>
internal static class SqlTableDefinitions
{
    private const string Rule =
        "CREATE TABLE has a PRIMARY KEY and ends with ENGINE=InnoDB, CHARSET utf8mb4 and COLLATE utf8mb4_unicode_ci or utf8mb4_bin.";

    /// <summary>The name, what stands between the outer parentheses (which may nest), and the options after them.</summary>
    private static readonly Regex Tables = Pattern.AnyCase("""
        \bCREATE \s+ (TEMPORARY\s+)? TABLE \s+ (IF\s+NOT\s+EXISTS\s+)? (?<name>[^\s(;]+) \s*
        ( \( (?<body> ( [^()] | (?<open>\() | (?<-open>\)) )* (?(open)(?!)) ) \) )?
        (?<options>[^;]*)
        """);

    private static readonly Regex PrimaryKey = Pattern.AnyCase(@"\bPRIMARY \s+ KEY\b");
    private static readonly Regex Engine = Pattern.AnyCase(@"\bENGINE \s*=?\s* InnoDB\b");
    private static readonly Regex Charset = Pattern.AnyCase(@"\b(CHARSET|CHARACTER\s+SET) \s*=?\s* utf8mb4\b");
    private static readonly Regex Collation = Pattern.AnyCase(@"\bCOLLATE \s*=?\s* utf8mb4_(unicode_ci|bin)\b");
    private static readonly Regex OtherCollation = Pattern.AnyCase(@"\bCOLLATE\b (?! \s*=?\s* utf8mb4_(unicode_ci|bin)\b)");

    internal static IEnumerable<Violation> Check(IEnumerable<SqlText> texts) =>
        from text in texts
        from Match table in Tables.Matches(text.Text)
        where table.Groups["name"].Value is not ("{users}" or "{usermeta}") // WordPress's structure, made for the demo: its collation too
        from missing in Missing(table.Groups["body"].Value, table.Groups["options"].Value)
        select new Violation($"{text.Where} creates {table.Groups["name"].Value} without {missing}", Rule);

    private static IEnumerable<string> Missing(string body, string options)
    {
        if (!PrimaryKey.IsMatch(body)) yield return "PRIMARY KEY";
        if (!Engine.IsMatch(options)) yield return "ENGINE=InnoDB";
        if (!Charset.IsMatch(options)) yield return "CHARSET utf8mb4";
        if (!Collation.IsMatch(options) || OtherCollation.IsMatch(body)) yield return "COLLATE utf8mb4_unicode_ci or utf8mb4_bin";
    }
}
