using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>Keeps the other rules honest: they know a type by its namespace, and a type without one would belong to no layer.</summary>
internal static class TypesStandInALayer
{
    private const string Rule = "A type stands in Scheduling.Domain, .Application, .Infrastructure or .Web; only Program has no namespace.";

    internal static IEnumerable<Violation> Check(IEnumerable<TypeDefinition> types) =>
        from type in types
        where type.IsHandwritten() && type.FullName() != "Program"
        where type.Namespace().Length == 0 || (type.IsIn("Scheduling") && !Code.Layers.Contains(type.Layer()))
        select Violation.At(type, "stands in no layer", Rule);
}
