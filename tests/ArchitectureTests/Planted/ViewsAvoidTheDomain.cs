// Planted for Rules/ViewsAvoidTheDomain: what a compiled Razor view looks like to the rule.
using Planted.ViewsAvoidTheDomain.Scheduling.Domain.Kernel;

namespace Planted.ViewsAvoidTheDomain.Scheduling.Domain.Kernel
{
    internal readonly record struct PatientId(long Value);
}

namespace Planted.ViewsAvoidTheDomain.Scheduling.Web.Pages
{
    internal sealed record PatientRow(string Name, PatientId Id);
}

namespace Planted.ViewsAvoidTheDomain.AspNetCoreGeneratedDocument
{
    internal sealed class Pages_Patients
    {
        internal static string Execute(Scheduling.Web.Pages.PatientRow row) => row.Name;
    }

    internal sealed class Pages_Patient
    {
        internal static string Execute(Scheduling.Web.Pages.PatientRow row) => row.Id.ToString();
    }
}
