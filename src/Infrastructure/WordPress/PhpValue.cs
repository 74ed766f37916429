namespace Scheduling.Infrastructure.WordPress;

/// <summary>A value that PHP's serialize() wrote, as far as the portal reads it: no objects, no references, no floats.</summary>
internal abstract record PhpValue;

internal sealed record PhpNull : PhpValue;

internal sealed record PhpBoolean(bool Value) : PhpValue;

internal sealed record PhpInteger(long Value) : PhpValue;

internal sealed record PhpText(string Value) : PhpValue;

/// <summary>An array; whole-number keys are held as their digits, because PHP does not tell "1" from 1 as a key either.</summary>
internal sealed record PhpArray(IReadOnlyDictionary<string, PhpValue> Items) : PhpValue;
