using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Scheduling.ArchitectureTests.Reading;

/// <summary>The name of a member as it stands in the source: <c>&lt;Book&gt;d__3.MoveNext</c> was written as <c>Book</c>.</summary>
internal static class WrittenName
{
    private static readonly Regex Source = Pattern.Exact("(?<=<)[^<>]+(?=>)");

    private static readonly Regex NotWritten = Pattern.Exact("^(get|set|add|remove)_|`[0-9]+$");

    internal static string Of(TypeDefinition holder, string member)
    {
        var written = new List<string>();
        foreach (var name in Path(holder).Append(member))
        {
            if (!name.StartsWith('<'))
                written.Add(NotWritten.Replace(name, ""));
            else if (Source.Match(name) is { Success: true } source)
                return string.Join('.', [.. written, source.Value]); // what follows is the compiler's
        }

        return string.Join('.', written.Where(name => name.Length > 0));
    }

    private static IEnumerable<string> Path(TypeDefinition holder) =>
        holder.DeclaringType is null ? [] : [.. Path(holder.DeclaringType), holder.Name];
}
