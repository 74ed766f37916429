using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>
/// Clients that book, move and cancel at random, each a patient of his own; several share a company and all share the therapists. Keeps what
/// each was told, to be compared with what is stored.
/// </summary>
internal sealed class MixedLoad(PortalFixture portal, int clients, int seed)
{
    private static readonly Instant FirstMorning = Instant.FromUtc(2027, 1, 18, 8, 0);

    private readonly ConcurrentDictionary<string, string> told = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> surprises = [];
    private volatile bool isOver;
    private int done;
    private int unknown;

    /// <summary>Visit → <c>booked</c> or <c>cancelled</c>, as the patient was told; a visit whose last answer is unknown is left out.</summary>
    public IReadOnlyDictionary<string, string> Told => told;

    /// <summary>Answers that no fault of the database explains.</summary>
    public IReadOnlyCollection<string> Surprises => surprises;

    /// <summary>Acts of which the patient does not know whether they happened.</summary>
    public int Unknown => unknown;

    public int Done => done;

    /// <summary>After so many acts of all of them somebody looks at pages too; 0 = never.</summary>
    public int LooksEvery { get; init; }

    public IReadOnlyList<ulong> Companies { get; private set; } = [];

    public async Task<Task> Start(int companies, int therapists, int minutes)
    {
        ulong[] firms = [.. Enumerable.Range(0, companies).Select(_ => portal.World.Company(minutes))];
        Companies = firms;
        var healers = Enumerable.Range(0, therapists).Select(_ => portal.World.Therapist(companies: firms)).ToArray();
        var people = new List<(Browser Browser, Answer Page)>();
        for (var client = 0; client < clients; client++)
        {
            var browser = await portal.SignedIn(portal.World.Patient(firms[client % companies]));
            people.Add((browser, await browser.OpenConfirm(healers[0], FirstMorning)));
        }

        return Task.WhenAll(people.Select((person, index) => Task.Run(() => Live(person.Browser, person.Page, healers, new Random(seed + index)))));
    }

    /// <summary>Waits until so many acts more are done, and at least so long.</summary>
    public async Task Lasts(int acts, TimeSpan time = default)
    {
        var (before, lived) = (Done, Stopwatch.StartNew());
        await Eventually.Is(() => Done >= before + acts && lived.Elapsed >= time, time + TimeSpan.FromMinutes(1));
    }

    public void Stop() => isOver = true;

    private async Task Live(Browser browser, Answer page, ulong[] therapists, Random random)
    {
        using var own = browser;
        var mine = new List<string>();
        while (!isOver)
        {
            try
            {
                await Act(browser, page, therapists, random, mine);
                if (Interlocked.Increment(ref done) is var act && LooksEvery > 0 && act % LooksEvery == 0)
                {
                    await Look(browser);
                }
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref unknown);
            }
        }
    }

    private async Task Look(Browser browser)
    {
        foreach (var path in new[] { "/book", "/visits" })
        {
            if ((await browser.Get(path)).Status is var status and not HttpStatusCode.OK)
            {
                surprises.Add(string.Create(CultureInfo.InvariantCulture, $"{path}: {(int)status}"));
            }
        }
    }

    private async Task Act(Browser browser, Answer page, ulong[] therapists, Random random, List<string> mine)
    {
        var what = mine.Count == 0 ? 0 : random.Next(3);
        if (what == 0)
        {
            var therapist = therapists[random.Next(therapists.Length)];
            var answer = await browser.Confirm(page, therapist, therapist, AnyStart(random));
            if (answer.BookedVisit is { } visit)
            {
                mine.Add(visit);
                told[visit] = "booked";
            }
            else if (answer.Status == HttpStatusCode.ServiceUnavailable)
            {
                Interlocked.Increment(ref unknown);
            }
            else if (answer.Status is not HttpStatusCode.UnprocessableEntity && !answer.LedToRefusal)
            {
                surprises.Add(string.Create(CultureInfo.InvariantCulture, $"booking: {(int)answer.Status}"));
            }

            return;
        }

        var chosen = mine[random.Next(mine.Count)];
        var after = what == 1 ? "cancelled" : "booked";
        told.TryRemove(chosen, out var before);
        var changed = what == 1
            ? await browser.Post($"/visits/{chosen}/cancel", page)
            : await browser.Post($"/visits/{chosen}/move/confirm", page, ("start", Browser.Iso(AnyStart(random))));
        if (changed.Status == HttpStatusCode.Found)
        {
            told[chosen] = changed.LedToRefusal ? before! : after;
        }
        else if (changed.Status is HttpStatusCode.UnprocessableEntity)
        {
            told[chosen] = before!;
        }
        else if (changed.Status == HttpStatusCode.ServiceUnavailable)
        {
            Interlocked.Increment(ref unknown);
        }
        else
        {
            surprises.Add(string.Create(CultureInfo.InvariantCulture, $"{after}: {(int)changed.Status}"));
        }

        if (what == 1 || !told.ContainsKey(chosen))
        {
            mine.Remove(chosen);
        }
    }

    /// <summary>Few enough starts that clients get in each other's way.</summary>
    private static Instant AnyStart(Random random) =>
        FirstMorning + Duration.FromDays(random.Next(30)) + Duration.FromMinutes(30 * random.Next(12));
}
