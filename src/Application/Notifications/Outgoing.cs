using Scheduling.Application.Pipeline;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Notifications;

/// <summary>
/// What leaves the house, for administrators: messages that failed or wait and the latest others, Google work that did not come to an end, and
/// the links of coming visits (R53, R63). <paramref name="CountOnly"/>: the lists stay empty.
/// </summary>
[MaySend(ActingRole.Administrator)]
public sealed record Outgoing(bool CountOnly = false) : IQuery<OutgoingView>;

/// <param name="Failed">How much needs a person.</param>
public sealed record OutgoingView(
    string ZoneId, bool MailIsOn, bool GoogleIsOn, long Failed, IReadOnlyList<MessageLine> Messages, IReadOnlyList<MeetLine> Meets);

/// <summary>One message. <paramref name="Receiver"/> is empty for "all who are to be alerted"; <paramref name="Reason"/>: why it was dropped.</summary>
public sealed record MessageLine(
    Guid Id, Instant Created, MessageKind Kind, string Receiver, ActingRole Role, string State, string? Reason, Instant Due, int Tries, string? Answer)
{
    public bool MayRetry => State is "failed" || (State is "queued" && Tries > 0);
}

/// <summary>
/// The link of one visit and the work at Google for it. <paramref name="State"/> null: there is none. <paramref name="Fault"/> is a code that
/// docs/google.md explains.
/// </summary>
public sealed record MeetLine(
    Guid Visit, Instant Start, string Therapist, bool IsAhead, string? State, int Tries, string? Fault, string? Answer, string? Link)
{
    public bool MayRetry => State is "failed" or "configuration" || (State is "queued" or "pending" && Tries > 0);
}
