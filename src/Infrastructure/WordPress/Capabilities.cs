namespace Scheduling.Infrastructure.WordPress;

/// <summary>Reads the row <c>wp_capabilities</c> of <c>usermeta</c> (R1, R3).</summary>
/// <remarks>
/// Stricter than WordPress, for which the mere key makes the role: here its value must be b:1, i:1 or s:1:"1", so that a role
/// written with b:0 gives no access. The row mixes role slugs with single capabilities; those stay in the set, and the configured
/// mapping of roles picks what it knows. Slugs are compared exactly. No row, anything malformed or no array: no roles.
/// </remarks>
internal static class Capabilities
{
    /// <summary>The slugs that are granted.</summary>
    public static IReadOnlySet<string> RolesOf(string? metaValue)
    {
        var granted = new HashSet<string>(StringComparer.Ordinal);
        if (PhpSerialized.Read(metaValue) is PhpArray row)
            granted.UnionWith(row.Items.Where(item => IsTruthy(item.Value)).Select(item => item.Key));
        return granted;
    }

    private static bool IsTruthy(PhpValue value) =>
        value is PhpBoolean { Value: true } or PhpInteger { Value: 1 } or PhpText { Value: "1" };
}
