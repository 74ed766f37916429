using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Generators;

namespace Scheduling.Infrastructure.WordPress;

/// <summary>bcrypt as PHP writes it: <c>$wp$2y$</c> (WordPress from 6.8), plain <c>$2y$</c>/<c>$2b$</c> (plugins, imports) (R2).</summary>
/// <remarks>
/// Two digits of cost, 22 letters of salt, 31 of digest. Costs 4 to 15: from 16 on one check would hold a processor for
/// seconds. <c>$2a$</c>, <c>$2x$</c>, odd spellings of salt or digest: null. Source: wp-includes/pluggable.php and PHP's password_verify.
/// </remarks>
internal static class Bcrypt
{
    private const int LowestCost = 4;
    private const int HighestCost = 15;
    private const int LongestPassword = 72;
    private const int DigestLength = 23;

    /// <summary>The salt of computations that only spend time.</summary>
    public static readonly byte[] SaltOfDummy = new byte[16];

    /// <summary>Reads a stored hash, plain or WordPress's; null if it is neither.</summary>
    public static PasswordHash? Read(string stored)
    {
        var wordPress = stored.StartsWith("$wp$2y$", StringComparison.Ordinal);
        var text = wordPress ? stored.AsSpan(3) : stored;
        var known = text.StartsWith("$2y$", StringComparison.Ordinal) || text.StartsWith("$2b$", StringComparison.Ordinal);
        if (text.Length != 60 || !known || text[6] != '$' || Cost(text[4], text[5]) is not { } cost)
            return null;

        var salt = CryptBase64.ReadBcrypt(text[7..29], 16);
        var digest = CryptBase64.ReadBcrypt(text[29..], DigestLength);
        if (salt is null || digest is null)
            return null;

        var format = wordPress ? PasswordFormat.WordPressBcrypt : PasswordFormat.PlainBcrypt;
        return new PasswordHash(format, digest) { BcryptSalt = salt, BcryptCost = cost };
    }

    /// <summary>What WordPress gives to bcrypt in place of the password: 64 letters, so that nothing is cut at 72 bytes.</summary>
    public static byte[] WordPressKey(byte[] password) =>
        Encoding.ASCII.GetBytes(Convert.ToBase64String(HMACSHA384.HashData("wp-sha384"u8, password)));

    /// <summary>The 23 bytes that a hash keeps, after the work of one computation at <paramref name="workCost"/>.</summary>
    /// <remarks>A cheaper hash is topped up: 2^c + (2^c + 2^(c+1) + … + 2^(w-1)) = 2^w. No cost of its own: only the dummy.</remarks>
    public static byte[] Digest(byte[] password, byte[] salt, int? cost, int workCost, HashingWork work)
    {
        var key = Key(password);
        var digest = Compute(key, salt, cost ?? workCost, work);
        for (var filler = cost ?? workCost; filler < workCost; filler++)
            Compute(key, SaltOfDummy, filler, work);
        return digest[..DigestLength];
    }

    private static byte[] Compute(byte[] key, byte[] salt, int cost, HashingWork work)
    {
        work.AddBcrypt(cost);
        return BCrypt.Generate(key, salt, cost);
    }

    /// <summary>The library computes the bare function: C's closing NUL, where it fits, and the cut are ours to make.</summary>
    private static byte[] Key(byte[] password) => [.. password.Append((byte)0).Take(LongestPassword)];

    private static int? Cost(char tens, char units)
    {
        if (!char.IsAsciiDigit(tens) || !char.IsAsciiDigit(units))
            return null;

        var cost = ((tens - '0') * 10) + (units - '0');
        return cost is >= LowestCost and <= HighestCost ? cost : null;
    }
}
