namespace Scheduling.Application.Notifications;

/// <summary>What a message tells (R60, R23, R53).</summary>
public enum MessageKind
{
    VisitBooked,
    VisitMoved,
    VisitCancelled,

    /// <summary>The link that a confirmation had to go without.</summary>
    LinkFollows,

    /// <summary>To administrators: a booking failed on hours alone.</summary>
    AttemptRefused,

    /// <summary>To administrators: one visit gets no link from Google.</summary>
    MeetFailed,

    /// <summary>To administrators: Google refuses the portal altogether until somebody changes a setting.</summary>
    MeetStopped,
}
