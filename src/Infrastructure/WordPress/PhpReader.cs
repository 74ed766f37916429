using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Scheduling.Infrastructure.WordPress;

/// <summary>The grammar behind <see cref="PhpSerialized"/>: each method eats one element, or returns null and all is refused.</summary>
internal ref struct PhpReader(ReadOnlySpan<byte> bytes)
{
    private const int DeepestArray = 8;

    private static readonly SearchValues<byte> SignAndDigits = SearchValues.Create("-0123456789"u8);

    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool AtEnd => _rest.IsEmpty;

    public PhpValue? Value(int depth = 1) => Kind switch
    {
        'N' => Take("N;"u8) ? new PhpNull() : null,
        'b' => Boolean(),
        'i' => Integer() is { } number ? new PhpInteger(number) : null,
        's' => Text() is { } text ? new PhpText(text) : null,
        'a' => Array(depth),
        _ => null,
    };

    private readonly char Kind => _rest.IsEmpty ? '\0' : (char)_rest[0];

    private PhpBoolean? Boolean()
    {
        if (Take("b:1;"u8))
            return new PhpBoolean(true);
        return Take("b:0;"u8) ? new PhpBoolean(false) : null;
    }

    private long? Integer() => Take("i:"u8) && Number() is { } number && Take(";"u8) ? number : null;

    private string? Text()
    {
        if (!Take("s:"u8) || Number() is not { } length || !Take(":\""u8) || length < 0 || length > _rest.Length)
            return null;

        var text = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return Take("\";"u8) && Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : null;
    }

    private PhpArray? Array(int depth)
    {
        if (depth > DeepestArray || !Take("a:"u8) || Number() is not { } count || !Take(":{"u8) || count < 0)
            return null;

        // No capacity from the count: it is only a claim.
        var items = new Dictionary<string, PhpValue>(StringComparer.Ordinal);
        for (var read = 0L; read < count; read++)
        {
            if (Key() is not { } key || Value(depth + 1) is not { } item)
                return null;
            items[key] = item;
        }

        return Take("}"u8) ? new PhpArray(items) : null;
    }

    private string? Key() => Kind == 's' ? Text() : Integer()?.ToString(CultureInfo.InvariantCulture);

    /// <summary>A whole number as PHP writes it: no plus, no leading zeros, no "-0", within 64 bits.</summary>
    private long? Number()
    {
        var end = _rest.IndexOfAnyExcept(SignAndDigits);
        var digits = end < 0 ? _rest : _rest[..end];
        if (!long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return null;

        Span<byte> asPhpWrites = stackalloc byte[20];
        number.TryFormat(asPhpWrites, out var length, default, CultureInfo.InvariantCulture);
        _rest = _rest[digits.Length..];
        return digits.SequenceEqual(asPhpWrites[..length]) ? number : null;
    }

    private bool Take(ReadOnlySpan<byte> expected)
    {
        if (!_rest.StartsWith(expected))
            return false;
        _rest = _rest[expected.Length..];
        return true;
    }
}
