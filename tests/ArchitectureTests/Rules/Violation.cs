using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>A place in the code that breaks a rule, what it does there, and the rule's sentence.</summary>
internal sealed record Violation(string Finding, string Rule)
{
    public override string ToString() => $"{Finding}{Environment.NewLine}    rule: {Rule}";

    internal static Violation At(TypeDefinition type, string what, string rule) => new($"{type.FullName()} {what}", rule);

    internal static Violation At(TypeDefinition type, Mention mention, string rule) =>
        At(type, mention.Member, $"mentions {mention.Type.FullName()}", rule);

    internal static Violation At(TypeDefinition type, string member, string what, string rule) =>
        new($"{type.FullName()}{(member.Length > 0 ? "." + member : "")} {what}", rule);
}
