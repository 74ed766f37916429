namespace Scheduling.Infrastructure.WordPress;

/// <summary>The two base-64 dialects of password hashes, read strictly.</summary>
/// <remarks>
/// Neither is RFC 4648: other alphabets, no padding, and phpass packs from the lowest bit. A foreign letter, a wrong
/// length or a set bit behind the last byte gives null: PHP never writes such text, nor would it match it.
/// </remarks>
internal static class CryptBase64
{
    public const string PhpassAlphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    public const string BcryptAlphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Reads phpass's text: the first letter holds the lowest six bits.</summary>
    public static byte[]? ReadPhpass(ReadOnlySpan<char> text, int length)
    {
        var bytes = new List<byte>(length);
        int pending = 0, bits = 0;
        foreach (var letter in text)
        {
            var value = PhpassAlphabet.IndexOf(letter, StringComparison.Ordinal);
            if (value < 0)
                return null;
            pending |= value << bits;
            bits += 6;
            if (bits < 8)
                continue;
            bytes.Add((byte)pending);
            pending >>= 8;
            bits -= 8;
        }

        return pending == 0 && bytes.Count == length ? [.. bytes] : null;
    }

    /// <summary>Reads bcrypt's text: the first letter holds the highest six bits.</summary>
    public static byte[]? ReadBcrypt(ReadOnlySpan<char> text, int length)
    {
        var bytes = new List<byte>(length);
        int pending = 0, bits = 0;
        foreach (var letter in text)
        {
            var value = BcryptAlphabet.IndexOf(letter, StringComparison.Ordinal);
            if (value < 0)
                return null;
            pending = (pending << 6) | value;
            bits += 6;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes.Add((byte)(pending >> bits));
            pending &= (1 << bits) - 1;
        }

        return pending == 0 && bytes.Count == length ? [.. bytes] : null;
    }
}
