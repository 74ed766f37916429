// Planted for Rules/DomainModulesShareNoAggregates.
using Planted.DomainModulesShareNoAggregates.Scheduling.Domain.Kernel;
using Planted.DomainModulesShareNoAggregates.Scheduling.Domain.Patients;

namespace Planted.DomainModulesShareNoAggregates.Scheduling.Domain.Kernel
{
    internal interface IAggregateRoot;

    internal readonly record struct PatientId(long Value);
}

namespace Planted.DomainModulesShareNoAggregates.Scheduling.Domain.Patients
{
    internal sealed class Patient : IAggregateRoot;

    internal sealed record PatientFacts(PatientId Id);

    internal sealed class PatientList
    {
        internal static int Count(IReadOnlyList<Patient> patients) => patients.Count;
    }
}

namespace Planted.DomainModulesShareNoAggregates.Scheduling.Domain.Appointments
{
    internal sealed class RuleOverIdsAndFacts
    {
        internal static bool Allows(PatientId id, PatientFacts facts) => facts.Id == id;
    }

    internal sealed class RuleOverPatients
    {
        internal static bool Allows(object booking) => booking is List<Patient>;
    }
}
