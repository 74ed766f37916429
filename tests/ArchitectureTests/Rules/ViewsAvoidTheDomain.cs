using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>Dependency direction 3: a page shows what a query returned. Compiled views stand in AspNetCoreGeneratedDocument.</summary>
internal static class ViewsAvoidTheDomain
{
    private const string Rule = "No view uses a Domain type.";

    internal static IEnumerable<Violation> Check(IEnumerable<TypeDefinition> types) =>
        from type in types
        where type.IsView()
        from mention in Mentions.Of(type)
        where mention.Type.Layer() == "Domain"
        select Violation.At(type, mention, Rule);
}
