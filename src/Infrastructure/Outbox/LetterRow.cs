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
    public ulong Id { get; init; }

    public string PublicId { get; init; } = "";

    public string Kind { get; init; } = "";

    public string ReceiverRole { get; init; } = "";

    public ulong? ReceiverId { get; init; }

    public string? Address { get; init; }

    public Instant? StartsAt { get; init; }

    public Instant? MovedFrom { get; init; }

    public int IcalSequence { get; init; }

    public string? Detail { get; init; }

    public int Tries { get; init; }

    public Instant FirstTriedAt { get; init; }

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

    public ulong? ByUser { get; init; }

    public YearMonth Month { get; init; }

    public int UnusedMinutes { get; init; }

    public Instant? Wanted { get; init; }

    public string? Company { get; init; }

    public MessageKind MessageKind => Codes.Kind(Kind);

    public ActingRole Role => Codes.Role(ReceiverRole);

    /// <summary>R14: what stands on the therapist's profile, else the portal's.</summary>
    public (Language Language, DateTimeZone Zone) TherapistReads(PortalOptions options) =>
        (Codes.LanguageOrNull(Language) ?? options.DefaultLanguage, Codes.ZoneOrNull(TimeZone) ?? options.TimeZone);

    /// <summary>R63: the visit is cancelled, or elsewhere, or over; a cancelling is told whatever comes. Null when the message is still wanted.</summary>
    public string? WhyNeedless(Instant now) =>
        MessageKind is not (MessageKind.VisitBooked or MessageKind.VisitMoved or MessageKind.LinkFollows) ? null
        : Codes.Status(Status!) == AppointmentStatus.Cancelled ? "visit_cancelled"
        : VisitStartsAt != StartsAt ? "visit_moved"
        : now >= EndsAt ? "too_late"
        : null;
}
