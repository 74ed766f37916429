namespace Scheduling.Application.Ports;

/// <summary>Walks through every step that a Meet link needs, so that whoever sets it up sees which one fails and what to do (R51).</summary>
public interface IGoogleCheck
{
    /// <summary>Null: Google is not configured. Makes and removes a test event; takes seconds for each account.</summary>
    Task<IReadOnlyList<GoogleCheckStep>?> Run(CancellationToken cancellationToken);
}

public enum GoogleStepState
{
    Ok,
    Warning,
    Failed,
}

/// <summary>
/// One step. Its words stand under <c>google.step.</c><paramref name="Code"/>, what to do under <c>google.fix.</c><paramref name="Fix"/>
/// (null: nothing). <paramref name="Account"/>: whose calendar it was about.
/// </summary>
public sealed record GoogleCheckStep(string Code, GoogleStepState State, string? Account = null, string? Fix = null);
