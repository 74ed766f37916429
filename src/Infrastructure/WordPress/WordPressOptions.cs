using Scheduling.Domain.Kernel;

namespace Scheduling.Infrastructure.WordPress;

/// <summary>The capabilities row to read and which of WordPress's roles mean which of ours (R1). A person may have several.</summary>
public sealed record WordPressOptions(
    string CapabilitiesKey,
    IReadOnlyList<string> PatientRoles,
    IReadOnlyList<string> TherapistRoles,
    IReadOnlyList<string> AdministratorRoles)
{
    private static readonly ActingRole[] Mapped = [ActingRole.Patient, ActingRole.Therapist, ActingRole.Administrator];

    internal IReadOnlyList<string> NamesOf(ActingRole role) => role switch
    {
        ActingRole.Patient => PatientRoles,
        ActingRole.Therapist => TherapistRoles,
        ActingRole.Administrator => AdministratorRoles,
        _ => [],
    };

    internal IReadOnlyList<ActingRole> RolesOf(string? capabilities)
    {
        var slugs = Capabilities.RolesOf(capabilities);
        return [.. Mapped.Where(role => NamesOf(role).Any(slugs.Contains))];
    }
}
