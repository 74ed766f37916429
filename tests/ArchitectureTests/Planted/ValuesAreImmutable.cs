// Planted for Rules/ValuesAreImmutable.
using Planted.ValuesAreImmutable.Scheduling.Domain.Kernel;

namespace Planted.ValuesAreImmutable.Scheduling.Domain.Kernel
{
    internal interface IDomainEvent;

    internal readonly record struct Minutes(int Value);

    internal record struct LooseMinutes(int Value);

    internal struct LooseSpan(int start)
    {
        internal int Start = start;
    }
}

namespace Planted.ValuesAreImmutable.Scheduling.Domain.Patients
{
    internal sealed record Address(string City)
    {
        internal string Street { get; init; } = "";

        internal static int Known { get; set; }
    }

    internal sealed record LooseAddress(string City)
    {
        internal string Street { get; private set; } = "";
    }

    internal sealed class PatientLeft : IDomainEvent
    {
        internal string? Reason { get; set; }
    }

    internal sealed class Patient // an entity: it may change
    {
        internal string? Name { get; set; }
    }
}
