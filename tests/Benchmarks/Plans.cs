using System.Globalization;
using Dapper;

namespace Scheduling.Benchmarks;

/// <summary>One table access of one statement, as the server really did it.</summary>
internal sealed record Access(string Statement, string Table, string Type, string Key, double RowsRead);

/// <summary>Runs every SELECT that a use case sent once more under ANALYZE: how each table is reached and how many rows were read.</summary>
internal static class Plans
{
    /// <summary>The tables that grow; the others hold a handful of rows for each therapist or company.</summary>
    private static readonly string[] Growing =
        ["meetings", "m", "messages", "outbox", "audit_log", "idempotency_keys", "k", "sessions", "s", "users", "u", "usermeta", "patients", "p", "used_hours"];

    public static async Task<IReadOnlyList<Access>> Of(Server server, Func<Task> work)
    {
        var sent = await server.Sent(work);
        using var connection = server.Open();
        var found = new List<Access>();
        foreach (var statement in sent.SelectMany(text => text.Split(";\n")).Select(text => text.Trim())
            .Where(text => text.StartsWith("SELECT", StringComparison.Ordinal) && text.Contains("wp_", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal))
        {
            foreach (var row in connection.Query("ANALYZE " + statement).Cast<IDictionary<string, object?>>())
            {
                found.Add(new Access(
                    statement.ReplaceLineEndings(" "),
                    Text(row["table"]),
                    Text(row["type"]),
                    Text(row["key"]),
                    row["r_rows"] is null ? 0 : double.Parse(Text(row["r_rows"]).Split(' ')[0], CultureInfo.InvariantCulture)));
            }
        }

        return found;
    }

    public static IEnumerable<Access> WholeTables(IEnumerable<Access> accesses) =>
        accesses.Where(access => access.Type is "ALL" or "index" && Growing.Contains(access.Table.Replace("wp_", "", StringComparison.Ordinal)));

    private static string Text(object? value) => Convert.ToString(value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : value, CultureInfo.InvariantCulture) ?? "";
}
