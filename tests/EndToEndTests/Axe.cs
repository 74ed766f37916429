using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Scheduling.EndToEndTests;

/// <summary>axe-core, the script that looks for what shuts people out.</summary>
internal static class Axe
{
    private const string Run = """
        async () => {
            const found = await axe.run(document, {
                runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
                resultTypes: ['violations'],
            });
            if (found.passes.length < 10) throw new Error('axe looked at next to nothing');
            return found.violations.flatMap(rule => rule.nodes.map(node =>
                `${rule.id}: ${node.target.join(' ')} – ${node.failureSummary.split('\n').slice(1).map(line => line.trim()).join('; ')}`));
        }
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>Brings the script into the page; it stays until the page is left.</summary>
    public static Task Bring(IPage page) => page.EvaluateAsync(Script);

    /// <summary>What axe finds now: rule, place, reason.</summary>
    public static Task<string[]> Violations(IPage page) => page.EvaluateAsync<string[]>(Run);
}
