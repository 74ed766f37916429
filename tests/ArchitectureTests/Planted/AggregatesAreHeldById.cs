// Planted for Rules/AggregatesAreHeldById.
using Planted.AggregatesAreHeldById.Scheduling.Domain.Kernel;

namespace Planted.AggregatesAreHeldById.Scheduling.Domain.Kernel
{
    internal interface IAggregateRoot;

    internal readonly record struct TherapistId(long Value);
}

namespace Planted.AggregatesAreHeldById.Scheduling.Domain.Therapists
{
    internal sealed class Therapist : IAggregateRoot
    {
        internal Therapist? CopiedFrom { get; init; }
    }

    internal sealed class Absence(TherapistId therapist) : IAggregateRoot
    {
        internal TherapistId Therapist { get; } = therapist;
    }

    internal sealed class Substitution(Therapist substitute) : IAggregateRoot
    {
        internal Therapist Substitute { get; } = substitute;
    }

    internal sealed class Team : IAggregateRoot
    {
        private readonly Dictionary<int, List<Therapist>> _members = [];

        internal int Size => _members.Count;
    }
}
