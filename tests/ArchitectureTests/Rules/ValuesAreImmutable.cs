using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>Dependency direction 4: value objects (records and structs of Domain) and events never change once they exist.</summary>
internal static class ValuesAreImmutable
{
    private const string Rule = "A record, struct or event of Domain has no setter but init and no field that can be assigned later.";

    internal static IEnumerable<Violation> Check(IEnumerable<TypeDefinition> types) =>
        from type in types.SelectMany(type => type.WithNested())
        where type.Layer() == "Domain" && type.IsHandwritten() && (IsStruct(type) || IsRecord(type) || IsEvent(type))
        from member in Settable(type)
        select Violation.At(type, member, "can be set", Rule);

    private static IEnumerable<string> Settable(TypeDefinition type) =>
        type.Properties.Where(p => p.SetMethod is { IsStatic: false } setter && !IsInit(setter)).Select(p => p.Name)
            .Concat(type.Fields.Where(f => f is { IsInitOnly: false, IsStatic: false } && f.Name[0] != '<').Select(f => f.Name));

    private static bool IsInit(MethodDefinition setter) =>
        setter.ReturnType is RequiredModifierType { ModifierType.Name: "IsExternalInit" };

    private static bool IsStruct(TypeDefinition type) => type is { IsValueType: true, IsEnum: false };

    private static bool IsRecord(TypeDefinition type) => type.Methods.Any(method => method.Name == "<Clone>$");

    private static bool IsEvent(TypeDefinition type) => type.IsClass && type.SelfAndBases().SelectMany(ancestor => ancestor.Interfaces)
        .Any(i => i.InterfaceType.IsIn("Scheduling.Domain.Kernel") && i.InterfaceType.Name.EndsWith("Event", StringComparison.Ordinal));
}
