namespace Scheduling.Infrastructure.WordPress;

/// <summary>Checks a typed password against <c>user_pass</c> at a price that does not tell which accounts exist (R2).</summary>
/// <remarks>
/// Whatever the account (unknown, phpass, MD5, bcrypt, unsupported), each variant of the password costs 2^13 rounds of phpass and
/// bcrypt at max(10, the highest cost met in this process). One instance for the whole process, safe for all threads.
/// The very first hash of a higher cost is still told apart once; <see cref="Meet"/> at the start avoids that. Never throws.
/// </remarks>
internal sealed class PasswordVerifier
{
    private const int CostOfWordPress = 10;

    private readonly Lock _gate = new();
    private int _highestCost = CostOfWordPress;

    /// <summary>The answer for one account.</summary>
    /// <param name="stored">The account's <c>user_pass</c>; null where nobody has that name.</param>
    /// <param name="typed">The password as it came from the form.</param>
    public PasswordCheck Check(string? stored, string typed) => Check(stored, typed, new HashingWork());

    /// <summary>As above, and <paramref name="work"/> learns what it cost.</summary>
    public PasswordCheck Check(string? stored, string typed, HashingWork work)
    {
        var hash = PasswordHash.Read(stored);
        var workCost = Meet(hash);
        var right = false;
        foreach (var password in TypedPassword.Variants(typed))
            right |= hash.Matches(password, workCost, work); // no early end: it would tell which variant was right

        if (stored is not null && hash.Format == PasswordFormat.None)
            return PasswordCheck.UnsupportedFormat;
        return right ? PasswordCheck.Right : PasswordCheck.Wrong;
    }

    /// <summary>Raises the price of every further check to that of this hash, if it is dearer; returns the price.</summary>
    public int Meet(PasswordHash hash)
    {
        lock (_gate)
            return _highestCost = Math.Max(_highestCost, hash.BcryptCost ?? 0);
    }
}
