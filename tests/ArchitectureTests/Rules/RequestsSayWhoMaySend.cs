using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>Dependency direction 5: forgetting to authorise a use case must not compile into a release.</summary>
internal static class RequestsSayWhoMaySend
{
    private const string Rule = "Every command and query declares who may send it: [MaySend(roles)] or [AnyoneMaySend].";

    internal static IEnumerable<Violation> Check(IEnumerable<TypeDefinition> types) =>
        from type in types.SelectMany(type => type.WithNested())
        where IsRequest(type) && !SaysWho(type)
        select Violation.At(type, "does not say who may send it", Rule);

    private static bool IsRequest(TypeDefinition type) =>
        type is { IsInterface: false, IsAbstract: false } && type.Implements("MediatR.IRequest");

    private static bool SaysWho(TypeDefinition type) => type.HasAttribute(
        "Scheduling.Application.Pipeline.MaySendAttribute", "Scheduling.Application.Pipeline.AnyoneMaySendAttribute");
}
