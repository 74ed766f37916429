using Scheduling.Domain.Appointments;

namespace Scheduling.Application.Notifications;

/// <summary>
/// What both sides of a visit are told. <paramref name="Until"/>: how long the message may wait for the visit's link, a moment not after
/// which it goes without (R53); equal to <paramref name="At"/> when there is nothing to wait for.
/// </summary>
public sealed record VisitAnnouncement(MessageKind Kind, Instant At, Instant Until, Instant? MovedFrom);

/// <summary>Who hears of what happened to a visit (R44, R46, R60): always both sides, never a third person.</summary>
public static class Announcements
{
    /// <summary>Null for what nobody is told: corrections of attendance. <paramref name="longestWait"/> is zero where no link will come by itself.</summary>
    public static VisitAnnouncement? Of(AppointmentEvent happened, Instant start, Duration longestWait) => happened switch
    {
        AppointmentBooked => new(MessageKind.VisitBooked, happened.At, happened.At + WaitForLink(longestWait, happened.At, start), null),
        AppointmentMoved moved =>
            new(MessageKind.VisitMoved, happened.At, happened.At + WaitForLink(longestWait, happened.At, start), moved.Before.Start),
        AppointmentCancelled => new(MessageKind.VisitCancelled, happened.At, happened.At, null),
        _ => null,
    };

    /// <summary>R53: at most so long, and at most half the time that is left until the start.</summary>
    public static Duration WaitForLink(Duration longest, Instant now, Instant start) =>
        Duration.Max(Duration.Zero, Duration.Min(longest, (start - now) / 2));
}
