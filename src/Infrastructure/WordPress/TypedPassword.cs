using System.Text;

namespace Scheduling.Infrastructure.WordPress;

/// <summary>What WordPress may have hashed when a person chose the password that was typed (R2).</summary>
/// <remarks>
/// Trimmed as PHP's trim() does (space, \t, \n, \r, \v, NUL; U+00A0 stays); UTF-8 without normalisation. The slashed form first:
/// WordPress's forms hash what addslashes() made of the password, its code functions the password itself. None at all for an
/// empty password (WordPress's form refuses it, whatever is stored) and above 4096 bytes: nothing is hashed then.
/// How many there are depends on what was typed alone, never on the account.
/// </remarks>
internal static class TypedPassword
{
    private const int LongestInBytes = 4096;
    private const string TrimmedByPhp = " \t\n\r\v\0";

    /// <summary>Zero, one or two passwords to try, as bytes.</summary>
    public static IReadOnlyList<byte[]> Variants(string typed)
    {
        var password = typed.AsSpan().Trim(TrimmedByPhp).ToString();
        if (password.Length == 0 || Encoding.UTF8.GetByteCount(password) > LongestInBytes)
            return [];

        var raw = Encoding.UTF8.GetBytes(password);
        var slashed = Encoding.UTF8.GetBytes(AddSlashes(password));

        // The slashes may carry a long password over the limit: WordPress's form would then refuse that form of it.
        return slashed.Length == raw.Length || slashed.Length > LongestInBytes ? [raw] : [slashed, raw];
    }

    /// <summary>PHP's addslashes(): a backslash before ' " and \, and NUL becomes \0. Backslashes first, or theirs would double.</summary>
    private static string AddSlashes(string password) => password
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("'", "\\'", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\0", "\\0", StringComparison.Ordinal);
}
