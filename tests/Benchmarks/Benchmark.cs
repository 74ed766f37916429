using System.Globalization;

namespace Scheduling.Benchmarks;

/// <summary>Measures everything round by round, so that what is compared was measured side by side.</summary>
internal sealed class Benchmark(Report report, bool full)
{
    private static readonly int[] Serving = [1, 5, 20];

    private readonly TimeSpan stretch = TimeSpan.FromSeconds(full ? 1.5 : 0.7);
    private readonly int rounds = full ? 5 : 3;

    public async Task Run(string connection)
    {
        await using var small = await Site.Open(connection, Size.Small);
        var requests = await Requests(small, Size.Small);
        await Targets(small, requests);
        await DoubleBookings(small);
        await Growth(small, connection);
    }

    /// <summary>The booking page against its floors alone, for whoever works on it.</summary>
    public async Task Page(string connection)
    {
        await using var site = await Site.Open(connection, Size.Small);
        var (one, facts, page, book, insert) = (new Figures(), new Figures(), new Figures(), new Figures(), new Figures());
        await Load.Run(new Figures(), 8, TimeSpan.FromSeconds(4), site.MonthOf20);
        await Load.Run(new Figures(), 8, TimeSpan.FromSeconds(1), site.PageWithOneQuery);
        await Load.Run(new Figures(), 8, TimeSpan.FromSeconds(1), site.Facts);
        await Load.Run(new Figures(), 32, TimeSpan.FromSeconds(2), site.BookSpread);
        for (var round = 0; round < 5; round++)
        {
            await Load.Run(one, 8, stretch, site.PageWithOneQuery);
            await Load.Run(facts, 8, stretch, site.Facts);
            await Load.Run(page, 8, stretch, site.MonthOf20);
            await Load.Run(insert, 32, stretch, site.Insert);
            await Load.Run(book, 32, stretch, site.BookSpread);
        }

        report.Table(
            ["page with one query", "its facts alone", "%", "booking page", "%", "kB each", "INSERT", "booking", "%", "kB each", "failed"],
            [[Number(one.PerSecond), Number(facts.PerSecond), Number(100 * facts.PerSecond / one.PerSecond), Number(page.PerSecond), Number(100 * page.PerSecond / one.PerSecond), Number(page.KilobytesEach),
                Number(insert.PerSecond), Number(book.PerSecond), Number(100 * book.PerSecond / insert.PerSecond), Number(book.KilobytesEach), Number(book.Failures)]]);
    }

    private async Task<Dictionary<string, Asking>> Requests(Site site, Size size)
    {
        await Load.Run(new Figures(), 8, TimeSpan.FromSeconds(2), site.MonthOf20);
        await Load.Run(new Figures(), 8, TimeSpan.FromSeconds(1), site.BookSpread);
        await Load.Run(new Figures(), 1, TimeSpan.FromSeconds(1), site.Cancel, most: 20);
        var asked = new Dictionary<string, Asking>(StringComparer.Ordinal)
        {
            ["page with one query"] = await site.Server.Count(8, i => site.PageWithOneQuery(0, i)),
            ["booking page, 20 therapists"] = await site.Server.Count(16, i => site.MonthOf20(0, i)),
            ["booking page, 20 therapists, all read anew"] = await site.Server.Count(8, i => site.MonthOf20Anew(0, i)),
            ["booking page, 5 therapists"] = await site.Server.Count(8, i => site.MonthOf5(0, i)),
            ["booking page, 1 therapist"] = await site.Server.Count(8, i => site.Times(1, View.Month)(0, i)),
            ["my visits"] = await site.Server.Count(16, i => site.MyVisits(0, i)),
            ["booking"] = await site.Server.Count(8, i => site.BookSpread(i, i)),
            ["cancelling"] = await site.Server.Count(5, i => site.Cancel(0, i)),
        };
        report.Title($"What a request asks of the database ({size.Name})");
        report.Table(
            ["request", "statements", "round trips", "rows read"],
            asked.Select(each => new[] { each.Key, Number(each.Value.Queries), Number(each.Value.RoundTrips), Number(each.Value.RowsRead) }));
        return asked;
    }

