using Scheduling.Domain.Kernel;

namespace Scheduling.Domain.Budgets;

/// <summary>
/// One company's hours in one calendar month of its zone (R20–R24): purchased, used, unused; always purchased = used + unused.
/// "Used" is every visit of the month that is not cancelled: held, booked ahead and no-show. The Σ is read inside the booking
/// transaction, so what this decides holds under any number of simultaneous bookings (R22).
/// </summary>
public sealed class HourBudget(CompanyId company, YearMonth month, Minutes purchased, Minutes used) : IAggregateRoot
{
    public CompanyId Company { get; } = company;

    public YearMonth Month { get; } = month;

    public Minutes Purchased { get; } = purchased;

    public Minutes Used { get; private set; } = used;

    /// <summary>Negative where an administrator lowered the purchase below what is used (R22).</summary>
    public Minutes Unused => Purchased - Used;

    /// <summary>R22: a visit fits when it is not longer than what is unused; exactly the rest fits.</summary>
    public bool CanFit(Minutes visit) => visit <= Unused;

    /// <summary>A visit is booked into this month.</summary>
    /// <exception cref="InvalidOperationException">It does not fit: ask <see cref="CanFit"/> first.</exception>
    public void Charge(Minutes visit)
    {
        if (!CanFit(visit))
        {
            throw new InvalidOperationException("The month's hours are fewer than this visit needs.");
        }

        Used += visit;
    }

    /// <summary>A visit of this month is cancelled: its time always returns, whoever cancels and when (R24).</summary>
    public void GiveBack(Minutes visit) => Used -= visit;
}
