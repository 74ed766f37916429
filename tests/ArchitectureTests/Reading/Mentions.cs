using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Scheduling.ArchitectureTests.Reading;

/// <summary>A type named by a member of another type; the member is empty when the declaration itself names it.</summary>
internal sealed record Mention(string Member, TypeReference Type);

/// <summary>
/// Everything a type names: base types, interfaces, attributes, generic arguments and constraints, fields, signatures and method bodies.
/// What nested and compiler-generated types name (lambdas, async methods, iterators) counts as named by the member that was written.
/// Not visible here, because the compiler leaves no trace of it: constants, enum literals and nameof.
/// </summary>
internal static class Mentions
{
    internal static IEnumerable<Mention> Of(TypeDefinition type) =>
        Distinct(type.WithNested().SelectMany(part => Declaration(part)
            .Concat(part.Fields.SelectMany(Field))
            .Concat(part.Properties.SelectMany(property => At(property, Attributes(property))))
            .Concat(part.Events.SelectMany(@event => At(@event, Attributes(@event))))
            .Concat(part.Methods.SelectMany(method => Signature(method).Concat(Body(method))))));

    /// <summary>What other assemblies must see in order to use a public type.</summary>
    internal static IEnumerable<Mention> InPublicSurface(TypeDefinition type) =>
        Distinct(Declaration(type)
            .Concat(type.Fields.Where(field => field.IsPublic || field.IsFamily).SelectMany(Field))
            .Concat(type.Methods.Where(method => method.IsPublic || method.IsFamily).SelectMany(Signature)));

    internal static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [.. Parts(generic.ElementType), .. generic.GenericArguments.SelectMany(Parts)],
        FunctionPointerType pointer => [.. Parts(pointer.ReturnType), .. pointer.Parameters.SelectMany(p => Parts(p.ParameterType))],
        IModifierType modified => [.. Parts(modified.ModifierType), .. Parts(modified.ElementType)],
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => type.Name.StartsWith('<') ? [] : [type],
    };

    private static IEnumerable<Mention> Declaration(TypeDefinition type) => At(type, "",
        [type.BaseType, .. type.Interfaces.Select(i => i.InterfaceType), .. Attributes(type), .. Constraints(type)]);

    private static IEnumerable<Mention> Field(FieldDefinition field) => field.Name.StartsWith("<>", StringComparison.Ordinal)
        ? [] // a cache or a state of the compiler's; the body it serves names the same types
        : At(field, [field.FieldType, .. Attributes(field)]);

    private static IEnumerable<Mention> Signature(MethodDefinition method) => At(method,
        [method.ReturnType, .. method.Parameters.Select(p => p.ParameterType), .. method.Overrides.Select(o => o.DeclaringType),
         .. Constraints(method), .. Attributes(method), .. Attributes(method.MethodReturnType), .. method.Parameters.SelectMany(Attributes)]);

    private static IEnumerable<Mention> Body(MethodDefinition method) => !method.HasBody ? [] : At(method,
        [.. method.Body.Variables.Select(v => v.VariableType), .. method.Body.ExceptionHandlers.Select(h => h.CatchType),
         .. method.Body.Instructions.SelectMany(Operand)]);

    private static IEnumerable<TypeReference?> Operand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(p => p.ParameterType),
            .. method is GenericInstanceMethod generic ? generic.GenericArguments : []],
        CallSite site => [site.ReturnType, .. site.Parameters.Select(p => p.ParameterType)],
        _ => [],
    };

    private static IEnumerable<TypeReference> Constraints(IGenericParameterProvider generic) =>
        generic.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider bearer) => bearer.CustomAttributes.SelectMany(attribute =>
        attribute.ConstructorArguments.Concat(attribute.Properties.Concat(attribute.Fields).Select(named => named.Argument))
            .SelectMany(Argument).Prepend(attribute.AttributeType));

    private static IEnumerable<TypeReference> Argument(CustomAttributeArgument argument) => argument.Value switch
    {
        TypeReference type => [type],
        CustomAttributeArgument boxed => Argument(boxed),
        CustomAttributeArgument[] several => several.SelectMany(Argument),
        _ => [argument.Type],
    };

    private static IEnumerable<Mention> At(IMemberDefinition member, IEnumerable<TypeReference?> types) =>
        At(member.DeclaringType, member.Name, types);

    private static IEnumerable<Mention> At(TypeDefinition holder, string member, IEnumerable<TypeReference?> types) =>
        types.SelectMany(Parts).Select(type => new Mention(WrittenName.Of(holder, member), type));

    private static IEnumerable<Mention> Distinct(IEnumerable<Mention> mentions) =>
        mentions.DistinctBy(mention => (mention.Member, mention.Type.FullName()));
}
