using Scheduling.Domain.Kernel;

namespace Scheduling.Domain.Therapists;

/// <summary>That a therapist serves a company, on the dates of a period (both included, his zone).</summary>
public sealed record Assignment(CompanyId Company, DatePeriod Period);

/// <summary>
/// Who holds visits: his working time, buffer and limits (R36), the companies he serves, the periods in which an administrator switched
/// him off (R76). All his dates are dates of his own zone (R14).
/// </summary>
public sealed class Therapist(
    TherapistId id,
    WorkingTime workingTime,
    Minutes buffer,
    WorkingLimits limits,
    IReadOnlyList<Assignment> assignments,
    IReadOnlyList<DatePeriod> suspensions) : IAggregateRoot
{
    public TherapistId Id { get; } = id;

    public WorkingTime WorkingTime { get; } = workingTime;

    /// <summary>Free time between two of his visits; not needed at the end of his hours.</summary>
    public Minutes Buffer { get; } = buffer;

    public WorkingLimits Limits { get; } = limits;

    public IReadOnlyList<DatePeriod> Suspensions { get; } = suspensions;

    /// <summary>The periods in which he serves this company.</summary>
    public IReadOnlyList<DatePeriod> Serves(CompanyId company) => [.. assignments.Where(each => each.Company == company).Select(each => each.Period)];
}
