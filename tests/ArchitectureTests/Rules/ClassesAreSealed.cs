using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>Dependency direction 4. Program and compiled Razor views and components are written by generators that do not seal.</summary>
internal static class ClassesAreSealed
{
    private const string Rule = "A class is sealed unless it is abstract, static or inherited by one of ours.";

    internal static IEnumerable<Violation> Check(IEnumerable<TypeDefinition> types)
    {
        var all = types.SelectMany(type => type.WithNested()).ToList();
        var inherited = all.Select(type => type.BaseType?.FullName()).ToHashSet(StringComparer.Ordinal);
        return from type in all
               where type.IsClass && !type.IsSealed && !type.IsAbstract && !inherited.Contains(type.FullName())
               where type.Layer() is not null && type.IsHandwritten() && !IsRazor(type)
               select Violation.At(type, "is not sealed", Rule);
    }

    private static bool IsRazor(TypeDefinition type) =>
        type.IsView() || type.SelfAndBases().Any(ancestor => ancestor.FullName() == "Microsoft.AspNetCore.Components.ComponentBase");
}
