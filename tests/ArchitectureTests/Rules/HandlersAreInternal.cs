using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>Dependency direction 4: a use case is entered through its request; how it is handled is nobody else's business.</summary>
internal static class HandlersAreInternal
{
    private const string Rule = "Handlers, validators and behaviours are internal.";

    internal static IEnumerable<Violation> Check(IEnumerable<TypeDefinition> types) =>
        from type in types.SelectMany(type => type.WithNested())
        where type.IsHandlerOrSuch() && (type.IsPublic || type.IsNestedPublic)
        select Violation.At(type, "is public", Rule);
}
