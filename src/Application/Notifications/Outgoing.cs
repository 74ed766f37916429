using Scheduling.Application.Pipeline;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Notifications;

/// <summary>What leaves the house, for administrators: messages and Google work that wait or failed first, then the latest others (R53, R63).</summary>
[MaySend(ActingRole.Administrator)]
public sealed record Outgoing : IQuery<OutgoingView>;

public sealed record OutgoingView(string ZoneId, bool MailIsOn, bool GoogleIsOn, IReadOnlyList<MessageLine> Messages, IReadOnlyList<MeetLine> Meets)
{
    /// <summary>What needs a person.</summary>
    public int Failed => Messages.Count(message => message.State == "failed") + Meets.Count(meet => meet.State is "failed" or "configuration");
}

/// <summary>One message. <paramref name="Receiver"/> is empty for "all who are to be alerted"; <paramref name="Reason"/>: why it was dropped.</summary>
public sealed record MessageLine(
    Guid Id, Instant Created, MessageKind Kind, string Receiver, ActingRole Role, string State, string? Reason, Instant Due, int Tries, string? Answer)
{
    public bool MayRetry => State is "failed" || (State is "queued" && Tries > 0);
}

/// <summary>The work at Google for one visit. <paramref name="Fault"/> is a code that docs/google.md explains.</summary>
public sealed record MeetLine(
    Guid Visit, Instant Start, string Therapist, string State, Instant Due, int Tries, string? Fault, string? Answer, string? Link)
{
    public bool MayRetry => State is "failed" or "configuration" || (State is "queued" or "pending" && Tries > 0);
}
