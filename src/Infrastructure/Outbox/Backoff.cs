namespace Scheduling.Infrastructure.Outbox;

/// <summary>R63: how long to wait after a try that failed for a passing reason, and when to stop trying.</summary>
internal static class Backoff
{
    /// <summary>From the first try; then the work has failed.</summary>
    public static readonly Duration GivesUpAfter = Duration.FromHours(24);

    /// <summary>15 s, then 1, 2, 4, 4 … minutes. <paramref name="tries"/> counts the one that just failed.</summary>
    public static Duration After(int tries) => tries switch
    {
        <= 1 => Duration.FromSeconds(15),
        2 => Duration.FromMinutes(1),
        3 => Duration.FromMinutes(2),
        _ => Duration.FromMinutes(4),
    };
}
