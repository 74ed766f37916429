namespace Scheduling.Application.Pipeline;

/// <summary>Somebody sent a request that his role may not send; he is shown "not found" (R4).</summary>
public sealed class NotAllowedException(string request) : Exception($"{request} may not be sent in this role.");

/// <summary>
/// The portal cannot do it now (a lock held too long, the database away): nothing was changed, try again in a moment.
/// <see cref="OutcomeUnknown"/>: the connection broke while committing and could not be asked again; it may have happened.
/// </summary>
public sealed class BusyException(string message, Exception? cause, bool outcomeUnknown = false) : Exception(message, cause)
{
    public bool OutcomeUnknown { get; } = outcomeUnknown;
}

/// <summary>What was read before the locks no longer holds: roll back and run the unit of work again.</summary>
public sealed class BeginAgainException() : Exception("The facts changed before they could be locked.");
