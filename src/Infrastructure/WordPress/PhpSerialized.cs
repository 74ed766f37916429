using System.Text;

namespace Scheduling.Infrastructure.WordPress;

/// <summary>Reads what PHP's serialize() wrote into <c>usermeta</c>: capabilities (R1) and session tokens (R8).</summary>
/// <remarks>
/// Strict: booleans, integers, strings (their lengths count bytes), null and nested arrays, spelt as PHP spells them. Null comes back for
/// objects (O:, C:), references, floats, null as a key, trailing text, wrong lengths or counts, broken UTF-8, arrays nested more than
/// 8 deep and input above 64 KiB. Of a key that occurs twice the last value stays, as in PHP. Never throws. Source: PHP's unserialize().
/// </remarks>
internal static class PhpSerialized
{
    private const int LongestInBytes = 64 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the text of a column; null (no row) gives null.</summary>
    public static PhpValue? Read(string? text)
    {
        // A letter is at least one byte, so that oversize text is refused before it is copied.
        if (text is null || text.Length > LongestInBytes)
            return null;

        try
        {
            return ReadBytes(StrictUtf8.GetBytes(text));
        }
        catch (EncoderFallbackException)
        {
            return null; // half a surrogate pair: no UTF-8 text ever held it
        }
    }

    /// <summary>Reads bytes.</summary>
    public static PhpValue? ReadBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LongestInBytes)
            return null;

        var reader = new PhpReader(bytes);
        var value = reader.Value();
        return reader.AtEnd ? value : null;
    }
}
