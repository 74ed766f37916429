using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>Dependency direction 2, in Application. Ports and Pipeline are nobody's module: everyone may use all of them.</summary>
internal static class ApplicationModulesShareContracts
{
    private const string Rule = "Of another Application module only the contract is named: public requests, results, events, interfaces; " +
        "never a handler, validator or behaviour, never an internal type.";

    internal static IEnumerable<Violation> Check(IEnumerable<TypeDefinition> types) =>
        from type in types
        where type.Layer() == "Application" && type.Module() is not null
        from mention in Mentions.Of(type)
        where IsOfAnotherModule(mention.Type, type.Module()) && !IsContract(mention.Type.Resolve())
        select Violation.At(type, mention, Rule);

    private static bool IsOfAnotherModule(TypeReference named, string? module) =>
        named.Layer() == "Application" && named.Module() is { } other && other != module && other is not ("Ports" or "Pipeline");

    private static bool IsContract(TypeDefinition named) => IsPublic(named) && !named.IsHandlerOrSuch();

    private static bool IsPublic(TypeDefinition type) => type.IsPublic || (type.IsNestedPublic && IsPublic(type.DeclaringType));
}
