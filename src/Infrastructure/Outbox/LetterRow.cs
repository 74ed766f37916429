using Scheduling.Application.Notifications;
using Scheduling.Application.Ports;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Repositories;

namespace Scheduling.Infrastructure.Outbox;

/// <summary>A message with all that it may tell of, as it is now.</summary>
internal sealed class LetterRow
{
    private static readonly Duration CancellingIsNewsFor = Duration.FromDays(1);
    private static readonly Duration AlertsAreNewsFor = Duration.FromDays(7);

    public ulong Id { get; init; }

    public string PublicId { get; init; } = "";

    public string Kind { get; init; } = "";

    public string ReceiverRole { get; init; } = "";

    public ulong? ReceiverId { get; init; }

    public string? Address { get; init; }

    public Instant? StartsAt { get; init; }

    /// <summary>The start that the receiver was told last, if any.</summary>
    public Instant? ToldStart { get; init; }

    public int IcalSequence { get; init; }

    public string? Detail { get; init; }

    public Instant CreatedAt { get; init; }

    public ulong? Meeting { get; init; }

    public string? Visit { get; init; }

    public ulong PatientId { get; init; }

    public ulong TherapistId { get; init; }

    public ulong CompanyId { get; init; }

    public Instant VisitStartsAt { get; init; }

    public Instant EndsAt { get; init; }

    public string? Status { get; init; }

    public string? MeetLink { get; init; }

    public string IcalUid { get; init; } = "";

    public string? CancelledRole { get; init; }

    public string? Language { get; init; }

    public string? TimeZone { get; init; }

    public string? FallbackLink { get; init; }

    public string? GoogleAccount { get; init; }

    /// <summary>Google keeps an event of the visit.</summary>
    public bool GoogleHasIt { get; init; }

    /// <summary>The receiver has an entry from an earlier mail.</summary>
    public bool HadCalendar { get; init; }

    public ulong? ByUser { get; init; }

    public Instant? DealtWithAt { get; init; }

    public YearMonth Month { get; init; }

    public int UnusedMinutes { get; init; }

    public Instant? Wanted { get; init; }

    public string? Company { get; init; }

    public MessageKind MessageKind => Codes.Kind(Kind);

    public ActingRole Role => Codes.Role(ReceiverRole);

    /// <summary>R14: what stands on the therapist's profile, else the portal's.</summary>
    public (Language Language, DateTimeZone Zone) TherapistReads(PortalOptions options) =>
        (Codes.LanguageOrNull(Language) ?? options.DefaultLanguage, Codes.ZoneOrNull(TimeZone) ?? options.TimeZone);

    /// <summary>R63: what makes a message useless before it is sent; null when it is still wanted.</summary>
    public string? WhyNeedless(Instant now) => MessageKind switch
    {
        MessageKind.VisitBooked or MessageKind.VisitMoved => WhyNotOfVisit(now),
        MessageKind.LinkFollows => WhyNotOfVisit(now) ?? (MeetLink is null ? "no_link" : null),
        MessageKind.VisitCancelled => now >= Instant.Max(EndsAt, CreatedAt) + CancellingIsNewsFor ? "too_late" : null, // also "not held by us" (R40)
        MessageKind.AttemptRefused => DealtWithAt is not null ? "dealt_with" : now >= CreatedAt + AlertsAreNewsFor ? "too_late" : null,
        MessageKind.MeetFailed => WhyNotOfVisit(now, startsAt: VisitStartsAt) ?? (MeetLink is not null ? "link_there" : null),
        _ => now >= CreatedAt + AlertsAreNewsFor ? "too_late" : null,
    };

    private string? WhyNotOfVisit(Instant now) => WhyNotOfVisit(now, StartsAt);

    private string? WhyNotOfVisit(Instant now, Instant? startsAt) =>
        Codes.Status(Status!) == AppointmentStatus.Cancelled ? "visit_cancelled"
        : VisitStartsAt != startsAt ? "visit_moved"
        : now >= EndsAt ? "too_late"
        : null;
}
