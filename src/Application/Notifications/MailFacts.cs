using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Notifications;

/// <summary>Everything that a mail says, read just before it is sent; the receiver's own language and clocks (R14, R60).</summary>
public sealed record MailFacts(MessageKind Kind, ActingRole Receiver, Language Language, DateTimeZone Zone)
{
    public VisitInMail? Visit { get; init; }

    public AttemptInMail? Attempt { get; init; }

    /// <summary>The code of a fault, for administrators.</summary>
    public string? Detail { get; init; }
}

/// <summary>
/// A visit as its own two sides read of it. <paramref name="ToldBefore"/>: the start that this receiver was told last, if another. <paramref name="With"/> is the other side's display name; <paramref name="Link"/> null says
/// that the link will be sent. <paramref name="CancelUntil"/>: the patient's limit while there still is one.
/// </summary>
public sealed record VisitInMail(
    Guid Id, Instant Start, Instant End, Instant? ToldBefore, string? With, string? Link, Instant? CancelUntil, ActingRole? CancelledBy);

/// <summary>A refused attempt (R23); the patient's name stands on the administrators' page, behind a sign-in, and not here.</summary>
public sealed record AttemptInMail(string Company, YearMonth Month, Minutes Unused, Instant? Wanted);

/// <summary>A mail as it is read, in both forms, and what its calendar entry is called; all in the receiver's language.</summary>
public sealed record MailText(string Subject, string Text, string Html, string CalendarSummary);