    private async Task Targets(Site site, Dictionary<string, Asking> requests)
    {
        (string Name, int Clients, Func<int, int, Task<bool>> One)[] all =
        [
            ("plain reply", 8, site.Plain), ("page with one query", 8, site.PageWithOneQuery), ("one indexed SELECT", 8, site.Select),
            ("one committed INSERT", 8, site.Insert), ("one committed INSERT ", 32, site.Insert),
            ("booking page, month × 20 therapists", 1, site.MonthOf20),
            .. from view in Enum.GetValues<View>()
               from therapists in Serving
               select (string.Create(CultureInfo.InvariantCulture, $"booking page, {view.ToString().ToLowerInvariant()} × {therapists} therapist{(therapists > 1 ? "s" : "")} "), 8, site.Times(therapists, view)),
            ("the same, all read anew", 8, site.MonthOf20Anew), ("the same, every 16th request a booking", 8, site.MonthOf20WhileTheyBook),
            ("my visits", 8, site.MyVisits),
            ("booking, spread", 8, site.BookSpread), ("booking, spread ", 32, site.BookSpread),
            ("booking, one company", 8, site.BookOneCompany), ("booking, one company ", 32, site.BookOneCompany),
            ("cancelling", 8, site.Cancel),
        ];
        var figures = all.ToDictionary(each => each.Name, _ => new Figures(), StringComparer.Ordinal);
        foreach (var each in all)
        {
            await Load.Run(new Figures(), each.Clients, stretch / 2, each.One, most: each.One == site.Cancel ? site.Booked / 2 : int.MaxValue);
        }

        for (var round = 0; round < rounds; round++)
        {
            foreach (var each in all)
            {
                await Load.Run(figures[each.Name], each.Clients, stretch, each.One, most: each.One == site.Cancel ? site.Booked : int.MaxValue);
            }
        }

        report.Title("Requests");
        report.Table(
            ["what", "clients", "per second", "p50 ms", "p95 ms", "p99 ms", "kB allocated each", "failed"],
            all.Select(each => (each, figures[each.Name])).Select(each => new[]
            {
                each.each.Name.Trim(), Number(each.each.Clients), Number(each.Item2.PerSecond), Number(each.Item2.Percentile(0.5)),
                Number(each.Item2.Percentile(0.95)), Number(each.Item2.Percentile(0.99)), Number(each.Item2.KilobytesEach), Number(each.Item2.Failures),
            }));
        var page = figures["booking page, month × 20 therapists "].PerSecond / figures["page with one query"].PerSecond;
        var inserts = figures["one committed INSERT "].PerSecond;
        report.Target("statements of the booking page, 20 therapists", "≤ 6", requests["booking page, 20 therapists"].Queries, value => value <= 6);
        report.Target("booking page against a page with one query", "≥ 25 %", 100 * page, value => value >= 25);
        report.Target("bookings against committed INSERTs, spread, 32 clients", "≥ 1.5 %", 100 * figures["booking, spread "].PerSecond / inserts, value => value >= 1.5);
        report.Target(
            "bookings against committed INSERTs, one company, 32 clients", "≥ 0.75 %", 100 * figures["booking, one company "].PerSecond / inserts, value => value >= 0.75);
    }

