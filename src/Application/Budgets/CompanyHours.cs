using Scheduling.Application.Pipeline;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Budgets;

/// <summary>
/// The current month's hours of each company (R21, R74), the month being the company's own: administrators see all companies, therapists
/// those they serve.
/// </summary>
[MaySend(ActingRole.Therapist, ActingRole.Administrator)]
public sealed record CompanyHours : IQuery<IReadOnlyList<CompanyMonth>>;

/// <summary>Minutes of one company's month; used = held + booked ahead + no-shows.</summary>
public sealed record CompanyMonth(string Company, YearMonth Month, int Purchased, int Held, int BookedAhead, int NoShow)
{
    public int Used => Held + BookedAhead + NoShow;

    public int Unused => Purchased - Used;
}

/// <summary>The refused attempts of the last 30 days, latest first (R23).</summary>
[MaySend(ActingRole.Administrator)]
public sealed record RecentRefusedAttempts : IQuery<RefusedAttemptsView>;

public sealed record RefusedAttemptsView(string ZoneId, IReadOnlyList<RefusedAttemptLine> Attempts);

public sealed record RefusedAttemptLine(
    ulong Id, Instant At, string Patient, string Company, YearMonth Month, Instant? Wanted, int UnusedMinutes, bool IsDealtWith);
