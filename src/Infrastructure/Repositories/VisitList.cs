using System.Globalization;
using Scheduling.Domain.Kernel;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>
/// Many visits in one text: their number, then of each the seconds from <c>@from</c> to its start and how many it lasts. As rows they would
/// cost the driver many times what the server does.
/// </summary>
internal static class VisitList
{
    /// <summary>Of <c>meetings m</c>, over all rows of a group; <c>@from</c> is a whole second.</summary>
    public const string Sql = """
        CONCAT(COUNT(*), ';', COALESCE(GROUP_CONCAT(TIMESTAMPDIFF(SECOND, @from, m.starts_at), '+', TIMESTAMPDIFF(SECOND, m.starts_at, m.ends_at)), ''))
        """;

    /// <param name="from">As asked.</param>
    /// <exception cref="InvalidOperationException">The server cut the text short.</exception>
    public static List<TimeSlot> Read(string text, Instant from)
    {
        var semicolon = text.IndexOf(';', StringComparison.Ordinal);
        var count = (int)Number(text.AsSpan(0, semicolon));
        var visits = new List<TimeSlot>(count);
        var list = text.AsSpan(semicolon + 1);
        foreach (var part in count == 0 ? default : list.Split(','))
        {
            var visit = list[part];
            var plus = visit.IndexOf('+');
            var start = from + Duration.FromSeconds(Number(visit[..plus]));
            visits.Add(new TimeSlot(start, start + Duration.FromSeconds(Number(visit[(plus + 1)..]))));
        }

        return visits.Count == count ? visits : throw new InvalidOperationException("The list of visits was cut short.");
    }

    private static long Number(ReadOnlySpan<char> digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
