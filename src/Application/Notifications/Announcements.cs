using Scheduling.Domain.Appointments;

namespace Scheduling.Application.Notifications;

/// <summary>
/// What both sides of a visit are told. <paramref name="Until"/>: the moment at which it goes without the visit's link, if that has not come
/// by then (R53); equal to <paramref name="At"/> when there is nothing to wait for.
/// </summary>
public sealed record VisitAnnouncement(MessageKind Kind, Instant At, Instant Until);

/// <summary>Who hears of what happened to a visit (R44, R46, R60): always both sides, never a third person.</summary>
public static class Announcements
{
    /// <summary>Null for what nobody is told: corrections of attendance. <paramref name="longestWait"/> is zero with Google off.</summary>
    public static VisitAnnouncement? Of(AppointmentEvent happened, Instant start, Duration longestWait) => happened switch
    {
        AppointmentBooked => new(MessageKind.VisitBooked, happened.At, happened.At + WaitForLink(longestWait, happened.At, start)),
        AppointmentMoved => new(MessageKind.VisitMoved, happened.At, happened.At + WaitForLink(longestWait, happened.At, start)),
        AppointmentCancelled => new(MessageKind.VisitCancelled, happened.At, happened.At),
        _ => null,
    };

    /// <summary>R53: at most so long, and at most half the time that is left until the start.</summary>
    public static Duration WaitForLink(Duration longest, Instant now, Instant start) =>
        Duration.Max(Duration.Zero, Duration.Min(longest, (start - now) / 2));
}
