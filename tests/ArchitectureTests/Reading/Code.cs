using Mono.Cecil;
using static System.StringComparison;

namespace Scheduling.ArchitectureTests.Reading;

/// <summary>The compiled code that rules read: our four assemblies, and the samples planted here to prove that rules can fail.</summary>
internal static class Code
{
    internal static readonly string[] Layers = ["Domain", "Application", "Infrastructure", "Web"];

    private static readonly DefaultAssemblyResolver Resolver = CreateResolver();

    /// <summary>Every top-level type of the four assemblies. Nested types are reached through the type that declares them.</summary>
    internal static IReadOnlyList<TypeDefinition> Real { get; } = [.. Layers.SelectMany(layer => TypesOf(Assembly(layer)))];

    /// <summary>The samples of one rule. They stand in <c>Planted.{Rule}.Scheduling…</c>, and the rule sees <c>Scheduling…</c>.</summary>
    internal static IReadOnlyList<TypeDefinition> Planted(string rule) =>
        [.. TypesOf(Assembly("ArchitectureTests")).Where(type => $"{type.Namespace}.".StartsWith($"Planted.{rule}.", Ordinal))];

    internal static ModuleDefinition Assembly(string name) => ModuleDefinition.ReadModule(
        Path.Combine(AppContext.BaseDirectory, name + ".dll"), new ReaderParameters { AssemblyResolver = Resolver });

    private static IEnumerable<TypeDefinition> TypesOf(ModuleDefinition module) => module.Types.Where(type => !type.Name.StartsWith('<'));

    private static DefaultAssemblyResolver CreateResolver()
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        return resolver;
    }
}
