using System.Threading.RateLimiting;

namespace Scheduling.Web.Setup;

/// <summary>
/// Limits attempts to sign in (R2): per address, and per account from one address. Never per account alone, or a stranger could lock the
/// real person out by trying his name. Counted per instance.
/// </summary>
internal sealed class SignInLimiter : IDisposable
{
    private const int PerAddressAndMinute = 40;
    private const int PerAccountAndAddress = 10;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<(string Address, string Account)> limiter =
        PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<(string Address, string Account), string>(attempt =>
                RateLimitPartition.GetFixedWindowLimiter(attempt.Address, _ => Window(PerAddressAndMinute))),
            PartitionedRateLimiter.Create<(string Address, string Account), (string, string)>(attempt =>
                RateLimitPartition.GetFixedWindowLimiter(attempt, _ => Window(PerAccountAndAddress))));

    /// <summary>False: too many attempts, try again in a minute.</summary>
    public bool MayTry(System.Net.IPAddress? address, string account)
    {
        using var lease = limiter.AttemptAcquire((address?.ToString() ?? "unknown", account.Trim().ToUpperInvariant()));
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();

    private static FixedWindowRateLimiterOptions Window(int permits) => new() { PermitLimit = permits, Window = Minute };
}
