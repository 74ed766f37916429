using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Benchmarks.Pages.Bench;

/// <summary>The floor of a page: one indexed query of 20 rows through the portal's own session, no layout, nobody signed in.</summary>
[AllowAnonymous]
internal sealed class OneModel(DbSession session) : PageModel
{
    internal const string Select = """
        SELECT public_id, starts_at, ends_at FROM {p}meetings WHERE therapist_id = @therapist AND active = 1 AND starts_at > @from ORDER BY starts_at LIMIT 20
        """;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGet(CancellationToken cancellationToken) =>
        Rows = await session.Query<Row>(Select, new { therapist = Seed.FirstTherapist, from = Seed.Now }, cancellationToken);

    internal sealed class Row
    {
        public string PublicId { get; init; } = "";

        public Instant StartsAt { get; init; }

        public Instant EndsAt { get; init; }
    }
}
