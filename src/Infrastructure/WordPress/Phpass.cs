using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Scheduling.Infrastructure.WordPress;

/// <summary>phpass's portable hash, <c>$P$</c>: what WordPress up to 6.7 writes (R2).</summary>
/// <remarks>
/// <c>$P$</c>, one letter = log2 of the rounds, 8 letters of salt, 22 letters of digest; 34 in all. Accepted from 2^7 rounds
/// (phpass's own floor) to 2^13 (what WordPress writes): more would cost more than the check of an unknown name, so such
/// a hash is left to WordPress, as is phpBB's <c>$H$</c>. Source: phpass 0.3 as shipped in wp-includes, proved by its vectors.
/// </remarks>
internal static class Phpass
{
    /// <summary>Rounds that every check makes, whatever the account.</summary>
    public const int RoundsOfEveryCheck = 1 << HighestLog2;

    private const int LowestLog2 = 7;
    private const int HighestLog2 = 13;

    /// <summary>Reads a stored hash; null if it is not one of these.</summary>
    public static PasswordHash? Read(string stored)
    {
        if (stored.Length != 34 || !stored.StartsWith("$P$", StringComparison.Ordinal))
            return null;

        var log2 = CryptBase64.PhpassAlphabet.IndexOf(stored[3], StringComparison.Ordinal);
        var saltIsWellFormed = CryptBase64.ReadPhpass(stored.AsSpan(4, 8), 6) is not null;
        if (log2 is < LowestLog2 or > HighestLog2 || !saltIsWellFormed)
            return null;

        return CryptBase64.ReadPhpass(stored.AsSpan(12), MD5.HashSizeInBytes) is { } digest
            ? new PasswordHash(PasswordFormat.Phpass, digest)
            {
                // The salt enters the digest as the letters themselves.
                PhpassSalt = Encoding.ASCII.GetBytes(stored, 4, 8),
                PhpassRounds = 1 << log2,
            }
            : null;
    }

    /// <summary>The digest after <paramref name="rounds"/> rounds; the rest up to the constant number is made and thrown away.</summary>
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms",
        Justification = "phpass is defined on MD5; stored hashes are only verified here, none is ever made.")]
    public static byte[] Digest(byte[] salt, byte[] password, int rounds, HashingWork work)
    {
        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData([.. salt, .. password], digest);
        byte[] result = [];
        byte[] block = [.. digest, .. password];
        for (var round = 1; round <= RoundsOfEveryCheck; round++)
        {
            MD5.HashData(block, digest);
            digest.CopyTo(block);
            work.AddPhpassRound();
            if (round == rounds)
                result = digest.ToArray();
        }

        return result;
    }
}
