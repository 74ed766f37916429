namespace Scheduling.Domain.Kernel;

/// <summary>A telephone number in E.164: a plus and 8 to 15 digits (ITU-T E.164). Nine digits alone are Polish.</summary>
public sealed record PhoneNumber
{
    private const int PolishDigits = 9;
    private const int Fewest = 8;
    private const int Most = 15;

    private PhoneNumber(string value) => Value = value;

    public string Value { get; }

    /// <summary>The number as people may show it to others looking on: only its last three digits.</summary>
    public string Masked => $"*** *** {Value[^3..]}";

    /// <summary>Reads what a person typed, with spaces, dashes, brackets, 00 or + in front; null when it is no number.</summary>
    public static PhoneNumber? Parse(string text)
    {
        var typed = string.Concat(text.Where(sign => !char.IsWhiteSpace(sign) && sign is not ('-' or '(' or ')' or '.')));
        var international = typed.StartsWith('+') ? typed[1..] : typed.StartsWith("00", StringComparison.Ordinal) ? typed[2..] : null;
        var digits = international ?? (typed.Length == PolishDigits ? "48" + typed : typed);
        return digits.Length is >= Fewest and <= Most && digits[0] != '0' && digits.All(char.IsAsciiDigit) && (international is not null || typed.Length == PolishDigits)
            ? new PhoneNumber("+" + digits)
            : null;
    }

    public override string ToString() => Value;
}
