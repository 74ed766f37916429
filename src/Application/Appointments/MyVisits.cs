using Scheduling.Application.Pipeline;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Appointments;

/// <summary>The signed-in patient's visits, planned, held and cancelled (R35), latest start first; at most <paramref name="Most"/>.</summary>
[MaySend(ActingRole.Patient)]
public sealed record MyVisits(int Most = 200) : IQuery<MyVisitsView>;

public sealed record MyVisitsView(string ZoneId, Instant Now, IReadOnlyList<VisitLine> Visits);

/// <summary>The state of a visit as people read it (R40): <see cref="Held"/> is a booked one that is over.</summary>
public enum VisitState
{
    Planned,
    InProgress,
    Held,
    NoShow,
    Cancelled,
}

/// <param name="Link">Where to go, for a visit that is ahead and has its link.</param>
public sealed record VisitLine(Guid Id, Instant Start, Instant End, ulong Therapist, string TherapistName, VisitState State, string? Link);

/// <summary>One visit of the signed-in patient; null for an unknown one and for another person's alike (R4).</summary>
[MaySend(ActingRole.Patient)]
public sealed record MyVisit(Guid Id) : IQuery<VisitView?>;

public sealed record VisitView(
    Guid Id, Instant Start, Instant End, int Minutes, ulong Therapist, string TherapistName, VisitState State, string ZoneId)
{
    /// <summary>The last moment at which the patient may cancel, exactly then still (R13).</summary>
    public Instant CancelUntil { get; init; }

    public bool MayCancel { get; init; }

    /// <summary>Where to go, while the visit is ahead or in progress; null when there is no link (yet).</summary>
    public string? Link { get; init; }

    /// <summary>Google is at work on the link.</summary>
    public bool LinkIsBeingMade { get; init; }

    /// <summary>+1 with every change that calendars were sent.</summary>
    public int CalendarSequence { get; init; }

    /// <summary>Where it was before it was moved last.</summary>
    public Instant? MovedFrom { get; init; }

    /// <summary>Its name in calendars (RFC 5545 UID).</summary>
    public string CalendarUid { get; init; } = "";

    public int CancellationNoticeHours { get; init; }

    public int IntervalDays { get; init; }

    /// <summary>The first day after this visit that keeps the interval to it (R12); null where there is no interval or the visit does not count.</summary>
    public LocalDate? NextBookingFrom { get; init; }

    public Instant? CancelledAt { get; init; }

    /// <summary><c>patient</c>, <c>therapist</c>, <c>administrator</c> or <c>system</c>.</summary>
    public string? CancelledBy { get; init; }
}
