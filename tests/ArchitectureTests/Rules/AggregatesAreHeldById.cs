using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>Dependency direction 4: two aggregates in one object graph would be locked, loaded and saved together.</summary>
internal static class AggregatesAreHeldById
{
    private const string Rule = "An aggregate holds another aggregate by its id, never itself, not even in a collection.";

    internal static IEnumerable<Violation> Check(IEnumerable<TypeDefinition> types)
    {
        var roots = types.Where(type => type.Layer() == "Domain" && type.IsAggregateRoot()).ToList();
        var names = roots.Select(root => root.FullName()).ToHashSet(StringComparer.Ordinal);
        return (from root in roots
                from held in Held(root)
                where held.Type.FullName() != root.FullName() && names.Contains(held.Type.FullName())
                select Violation.At(root, held.Member, $"holds {held.Type.FullName()}", Rule)).Distinct();
    }

    private static IEnumerable<Mention> Held(TypeDefinition root) =>
        root.Fields.Select(field => (field.Name, Type: field.FieldType))
            .Concat(root.Properties.Select(property => (property.Name, Type: property.PropertyType)))
            .SelectMany(member => Mentions.Parts(member.Type).Select(type => new Mention(WrittenName.Of(root, member.Name), type)));
}
