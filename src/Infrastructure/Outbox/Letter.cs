using Scheduling.Application.Notifications;

namespace Scheduling.Infrastructure.Outbox;

/// <summary>A message that is due: to whom, with what, or why it is not sent after all.</summary>
internal sealed record Letter(ulong Id, string PublicId, ulong? Meeting)
{
    /// <summary>Why it is dropped (R63); null when it is to be sent.</summary>
    public string? DropReason { get; init; }

    /// <summary>It goes to all who are to be alerted, but not to this user, who caused it. See <see cref="IsForAll"/>.</summary>
    public ulong? NotTo { get; init; }

    public bool IsForAll { get; init; }

    public string Address { get; init; } = "";

    public MailFacts? Facts { get; init; }

    public CalendarPart? Calendar { get; init; }

    /// <summary>It is of the kind that takes the visit's link along (R53).</summary>
    public bool TellsLink { get; init; }

    /// <summary>The visit's own link that it takes along; a therapist's fallback link is none.</summary>
    public string? Link { get; init; }
}

/// <summary>What the calendar part needs beside the facts of the mail.</summary>
internal sealed record CalendarPart(string Uid, int Sequence);
