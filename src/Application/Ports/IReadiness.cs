namespace Scheduling.Application.Ports;

/// <summary>How the portal is, for machines that watch it. Numbers and codes only; nobody's name.</summary>
public interface IReadiness
{
    Task<Readiness> Look(CancellationToken cancellationToken);
}

/// <summary>
/// <paramref name="Database"/> false: the portal cannot work; everything else is then unknown. Waiting counts from when a row was tried
/// first, else due, in seconds; mail without a server and Google without credentials wait for nobody and are not counted.
/// </summary>
public sealed record Readiness(
    bool Database, string Mail, string Google, long OldestWaitingSeconds, long FailedMessages, long FailedMeets, long StoppedMeets)
{
    /// <summary>Something needs a person: a row failed or was stopped, or waits longer than a quarter of an hour.</summary>
    public bool NeedsAttention => FailedMessages + FailedMeets + StoppedMeets > 0 || OldestWaitingSeconds > 900;
}
