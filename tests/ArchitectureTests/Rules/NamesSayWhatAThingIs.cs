using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>Habit: these words say that a class has a place in the program, not what it does there.</summary>
internal static class NamesSayWhatAThingIs
{
    private const string Rule = "No type and no namespace is called Manager, Helper, Service, Util, Common, Dto or Base.";

    private static readonly string[] Empty =
    [
        "Manager", "Helper", "Helpers", "Service", "Services", "Util", "Utils", "Utility", "Utilities", "Common",
        "Dto", "Dtos", "DTO", "Base",
    ];

    internal static IEnumerable<Violation> Check(IEnumerable<TypeDefinition> types) =>
        from type in types.SelectMany(type => type.WithNested())
        where type.Layer() is not null && type.IsHandwritten()
        let name = type.Name.Split('`')[0]
        where Empty.Any(word => name.EndsWith(word, StringComparison.Ordinal)) || type.Namespace().Split('.').Intersect(Empty).Any()
        select Violation.At(type, "has an empty name", Rule);
}
