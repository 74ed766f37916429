using Scheduling.Domain.Kernel;

namespace Scheduling.Domain.Budgets;

/// <summary>How hours were bought (R20).</summary>
public enum PurchaseKind
{
    /// <summary>So much every month from this month on, until a later row says otherwise.</summary>
    Allowance,

    /// <summary>So much more (negative: a correction) in this month alone.</summary>
    TopUp,
}

/// <summary>One row of <c>number_of_purchased_hours</c>. Rows are only ever added; of two allowances from the same month the later entered holds.</summary>
public sealed record Purchase(PurchaseKind Kind, YearMonth Month, Minutes Amount, Instant EnteredAt);

/// <summary>A company's purchases and what they give in a month (R20): the standing allowance in force + the month's top-ups; without rows 0.</summary>
public sealed record PurchasedHours(IReadOnlyList<Purchase> Rows)
{
    public Minutes In(YearMonth month)
    {
        var allowance = Rows
            .Where(row => row.Kind == PurchaseKind.Allowance && row.Month <= month)
            .OrderBy(row => row.Month).ThenBy(row => row.EnteredAt)
            .LastOrDefault()?.Amount ?? Minutes.Zero;
        var topUps = Rows.Where(row => row.Kind == PurchaseKind.TopUp && row.Month == month).Select(row => row.Amount);
        return allowance + Minutes.Sum(topUps);
    }
}
