using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Scheduling.ArchitectureTests.Reading;

/// <summary>
/// A piece of SQL and where it stands. <see cref="Text"/> is without comments and with empty string literals, so that only SQL is judged.
/// A text that is put together at run time is read as its pieces; what stands in a variable is not seen.
/// </summary>
internal sealed record SqlText(string Where, string Text)
{
    /// <summary>In any case, a statement from its beginning. Needs more than the verb: "Update the address" is English.</summary>
    private static readonly Regex Statement = Pattern.AnyCase("""
        ^ [\s(]*
        ( SELECT \s [^.!?]* \b(FROM|GET_LOCK|CONVERT_TZ|NOW)\b
        | (INSERT|REPLACE) \s+ (IGNORE\s+)? INTO \s
        | UPDATE \s+ \S+ (\s+\w+)? \s+ (SET|JOIN) \s
        | DELETE \s+ (\w+\s+)? FROM \s
        | WITH \s+ (RECURSIVE\s+)? \w+ (\s*\([^)]*\))? \s+ AS \s* \(
        | (CREATE|ALTER|DROP|LOCK|TRUNCATE|RENAME) \s+ (UNIQUE\s+)? (TABLE|INDEX)S? \s
        | SET \s+ STATEMENT \s
        | XA \s+ (START|BEGIN|END|PREPARE|COMMIT|ROLLBACK|RECOVER) \b )
        """);

    /// <summary>Part of a statement, known by keywords in capitals as we write them.</summary>
    private static readonly Regex Piece = Pattern.Exact("""
        \b
        ( (SELECT|FROM|JOIN|INTO|WHERE|HAVING|UPDATE|VALUES|RETURNING|LIMIT|SET) (\s|$)
        | (ORDER|GROUP) \s+ BY \s
        | FOR \s+ SHARE
        | (GET_LOCK|CONVERT_TZ|NOW|CURDATE|SYSDATE) \(
        | CURRENT_TIMESTAMP
        | (CREATE|ALTER|DROP|LOCK) \s+ (UNIQUE\s+)? (TABLE|INDEX)S? \b
        | IF \s+ NOT \s+ EXISTS )
        """);

    /// <summary>String literals and comments; <c>/*! … */</c> is not a comment, the server runs it.</summary>
    private static readonly Regex NotSql = Pattern.Exact("""
        ' ( [^'\\] | \\. | '' )* ' | -- ( \s [^\n]* | $ ) | \# [^\n]* | /\* (?!!) .*? \*/
        """);

    /// <summary>The constants and literals that are SQL, each once: a constant is named rather than the method that uses it.</summary>
    internal static IEnumerable<SqlText> InLiterals(IEnumerable<TypeDefinition> types) =>
        from type in types
        let holders = type.WithNested().ToList()
        from literal in holders.SelectMany(Constants).Concat(holders.SelectMany(Loaded)).DistinctBy(literal => literal.Text)
        where Statement.IsMatch(literal.Text) || Piece.IsMatch(literal.Text)
        select new SqlText($"{type.FullName()}.{literal.Member}", Bare(literal.Text));

    /// <summary>The embedded *.sql files, whole.</summary>
    internal static IEnumerable<SqlText> InResources(ModuleDefinition module) =>
        from resource in module.Resources.OfType<EmbeddedResource>()
        where resource.Name.EndsWith(".sql", StringComparison.Ordinal)
        select new SqlText(resource.Name, Bare(new StreamReader(resource.GetResourceStream()).ReadToEnd()));

    private static IEnumerable<(string Member, string Text)> Constants(TypeDefinition holder) =>
        from field in holder.Fields
        where field.Constant is string
        select (WrittenName.Of(holder, field.Name), (string)field.Constant);

    private static IEnumerable<(string Member, string Text)> Loaded(TypeDefinition holder) =>
        from method in holder.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        where instruction.OpCode == OpCodes.Ldstr
        select (WrittenName.Of(holder, method.Name), (string)instruction.Operand);

    private static string Bare(string sql) => NotSql.Replace(sql, match => match.Value.StartsWith('\'') ? "''" : " ");
}
