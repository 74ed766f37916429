using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Scheduling.Infrastructure.WordPress;

/// <summary>The forms of <c>user_pass</c> that the portal verifies itself (R2).</summary>
internal enum PasswordFormat
{
    /// <summary>Everything else, and the place of an account that does not exist.</summary>
    None,
    Md5,
    Phpass,
    WordPressBcrypt,
    PlainBcrypt,
}

/// <summary>A stored hash, taken apart; what its format does not use is filled with dummies: every check costs the same (R2).</summary>
/// <remarks>
/// Never throws on what the column holds: <c>$H$</c>, <c>$argon2id$</c>, <c>$generic$</c>, <c>*</c>, the empty text, upper-case hex
/// and anything malformed are <see cref="None"/>. The portal never writes <c>user_pass</c> (R1), so there is no way to make a hash.
/// </remarks>
internal sealed class PasswordHash(PasswordFormat format, byte[] expected)
{
    /// <summary>Matches no password, at the full price.</summary>
    public static readonly PasswordHash None = new(PasswordFormat.None, []);

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    public PasswordFormat Format { get; } = format;

    public byte[] PhpassSalt { get; init; } = "........"u8.ToArray();

    public int PhpassRounds { get; init; } = Phpass.RoundsOfEveryCheck;

    public byte[] BcryptSalt { get; init; } = Bcrypt.SaltOfDummy;

    /// <summary>Null where the hash is no bcrypt.</summary>
    public int? BcryptCost { get; init; }

    /// <summary>Reads <c>user_pass</c>; null (no such account) and unsupported forms give <see cref="None"/>.</summary>
    public static PasswordHash Read(string? stored) =>
        stored is null ? None : Phpass.Read(stored) ?? Bcrypt.Read(stored) ?? ReadMd5(stored) ?? None;

    /// <summary>Whether exactly these bytes were hashed: no trimming, no slashes, no limit of length here.</summary>
    /// <param name="password">UTF-8 bytes.</param>
    /// <param name="workCost">Cost of bcrypt that this check shall have in total; not below <see cref="BcryptCost"/>.</param>
    /// <param name="work">Is told of all the work.</param>
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms",
        Justification = "WordPress accepts legacy MD5 hashes; they are only verified here, none is ever made.")]
    public bool Matches(byte[] password, int workCost, HashingWork work)
    {
        // Everything is computed for every account, and only then is it asked which digest counts.
        var md5 = MD5.HashData(password);
        var phpass = Phpass.Digest(PhpassSalt, password, PhpassRounds, work);
        var wordPressKey = Bcrypt.WordPressKey(password);
        var bcryptPassword = Format == PasswordFormat.PlainBcrypt ? password : wordPressKey;
        var bcrypt = Bcrypt.Digest(bcryptPassword, BcryptSalt, BcryptCost, workCost, work);

        var digest = Format switch
        {
            PasswordFormat.Md5 => md5,
            PasswordFormat.Phpass => phpass,
            _ => bcrypt,
        };
        return CryptographicOperations.FixedTimeEquals(digest, expected) && Format != PasswordFormat.None;
    }

    private static PasswordHash? ReadMd5(string stored)
    {
        var wellFormed = stored.Length == 32 && !stored.AsSpan().ContainsAnyExcept(LowerHex);
        return wellFormed ? new PasswordHash(PasswordFormat.Md5, Convert.FromHexString(stored)) : null;
    }
}
