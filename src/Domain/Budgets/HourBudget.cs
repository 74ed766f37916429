using Scheduling.Domain.Kernel;

namespace Scheduling.Domain.Budgets;

/// <summary>
/// One company's hours in one calendar month of its zone (R20–R24): purchased, used, unused; always purchased = used + unused.
/// "Used" is every visit of the month that is not cancelled: held, booked ahead and no-show. The Σ is read inside the booking
/// transaction under the lock of the month's row, so what this decides holds under any number of simultaneous bookings (R22). It keeps
/// no state of its own: the visits are the truth, this is what they add up to.
/// </summary>
public sealed record HourBudget(CompanyId Company, YearMonth Month, Minutes Purchased, Minutes Used)
{
    /// <summary>Negative where an administrator lowered the purchase below what is used (R22).</summary>
    public Minutes Unused => Purchased - Used;

    /// <summary>R22: a visit fits when it is not longer than what is unused; exactly the rest fits.</summary>
    public bool CanFit(Minutes visit) => visit <= Unused;
}
