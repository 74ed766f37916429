using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>Dependency direction 1. Libraries have their own rule; this one says which layer may name which.</summary>
internal static class LayersPointInwards
{
    private const string Rule = "Domain names NodaTime only; Application names Domain, MediatR, FluentValidation, NodaTime and the " +
        "abstractions of injection, logging and options; Infrastructure never names Web; Web names Infrastructure in Program and Setup only.";

    private static readonly string[] ForDomain = ["System", "NodaTime", "Scheduling.Domain"];

    private static readonly string[] ForApplication =
    [
        .. ForDomain, "Scheduling.Application", "MediatR", "FluentValidation",
        "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Logging", "Microsoft.Extensions.Options",
    ];

    internal static IEnumerable<Violation> Check(IEnumerable<TypeDefinition> types) =>
        from type in types
        from mention in Mentions.Of(type)
        where !MayName(type, mention.Type)
        select Violation.At(type, mention, Rule);

    private static bool MayName(TypeDefinition type, TypeReference named) => type.Layer() switch
    {
        "Domain" => named.IsIn(ForDomain),
        "Application" => named.IsIn(ForApplication),
        "Infrastructure" => named.Layer() != "Web",
        "Web" => named.Layer() != "Infrastructure" || type.IsIn("Scheduling.Web.Setup"),
        _ => true, // Program, and what generators write into namespaces of their own
    };
}
