using System.Text.RegularExpressions;
using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>ADR 10: pages know therapists and companies by the versions of their rows, so whoever changes what belongs to one counts it up.</summary>
internal static class WritersCountVersions
{
    private const string Rule = "What belongs to a therapist or a company is written by a class that takes BookingLocks or counts the version of the row up itself.";

    /// <summary>A new therapist or company is known to nobody yet; a link or a mail's number changes nobody's time.</summary>
    private static readonly Regex Write = Pattern.AnyCase("""
        \b ( (INSERT \s+ (IGNORE\s+)? INTO | REPLACE \s+ INTO | DELETE \s+ FROM | UPDATE) \s+ \{p\}
             (?<table> company_therapists | therapist_\w+ | substitutions | number_of_purchased_hours ) \b
           | (INSERT \s+ (IGNORE\s+)? INTO | DELETE \s+ FROM) \s+ \{p\} (?<table> meetings ) \b
           | UPDATE \s+ \{p\} (?<table> meetings ) \s+ SET \s [^;]* \b (status | starts_at | ends_at | therapist_id) \s* =
           | UPDATE \s+ \{p\} (?<table> therapists | companies ) \s+ SET \s (?! \s* version \s* = \s* version \s* \+ \s* 1 \s* (WHERE|ORDER|$) ) )
        """);

    private static readonly Regex Count = Pattern.AnyCase(@"UPDATE \s+ \{p\} (therapists|companies) \s+ SET \s [^;]* \b version \s* = \s* version \s* \+ \s* 1");

    internal static IEnumerable<Violation> Check(IEnumerable<TypeDefinition> types) =>
        from type in types
        where type.Layer() == "Infrastructure"
        let texts = SqlText.InLiterals([type]).ToList()
        where !texts.Exists(text => Count.IsMatch(text.Text)) && !Mentions.Of(type).Any(mention => mention.Type.Name == "BookingLocks")
        from text in texts
        let write = Write.Match(text.Text)
        where write.Success
        select new Violation($"{text.Where} writes {write.Groups["table"].Value} and does not count", Rule);
}
