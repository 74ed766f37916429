using System.Globalization;

namespace Scheduling.Domain.Companies;

/// <summary>
/// How many hours before a visit reminders go out (R11, R61): none, or up to three different values from 1 to 168.
/// Written as in the setting: <c>0</c>, <c>24</c>, <c>48,2</c>; the longest lead first.
/// </summary>
public sealed record ReminderLeads
{
    private const int MostReminders = 3;
    private const int LongestLead = 168;

    private ReminderLeads(string text, IReadOnlyList<int> hours) => (Text, Hours) = (text, hours);

    public static ReminderLeads None { get; } = new("0", []);

    /// <summary>The canonical text; equality rests on it.</summary>
    public string Text { get; }

    public IReadOnlyList<int> Hours { get; }

    /// <exception cref="ArgumentException">More than three, twice the same, or outside 1–168.</exception>
    public static ReminderLeads Of(params IReadOnlyCollection<int> hours)
    {
        if (hours.Count == 0)
        {
            return None;
        }

        var sorted = hours.Distinct().OrderDescending().ToArray();
        if (sorted.Length != hours.Count || sorted.Length > MostReminders || sorted[^1] < 1 || sorted[0] > LongestLead)
        {
            throw new ArgumentException("Up to three different leads from 1 to 168 hours.", nameof(hours));
        }

        return new ReminderLeads(string.Join(',', sorted.Select(lead => lead.ToString(CultureInfo.InvariantCulture))), sorted);
    }

    /// <exception cref="ArgumentException">Not of the written form.</exception>
    public static ReminderLeads Parse(string text)
    {
        var leads = text.Split(',', StringSplitOptions.TrimEntries)
            .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var lead)
                ? lead
                : throw new ArgumentException("A lead is a whole number of hours.", nameof(text)))
            .ToArray();
        return leads is [0] ? None : Of(leads);
    }

    public bool Equals(ReminderLeads? other) => string.Equals(Text, other?.Text, StringComparison.Ordinal);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
