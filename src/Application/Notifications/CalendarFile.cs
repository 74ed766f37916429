using System.Globalization;
using System.Text;
using NodaTime.Text;

namespace Scheduling.Application.Notifications;

/// <summary>
/// One visit as iCalendar (RFC 5545): moments in UTC, a neutral summary, nobody's name (R60). Without an <see cref="Invitation"/> it is a
/// download, METHOD:PUBLISH; with one it is an iTIP message (RFC 5546) to one attendee, REQUEST or, for a cancelled visit, CANCEL.
/// </summary>
public sealed record CalendarFile(string Uid, Instant Start, Instant End, Instant Now, string Summary, bool Cancelled, Uri? Page)
{
    private const int OctetsInALine = 75;

    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("yyyyMMdd'T'HHmmss'Z'");

    /// <summary>+1 with every change that is sent; calendars ignore what is not newer than what they have.</summary>
    public int Sequence { get; init; }

    /// <summary>Where the visit takes place.</summary>
    public string? Link { get; init; }

    /// <summary>Who sends it to whom; null for a download.</summary>
    public Invitation? To { get; init; }

    public string Method => To is null ? "PUBLISH" : Cancelled ? "CANCEL" : "REQUEST";

    public override string ToString()
    {
        string?[] lines =
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Scheduling portal//EN", "CALSCALE:GREGORIAN", $"METHOD:{Method}",
            "BEGIN:VEVENT", $"UID:{Uid}", $"DTSTAMP:{Utc.Format(Now)}", string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{Sequence}"),
            $"DTSTART:{Utc.Format(Start)}", $"DTEND:{Utc.Format(End)}",
            $"SUMMARY:{Escape(Summary)}", Link is null ? null : $"LOCATION:{Escape(Link)}", Page is null ? null : $"URL:{Page}",
            Cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED", "CLASS:PRIVATE", Cancelled ? "TRANSP:TRANSPARENT" : "TRANSP:OPAQUE",
            To is null ? null : $"ORGANIZER{Name(To.Organizer)}:mailto:{To.OrganizerAddress}",
            To is null ? null : $"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:{To.AttendeeAddress}",
            "END:VEVENT", "END:VCALENDAR",
        ];
        return string.Concat(lines.OfType<string>().Select(line => Fold(line) + "\r\n"));
    }

    /// <summary>A quoted parameter value cannot hold a quote or a control character (RFC 5545 §3.2).</summary>
    private static string Name(string? name) =>
        string.IsNullOrWhiteSpace(name) ? "" : $";CN=\"{string.Concat(name.Where(character => character != '"' && !char.IsControl(character)))}\"";

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>At 75 octets, never inside a character; the space that begins a folded line counts.</summary>
    private static string Fold(string line)
    {
        var folded = new StringBuilder();
        var octets = 0;
        foreach (var character in line.EnumerateRunes())
        {
            var size = character.Utf8SequenceLength;
            if (octets + size > OctetsInALine)
            {
                folded.Append("\r\n ");
                octets = 1;
            }

            folded.Append(character.ToString());
            octets += size;
        }

        return folded.ToString();
    }
}

/// <summary>The two addresses of an iTIP message. The organiser is the address that the mail comes from (RFC 6047).</summary>
public sealed record Invitation(string? Organizer, string OrganizerAddress, string AttendeeAddress);
