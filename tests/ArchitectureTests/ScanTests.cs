using System.Reflection;
using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;
using Scheduling.ArchitectureTests.Rules;

namespace Scheduling.ArchitectureTests;

/// <summary>
/// The rules are as good as what they get to read. These tests fail when a rule would pass because it saw nothing; they compare what was
/// scanned with the files in src/, so each becomes sharp as soon as there is something to see.
/// </summary>
public sealed class ScanTests
{
    [Fact]
    public void All_four_assemblies_are_read() =>
        Assert.Equal(Code.Layers, Code.Layers.Select(layer => Code.Assembly(layer).Assembly.Name.Name));

    [Fact]
    public void Every_folder_with_source_has_types_in_its_namespace()
    {
        var folders = from path in SourceTree.Files
                      where path.EndsWith(".cs", StringComparison.Ordinal)
                      let parts = path.Split('/')
                      where parts.Length > 2
                      select $"Scheduling.{parts[0]}.{parts[1]}";
        Assert.Empty(folders.Except(Code.Real.Select(type => $"Scheduling.{type.Layer()}.{type.Module()}")).Order());
    }

    [Fact]
    public void Every_type_stands_in_the_assembly_of_its_layer() => Assert.Empty(
        from type in Code.Real
        where type.Layer() is { } layer && layer != type.Module.Assembly.Name.Name
        select type.FullName);

    [Fact]
    public void Razor_files_are_seen_as_views() => Assert.Equal(SourceFiles(".cshtml") > 0, Code.Real.Any(type => type.IsView()));

    [Fact]
    public void Migrations_are_read() => Assert.Equal(SourceFiles(".sql"), SqlText.InResources(Code.Assembly("Infrastructure")).Count());

    [Theory] // names that the rules look up by text: once the first namespace is in use, the second type must be used somewhere
    [InlineData("Scheduling.Infrastructure.Repositories", "Scheduling.Domain.Kernel.IAggregateRoot")]
    [InlineData("Scheduling.Infrastructure.Queries", "Scheduling.Application.Pipeline.MaySendAttribute")]
    public void What_the_rules_look_for_exists(string inUse, string lookedFor) => Assert.True(
        !Code.Real.Any(type => type.IsIn(inUse)) || Code.Real.Any(type => type.FullName() != lookedFor && Names(type, lookedFor)));

    [Fact]
    public void Sql_is_found_in_queries_and_repositories() => Assert.Empty(
        from type in Code.Real
        where type.IsIn("Scheduling.Infrastructure.Queries", "Scheduling.Infrastructure.Repositories")
        where Names(type, "Dapper.SqlMapper") && !SqlText.InLiterals([type]).Any()
        select type.FullName);

    [Fact]
    public void Every_rule_has_planted_samples() => Assert.Empty(
        from rule in Assembly.GetExecutingAssembly().GetTypes()
        where rule.GetMethod("Check", BindingFlags.Static | BindingFlags.NonPublic) is not null && Code.Planted(rule.Name).Count == 0
        select rule.Name);

    [Fact]
    public void Every_way_of_naming_a_type_is_found() => Expect.Same(
        [
            "AsArgumentOfMethod.Method", "AsBaseType", "AsBaseType..ctor", "AsCall.Method", "AsCatch.Method", "AsConstraint",
            "AsField.Field", "AsParameter.Method", "AsProperty.Property", "AsRead.Method", "IAsArgumentOfInterface", "InAsyncMethod.Method",
            "InAttribute", "InAttributeOfParameter.Method", "InIterator.Method", "InLambda.Method", "InNestedType.Nested.Method",
        ],
        from type in Code.Planted("Mentions")
        where type.Name is not ("Wanted" or "WantedAttribute")
        from mention in Mentions.Of(type)
        where mention.Type.FullName() == "Wanted"
        select Violation.At(type, mention, "").Finding.Replace(" mentions Wanted", "", StringComparison.Ordinal));

    private static bool Names(TypeDefinition type, string name) => Mentions.Of(type).Any(mention => mention.Type.FullName() == name);

    private static int SourceFiles(string extension) => SourceTree.Files.Count(path => path.EndsWith(extension, StringComparison.Ordinal));
}
