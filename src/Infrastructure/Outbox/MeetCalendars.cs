using Scheduling.Domain.Kernel;

namespace Scheduling.Infrastructure.Outbox;

/// <summary>In whose calendars Google keeps a visit's event already: those people are sent no calendar part by us (R51, R60).</summary>
internal sealed record MeetCalendars(bool AreOn, bool BelongToTherapists, bool InvitePatients)
{
    public static readonly MeetCalendars Off = new(AreOn: false, BelongToTherapists: false, InvitePatients: false);

    public bool Hold(ActingRole side, string? therapistsAccount) =>
        AreOn && (side == ActingRole.Patient ? InvitePatients : BelongToTherapists && !string.IsNullOrWhiteSpace(therapistsAccount));
}
