using System.Text;
using NodaTime.Text;

namespace Scheduling.Application.Notifications;

/// <summary>One visit as iCalendar (RFC 5545), for a download: METHOD:PUBLISH, moments in UTC, a neutral summary, nobody's name (R60).</summary>
public sealed record CalendarFile(string Uid, Instant Start, Instant End, Instant Now, string Summary, bool Cancelled, Uri? Page)
{
    private const int OctetsInALine = 75;

    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("yyyyMMdd'T'HHmmss'Z'");

    public override string ToString()
    {
        string?[] lines =
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Scheduling portal//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "BEGIN:VEVENT", $"UID:{Uid}", $"DTSTAMP:{Utc.Format(Now)}", $"DTSTART:{Utc.Format(Start)}", $"DTEND:{Utc.Format(End)}",
            $"SUMMARY:{Escape(Summary)}", Page is null ? null : $"URL:{Page}", Cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED",
            "CLASS:PRIVATE", "TRANSP:OPAQUE", "END:VEVENT", "END:VCALENDAR",
        ];
        return string.Concat(lines.OfType<string>().Select(line => Fold(line) + "\r\n"));
    }

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
