using Scheduling.Domain.Companies;
using Scheduling.Infrastructure.Google;

namespace Scheduling.Infrastructure.Outbox;

/// <summary>
/// A claimed row of <c>outbox</c>: how far Google agrees with a visit. What can be set is what a turn finds out; it is stored when the turn
/// is marked.
/// </summary>
internal sealed class MeetRow
{
    public ulong Id { get; init; }

    public ulong MeetingId { get; init; }

    public int Generation { get; init; }

    public string State { get; init; } = "";

    /// <summary>Of the visit's wish when this turn began; a higher one in the table means: look again.</summary>
    public uint Version { get; init; }

    public string Lease { get; init; } = "";

    /// <summary>Counts this one.</summary>
    public int Tries { get; set; }

    public Instant? FirstTriedAt { get; set; }

    /// <summary>Account in whose calendar the event is; fixed from the first call that may have made it.</summary>
    public string? Organiser { get; set; }

    /// <summary>A call began that may have made the event.</summary>
    public bool Called { get; set; }

    /// <summary>The start that Google has; null while it is not known.</summary>
    public Instant? EventStartsAt { get; set; }

    public int ConferenceRequest { get; set; }

    public int Polls { get; set; }
}

/// <summary>The visit as it is now, with what its event needs to know of the therapist.</summary>
internal sealed record MeetVisit
{
    public string PublicId { get; init; } = "";

    public Instant StartsAt { get; init; }

    public Instant EndsAt { get; init; }

    public string Status { get; init; } = "";

    public string? MeetLink { get; init; }

    public string? MeetLinkBy { get; init; }

    public ulong PatientId { get; init; }

    public string? GoogleAccount { get; init; }

    public string? Language { get; init; }

    public int NewestGeneration { get; init; }

    public bool IsCancelled => Status == "cancelled";

    public bool HasLink => MeetLink is not null;

    public bool HasLinkByHand => HasLink && MeetLinkBy == "hand";

    /// <summary>A word that says nothing, in the language of the calendar's owner (R50).</summary>
    public string TitleFor(string organiser, GoogleOptions options, Language fallback)
    {
        var ownersLanguage = organiser == GoogleAccount ? Repositories.Codes.LanguageOrNull(Language) : null;
        return options.EventTitle ?? (ownersLanguage ?? fallback) switch
        {
            Domain.Companies.Language.Pl => "Spotkanie",
            Domain.Companies.Language.Ru => "Встреча",
            _ => "Meeting",
        };
    }
}

/// <summary>How a turn ended and what becomes of its row.</summary>
internal sealed record MeetOutcome(string State)
{
    public static readonly MeetOutcome Done = new("done");

    /// <summary>R52: the visit is over, nobody needs its event.</summary>
    public static readonly MeetOutcome Dropped = new("dropped");

    /// <summary>This event is lost to the visit: the next generation gets one of its own.</summary>
    public static readonly MeetOutcome NextGeneration = new("done") { OpensNext = true };

    public bool OpensNext { get; private init; }

    public Uri? Link { get; private init; }

    /// <summary>Until the row is due again.</summary>
    public Duration Wait { get; private init; }

    public GoogleFault? Fault { get; private init; }

    /// <summary>Administrators hear of this visit; else, of the organiser, once.</summary>
    public bool TellsOfVisit { get; private init; }

    public static MeetOutcome Linked(Uri link) => new("done") { Link = link };

    /// <summary>Google is making the conference.</summary>
    public static MeetOutcome Pending(Duration wait) => new("pending") { Wait = wait };

    public static MeetOutcome Again(string state, GoogleFault fault, Duration wait) => new(state) { Fault = fault, Wait = wait };

    public static MeetOutcome Failed(GoogleFault fault, bool tellsOfVisit) => new("failed") { Fault = fault, TellsOfVisit = tellsOfVisit };
}
