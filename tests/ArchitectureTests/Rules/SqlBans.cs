using System.Text.RegularExpressions;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>Not in our SQL: what only one of the two servers knows, what a cluster does not honour, what misleads about time.</summary>
internal static class SqlBans
{
    private static readonly (string Name, Regex Pattern, string Rule)[] Bans =
    [
        Ban("GET_LOCK", @"\bGET_LOCK\b", "Named locks do not reach other nodes and outlive the pooled connection: lock rows."),
        Ban("LOCK TABLES", @"\bLOCK\s+TABLES?\b", "Table locks do not reach other nodes: lock rows."),
        Ban("XA", @"\bXA\s+(START|BEGIN|END|PREPARE|COMMIT|ROLLBACK|RECOVER)\b", "A cluster refuses XA: one database, one transaction."),
        Ban("RETURNING", @"\bRETURNING\b", "Only MariaDB knows RETURNING."),
        Ban("SET STATEMENT", @"\bSET\s+STATEMENT\b", "Only MariaDB knows SET STATEMENT: limits are set when a connection is opened."),
        Ban("IF NOT EXISTS", @"(?<!\bCREATE\s+(TEMPORARY\s+)?TABLE\s+)\bIF\s+NOT\s+EXISTS\b",
            "Only MariaDB knows IF NOT EXISTS on columns and indexes; the migration journal says what exists."),
        Ban("FOR SHARE", @"\bFOR\s+SHARE\b", "Only MySQL knows FOR SHARE: LOCK IN SHARE MODE works on both."),
        Ban("CONVERT_TZ", @"\bCONVERT_TZ\b", "CONVERT_TZ with zone names is NULL on a stock server: zones are C#'s business."),
        Ban("local time", @"\b(NOW|SYSDATE|CURDATE|CURTIME)\s*\(|\b(CURRENT_(TIMESTAMP|DATE|TIME)|LOCALTIME(STAMP)?)\b",
            "NOW() and CURRENT_TIMESTAMP depend on the session's zone: UTC_TIMESTAMP(6), or the time as a parameter."),
        Ban("ordering by id as time", @"\bORDER\s+BY\s+(\w+\.)?`?id`?\s+DESC\b",
            "Ids of two nodes interleave, so the highest is not the newest: order by the time that is meant."),
    ];

    internal static IEnumerable<Violation> Check(IEnumerable<SqlText> texts) =>
        from text in texts
        from ban in Bans
        where ban.Pattern.IsMatch(text.Text)
        select new Violation($"{text.Where} uses {ban.Name}", ban.Rule);

    private static (string Name, Regex Pattern, string Rule) Ban(string name, string pattern, string rule) =>
        (name, Pattern.AnyCase(pattern), rule);
}
