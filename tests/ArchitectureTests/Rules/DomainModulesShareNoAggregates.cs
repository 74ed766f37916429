using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>Dependency direction 2, in Domain: ids, Kernel types, events and plain values may cross modules, aggregates do not.</summary>
internal static class DomainModulesShareNoAggregates
{
    private const string Rule = "No Domain module names an aggregate root of another: it holds the id or is handed plain values.";

    internal static IEnumerable<Violation> Check(IEnumerable<TypeDefinition> types)
    {
        var all = types.ToList();
        var roots = all.Where(type => type.IsAggregateRoot()).Select(type => type.FullName()).ToHashSet(StringComparer.Ordinal);
        return from type in all
               where type.Layer() == "Domain"
               from mention in Mentions.Of(type)
               where roots.Contains(mention.Type.FullName()) && mention.Type.Module() != type.Module()
               select Violation.At(type, mention, Rule);
    }
}
