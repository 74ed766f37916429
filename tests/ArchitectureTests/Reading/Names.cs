using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Scheduling.ArchitectureTests.Reading;

/// <summary>How types are named, placed and recognised; without planted prefix and generic arity: <c>MediatR.IRequest</c>.</summary>
internal static class Names
{
    private static readonly Regex NotWritten = Pattern.Exact(@"^Planted\.\w+(\.|$)|`\d+");

    internal static string FullName(this TypeReference type) =>
        NotWritten.Replace(type.GetElementType().FullName, "").Replace('/', '.');

    internal static string Namespace(this TypeReference type) => NotWritten.Replace(Outermost(type).Namespace, "");

    /// <summary>In one of the namespaces or below it.</summary>
    internal static bool IsIn(this TypeReference type, params IEnumerable<string> namespaces) =>
        namespaces.Any(name => (type.Namespace() + ".").StartsWith(name + ".", StringComparison.Ordinal));

    /// <summary>Domain, Application, Infrastructure or Web (with compiled Razor views); null for Program and for what is not ours.</summary>
    internal static string? Layer(this TypeReference type) =>
        type.IsView() ? "Web" : type.Namespace().Split('.') is ["Scheduling", var layer, ..] ? layer : null;

    /// <summary>Companies, Patients, …: the folder inside the layer; null for types that stand in the layer's root.</summary>
    internal static string? Module(this TypeReference type) =>
        type.Namespace().Split('.') is ["Scheduling", _, var module, ..] ? module : null;

    internal static bool IsView(this TypeReference type) => type.IsIn("AspNetCoreGeneratedDocument");

    internal static bool Implements(this TypeDefinition type, params IEnumerable<string> interfaces) =>
        SelfAndBases(type).SelectMany(ancestor => ancestor.Interfaces).Any(i => interfaces.Contains(i.InterfaceType.FullName()));

    internal static bool IsAggregateRoot(this TypeDefinition type) => type.Implements("Scheduling.Domain.Kernel.IAggregateRoot");

    /// <summary>Handlers, validators and behaviours: the parts of a use case that only the container and MediatR know.</summary>
    internal static bool IsHandlerOrSuch(this TypeDefinition type) => type.IsClass && type.Implements(
        "MediatR.IRequestHandler", "MediatR.INotificationHandler", "MediatR.IPipelineBehavior", "FluentValidation.IValidator");

    internal static bool HasAttribute(this ICustomAttributeProvider bearer, params IEnumerable<string> attributes) =>
        bearer.CustomAttributes.Any(attribute => attributes.Contains(attribute.AttributeType.FullName()));

    internal static bool IsHandwritten(this TypeDefinition type) => !type.Name.Contains('<') && !type.HasAttribute(
        "System.Runtime.CompilerServices.CompilerGeneratedAttribute", "System.CodeDom.Compiler.GeneratedCodeAttribute");

    internal static IEnumerable<TypeDefinition> WithNested(this TypeDefinition type) => [type, .. type.NestedTypes.SelectMany(WithNested)];

    internal static IEnumerable<TypeDefinition> SelfAndBases(this TypeDefinition type)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType?.Resolve())
            yield return ancestor;
    }

    private static TypeReference Outermost(TypeReference type)
    {
        var outermost = type.GetElementType();
        while (outermost.DeclaringType is not null)
            outermost = outermost.DeclaringType;
        return outermost;
    }
}
