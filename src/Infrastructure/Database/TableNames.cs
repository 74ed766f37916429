using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Scheduling.Infrastructure.Database;

/// <summary>
/// The names of tables in this installation. SQL is written with <c>{p}companies</c> for our tables and <c>{users}</c>, <c>{usermeta}</c>
/// for WordPress's; <see cref="In"/> puts the names in. It is the only substitution in SQL text, and the names are checked at the start.
/// </summary>
internal sealed partial class TableNames
{
    /// <summary>Names of constraints carry the prefix and may have 64 characters in all.</summary>
    private const int LongestPrefix = 24;

    private readonly ConcurrentDictionary<string, string> written = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">A name has other characters than letters, digits and underscore.</exception>
    public TableNames(string prefix, string? users = null, string? usermeta = null)
    {
        Prefix = prefix.Length <= LongestPrefix ? Checked(prefix, nameof(prefix)) : throw new ArgumentException("At most 24 characters.", nameof(prefix));
        Users = Checked(users ?? prefix + "users", nameof(users));
        Usermeta = Checked(usermeta ?? prefix + "usermeta", nameof(usermeta));
    }

    public string Prefix { get; }

    public string Users { get; }

    public string Usermeta { get; }

    public string In(string sql) => written.GetOrAdd(sql, text => text
        .Replace("{p}", Prefix, StringComparison.Ordinal)
        .Replace("{users}", Users, StringComparison.Ordinal)
        .Replace("{usermeta}", Usermeta, StringComparison.Ordinal));

    private static string Checked(string name, string parameter) =>
        Plain().IsMatch(name) ? name : throw new ArgumentException("Letters, digits and underscore only, at most 64.", parameter);

    [GeneratedRegex("^[A-Za-z0-9_]{0,64}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Plain();
}