    private async Task DoubleBookings(Site site)
    {
        var (twice, nobody, unclear) = (0, 0, 0);
        var tries = full ? 100 : 20;
        for (var i = 0; i < tries; i++)
        {
            var (won, faults) = await site.AllWant(32, 33_000 + i, _ => 0);
            (twice, nobody, unclear) = (twice + (won > 1 ? 1 : 0), nobody + (won == 0 ? 1 : 0), unclear + faults);
        }

        report.Target($"double bookings, {tries} tries with 32 clients (nobody got it: {nobody}; answers 5xx: {unclear})", "0", twice, value => value == 0);
        (twice, unclear) = (0, 0);
        for (var offset = 0; offset <= 50; offset += full ? 1 : 5)
        {
            var (won, faults) = await site.AllWant(2, 33_200 + offset, i => i * offset);
            (twice, unclear) = (twice + (won != 1 ? 1 : 0), unclear + faults);
        }

        report.Target($"double bookings, pairs 0–50 ms apart (answers 5xx: {unclear})", "0", twice, value => value == 0);
    }

    private async Task Growth(Site small, string connection)
    {
        await using var grown = await Site.Open(connection, Size.TenTimesThePast);
        var many = await Requests(grown, Size.TenTimesThePast);
        var few = new Asking(0, 0, 0);
        few = await small.Server.Count(16, i => small.MonthOf20(0, i));
        var (before, after, bookBefore, bookAfter) = (new Figures(), new Figures(), new Figures(), new Figures());
        await Load.Run(new Figures(), 1, stretch, grown.MonthOf20);
        for (var round = 0; round < rounds * 3; round++)
        {
            await Load.Run(before, 1, stretch / 2, small.MonthOf20);
            await Load.Run(after, 1, stretch / 2, grown.MonthOf20);
            await Load.Run(bookBefore, 1, stretch / 2, small.BookSpread);
            await Load.Run(bookAfter, 1, stretch / 2, grown.BookSpread);
        }

        report.Target("booking page at ten times the history, p50", "≤ 1.1 ×", after.Percentile(0.5) / before.Percentile(0.5), value => value <= 1.1);
        report.Target("rows it reads at ten times the history", "= 1 ×", many["booking page, 20 therapists"].RowsRead / few.RowsRead, value => value <= 1.01);
        report.Target("booking at ten times the history, p50", "≤ 1.5 ×", bookAfter.Percentile(0.5) / bookBefore.Percentile(0.5), value => value <= 1.5);
        report.Point(Size.Small, before, bookBefore);
        report.Point(Size.TenTimesThePast, after, bookAfter);
        await Plan(grown);
    }

    /// <summary>200 companies, 200 therapists, a million visits in three years.</summary>
    public async Task Million(string connection)
    {
        await using var large = await Site.Open(connection, Size.Large);
        await Requests(large, Size.Large);
        var (page, book) = (new Figures(), new Figures());
        for (var round = 0; round < rounds; round++)
        {
            await Load.Run(page, 1, stretch, large.MonthOf5);
            await Load.Run(book, 1, stretch, large.BookSpread);
        }

        report.Point(Size.Large, page, book);
        await Plan(large);
    }

    private async Task Plan(Site site)
    {
        var accesses = await Plans.Of(site.Server, async () =>
        {
            await site.MonthOf20(0, 0);
            await site.MyVisits(0, 0);
            await site.BookOneOfSeed(0);
            await site.Cancel(0, 0);
        });
        report.Title("How tables are reached: the widest accesses");
        report.Table(
            ["table", "type", "key", "rows read", "statement"],
            accesses.OrderByDescending(access => access.RowsRead).Take(12)
                .Select(access => new[] { access.Table, access.Type, access.Key, Number(access.RowsRead), access.Statement[..Math.Min(90, access.Statement.Length)] }));
        report.Target("whole tables read, of those that grow", "0", Plans.WholeTables(accesses).Count(), value => value == 0);
        var overlap = accesses.Where(access => access is { Table: "m", Key: "wp_meetings_of_therapist" }).Select(access => access.RowsRead).ToArray();
        report.Target("rows read by the overlap check", "≤ 5", overlap.Length == 0 ? double.NaN : overlap.Max(), value => value <= 5);
    }

    private static string Number(double value) => value.ToString(value >= 100 ? "N0" : "0.##", CultureInfo.InvariantCulture);
}
