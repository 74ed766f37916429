using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>Dependency direction 2, for reports: they read any table by SQL and share nothing with the rules but Kernel.</summary>
internal static class ReportsAvoidTheDomain
{
    private const string Rule = "Reports name no Domain type outside Kernel.";

    internal static IEnumerable<Violation> Check(IEnumerable<TypeDefinition> types) =>
        from type in types
        where type.IsIn("Scheduling.Application.Reports", "Scheduling.Infrastructure.Queries.Reports")
        from mention in Mentions.Of(type)
        where mention.Type.Layer() == "Domain" && mention.Type.Module() != "Kernel"
        select Violation.At(type, mention, Rule);
}
