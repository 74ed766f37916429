namespace Scheduling.Domain.Kernel;

/// <summary>Whole dates, both ends included, either end open: periods of companies, assignments, suspensions, substitutions (R7).</summary>
public readonly record struct DatePeriod
{
    public DatePeriod(LocalDate? from, LocalDate? until)
    {
        if (from > until)
        {
            throw new ArgumentException("A period ends on or after the day it begins.", nameof(until));
        }

        From = from;
        Until = until;
    }

    /// <summary>First day; null = always has been.</summary>
    public LocalDate? From { get; }

    /// <summary>Last day; null = for good.</summary>
    public LocalDate? Until { get; }

    public static DatePeriod Always => default;

    public bool Contains(LocalDate day) => (From is null || From <= day) && (Until is null || day <= Until);
}
