namespace Scheduling.Domain.Kernel;

/// <summary>
/// An amount of whole minutes: the one unit in which hours are bought, used and compared (R20).
/// Negative only as a balance (more used than purchased, R22) or a correction of a purchase (R20).
/// </summary>
public readonly record struct Minutes(int Value) : IComparable<Minutes>
{
    public static readonly Minutes Zero = new(0);

    public Duration AsDuration => Duration.FromMinutes(Value);

    public int CompareTo(Minutes other) => Value.CompareTo(other.Value);

    public static Minutes Sum(IEnumerable<Minutes> amounts) => amounts.Aggregate(Zero, (sum, next) => sum + next);

    public static Minutes operator +(Minutes left, Minutes right) => new(checked(left.Value + right.Value));

    public static Minutes operator -(Minutes left, Minutes right) => new(checked(left.Value - right.Value));

    public static bool operator <(Minutes left, Minutes right) => left.Value < right.Value;

    public static bool operator >(Minutes left, Minutes right) => left.Value > right.Value;

    public static bool operator <=(Minutes left, Minutes right) => left.Value <= right.Value;

    public static bool operator >=(Minutes left, Minutes right) => left.Value >= right.Value;
}
