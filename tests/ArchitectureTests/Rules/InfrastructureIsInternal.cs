using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>Dependency direction 4: Web needs the registration and a few options, nothing else.</summary>
internal static class InfrastructureIsInternal
{
    private const string Rule = "An Infrastructure type is internal unless Web names it, or a type that Web names shows it.";

    internal static IEnumerable<Violation> Check(IEnumerable<TypeDefinition> types)
    {
        var all = types.ToList();
        var open = all.Where(type => type.Layer() == "Infrastructure" && type.IsPublic)
            .ToDictionary(type => type.FullName(), StringComparer.Ordinal);
        var fromOutside = all.Where(type => type.Layer() != "Infrastructure").SelectMany(Mentions.Of);
        for (var needed = Among(open, fromOutside); needed.Count > 0; needed = Among(open, needed.SelectMany(Mentions.InPublicSurface)))
            needed.ForEach(type => open.Remove(type.FullName()));
        return open.Values.Select(type => Violation.At(type, "is public", Rule));
    }

    private static List<TypeDefinition> Among(Dictionary<string, TypeDefinition> open, IEnumerable<Mention> mentions) =>
        [.. mentions.Select(mention => mention.Type.FullName()).Distinct().Where(open.ContainsKey).Select(name => open[name])];
}
