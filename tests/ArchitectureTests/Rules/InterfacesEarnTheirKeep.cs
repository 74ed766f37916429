using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>Dependency direction 6: an interface with one implementer is a second name for the same class.</summary>
internal static class InterfacesEarnTheirKeep
{
    private const string Rule = "An interface has two implementers, or stands in Application.Ports, or is an aggregate's repository, " +
        "or loads BookingFacts, or marks types and has no members.";

    internal static IEnumerable<Violation> Check(IEnumerable<TypeDefinition> types)
    {
        var all = types.SelectMany(type => type.WithNested()).ToList();
        var classes = all.Where(type => type is { IsInterface: false, IsAbstract: false }).ToList();
        return from type in all
               where type.IsInterface && type.Layer() is not null && type.HasMethods
               where !type.IsIn("Scheduling.Application.Ports") && type.Name != "IBookingFacts"
               let implementers = classes.Where(other => other.Implements(type.FullName())).ToList()
               where implementers.Count < 2 && !IsRepository(type, implementers, all)
               select Violation.At(type, $"has {implementers.Count} implementer(s)", Rule);
    }

    /// <summary>Named IAppointmentRepository or, after its aggregate, IAppointments; or implemented in Infrastructure.Repositories.</summary>
    private static bool IsRepository(TypeDefinition type, List<TypeDefinition> implementers, List<TypeDefinition> all) =>
        type is { HasGenericParameters: false } && type.Layer() == "Application" && type.Module() is not null
        && (type.Name.EndsWith("Repository", StringComparison.Ordinal)
            || all.Any(root => root.IsAggregateRoot() && type.Name == "I" + Plural(root.Name))
            || implementers.Any(implementer => implementer.IsIn("Scheduling.Infrastructure.Repositories")));

    private static string Plural(string name) => name.EndsWith('y') ? name[..^1] + "ies" : name + "s";
}
