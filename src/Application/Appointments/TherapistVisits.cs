using Scheduling.Application.Pipeline;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Appointments;

/// <summary>The signed-in therapist's visits of the next two weeks; patients by their initials (SCREENS §3).</summary>
[MaySend(ActingRole.Therapist)]
public sealed record TherapistVisits : IQuery<TherapistVisitsView>;

public sealed record TherapistVisitsView(string ZoneId, Instant Now, IReadOnlyList<TherapistVisitLine> Visits);

public sealed record TherapistVisitLine(Instant Start, Instant End, string Initials, string Company);
