using Scheduling.Domain.Kernel;

namespace Scheduling.Infrastructure.WordPress;

/// <summary>The capabilities row to read and which of WordPress's roles mean which of ours (R1). A person may have several.</summary>
public sealed record WordPressOptions(
    string CapabilitiesKey,
    IReadOnlyList<string> PatientRoles,
    IReadOnlyList<string> TherapistRoles,
    IReadOnlyList<string> AdministratorRoles)
{
    internal IReadOnlyList<ActingRole> RolesOf(string? capabilities)
    {
        var slugs = Capabilities.RolesOf(capabilities);
        (ActingRole Role, IReadOnlyList<string> Slugs)[] mapping =
        [
            (ActingRole.Patient, PatientRoles), (ActingRole.Therapist, TherapistRoles), (ActingRole.Administrator, AdministratorRoles),
        ];
        return [.. mapping.Where(each => each.Slugs.Any(slugs.Contains)).Select(each => each.Role)];
    }
}
