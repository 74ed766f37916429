using System.Globalization;
using System.Text;

namespace Scheduling.Benchmarks;

/// <summary>Markdown, printed as it comes and written to a file at the end.</summary>
internal sealed class Report
{
    private readonly StringBuilder text = new();
    private readonly List<string[]> targets = [];
    private readonly List<string[]> points = [];

    public void Title(string title) => Line($"\n### {title}\n");

    public void Table(IReadOnlyList<string> head, IEnumerable<string[]> rows)
    {
        Line($"| {string.Join(" | ", head)} |");
        Line($"|{string.Concat(Enumerable.Repeat("---|", head.Count))}");
        foreach (var row in rows)
        {
            Line($"| {string.Join(" | ", row)} |");
        }
    }

    public void Target(string what, string target, double value, Func<double, bool> isMet)
    {
        targets.Add([what, target, value.ToString("0.##", CultureInfo.InvariantCulture), isMet(value) ? "met" : "**missed**"]);
        Console.WriteLine(string.Join(" | ", targets[^1]));
    }

    /// <summary>A point of the curve of growth.</summary>
    public void Point(Size size, Figures page, Figures booking) => points.Add([
        size.Name, size.Visits.ToString("N0", CultureInfo.InvariantCulture), Milliseconds(page), Milliseconds(booking)]);

    public string Finish()
    {
        Title("Growth, one client");
        Table(["seed", "visits", "booking page p50 ms", "booking p50 ms"], points);
        Title("Targets");
        Table(["what", "target", "measured", ""], targets);
        return text.ToString();
    }

    private static string Milliseconds(Figures figures) => figures.Percentile(0.5).ToString("0.##", CultureInfo.InvariantCulture);

    private void Line(string line)
    {
        text.Append(line).Append('\n');
        Console.WriteLine(line);
    }
}
