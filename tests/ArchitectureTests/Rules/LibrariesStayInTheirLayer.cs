using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>Dependency direction 3: a library that can be exchanged is named in one layer only. Program counts as Web.</summary>
internal static class LibrariesStayInTheirLayer
{
    private const string Rule = "Only Infrastructure names Dapper, MySQL, Quartz, Google and SMTP; only Web names ASP.NET.";

    private static readonly string[] OfInfrastructure = ["Dapper", "MySql", "Quartz", "Google", "System.Net.Mail", "MailKit", "MimeKit"];

    internal static IEnumerable<Violation> Check(IEnumerable<TypeDefinition> types) =>
        from type in types
        let layer = type.FullName() == "Program" ? "Web" : type.Layer()
        where layer is not null
        from mention in Mentions.Of(type)
        where HomeOf(mention.Type) is { } home && home != layer
        select Violation.At(type, mention, Rule);

    private static string? HomeOf(TypeReference named) =>
        named.IsIn(OfInfrastructure) ? "Infrastructure" :
        named.IsIn("Microsoft.AspNetCore") ? "Web" : null;
}
