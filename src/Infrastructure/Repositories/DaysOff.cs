using NodaTime.Text;
using Scheduling.Domain.Therapists;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>The days off for all (R30a) as one text, which says at a glance whether anything changed since it was read last.</summary>
/// <param name="Listed">ISO dates with commas between them; null = none.</param>
/// <param name="Polish">As in <c>provider_settings</c>: <c>off</c>, or anything else for on.</param>
internal sealed record DaysOff(string? Listed, string? Polish)
{
    /// <summary>Only those from <c>@from</c> on, so that the text does not grow with the years.</summary>
    public const string Columns = """
        (SELECT GROUP_CONCAT(on_date ORDER BY on_date) FROM {p}holidays WHERE on_date >= @from) AS listed,
        (SELECT value FROM {p}provider_settings WHERE name = 'polish_holidays') AS polish
        """;

    public const string Select = "SELECT " + Columns;

    public Holidays Read() => new(
        (Listed ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(date => LocalDatePattern.Iso.Parse(date).Value).ToHashSet(),
        Polish: Polish is not "off");
}
