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
        Purchase? allowance = null;
        var topUps = Minutes.Zero;
        foreach (var row in Rows)
        {
            if (row.Kind == PurchaseKind.TopUp)
            {
                topUps += row.Month == month ? row.Amount : Minutes.Zero;
            }
            else if (row.Month <= month && (allowance is null || (row.Month, row.EnteredAt).CompareTo((allowance.Month, allowance.EnteredAt)) >= 0))
            {
                allowance = row;
            }
        }

        return (allowance?.Amount ?? Minutes.Zero) + topUps;
    }
}
