using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Scheduling.Application.Appointments;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;

namespace Scheduling.Benchmarks;

internal static class Profile
{
    public static async Task Run(string connection)
    {
        await using var site = await Site.Open(connection, Size.Small);
        var total = new Dictionary<string, (double Ms, double Kb)>(StringComparer.Ordinal);
        for (var i = 0; i < 60; i++)
        {
            if (i == 30) total.Clear();
            await using var scope = site.Host.Services.CreateAsyncScope();
            var loader = scope.ServiceProvider.GetRequiredService<IBookingFacts>();
            LoadedFacts? loaded = null;
            var now = Seed.Now;
            await Time("load", async () => loaded = await loader.Load(new PatientId(Seed.FirstPatient), new TimeSlot(now - Duration.FromDays(8), now + Duration.FromDays(100)), CancellationToken.None));
            var facts = loaded!.Facts;
            var session = scope.ServiceProvider.GetRequiredService<Infrastructure.Database.DbSession>();
            var tt = scope.ServiceProvider.GetRequiredService<Infrastructure.Repositories.TherapistTime>();
            var tk = scope.ServiceProvider.GetRequiredService<Infrastructure.Repositories.TakenTime>();
            var ps = scope.ServiceProvider.GetRequiredService<Infrastructure.Repositories.PatientStanding>();
            var dd = new DateInterval(new LocalDate(2027, 1, 1), new LocalDate(2027, 4, 1));
            var ids = facts.Therapists.Select(t => t.Id.Value).ToArray();
            var st = new TimeSlot(now - Duration.FromDays(8), now + Duration.FromDays(100));
            await Time("sql select 1", () => session.Query<int>("SELECT 1", null, CancellationToken.None));
            await Time("sql standing", async () => { ps.Ask(new PatientId(Seed.FirstPatient), null); await session.Send(CancellationToken.None); });
            await Time("sql serving", async () => { tt.AskServing(new PatientId(Seed.FirstPatient), null, null, dd); await session.Send(CancellationToken.None); });
            await Time("sql sources", async () => { tt.AskSources(facts.Company.Id, null, dd); await session.Send(CancellationToken.None); });
            await Time("sql taken", async () => { tk.Ask(new PatientId(Seed.FirstPatient), facts.Company.Id, 0, ids, st, st, dd); await session.Send(CancellationToken.None); });
            var jan = new YearMonth(2027, 1).ToDateInterval();
            await Time("grids", () => { foreach (var t in facts.Therapists) foreach (var d in new DateInterval(jan.Start.PlusDays(-2), jan.End.PlusDays(2))) _ = t.WorkingTime.GridOn(d); return Task.CompletedTask; });
            await Time("month", () => { SlotList.Of(facts, facts.Therapists, jan); return Task.CompletedTask; });
            await Time("week", () => { SlotList.Of(facts, facts.Therapists, new DateInterval(new LocalDate(2027, 1, 11), new LocalDate(2027, 1, 17))); return Task.CompletedTask; });
            var starts = facts.Therapists[0].WorkingTime.GridOn(new LocalDate(2027, 1, 20));
            await Time("160 whynot", () => { foreach (var t in facts.Therapists) foreach (var s in starts) BookingRules.WhyNot(facts, t, s); return Task.CompletedTask; });
            await Time("visitson x100", () => { for (var k = 0; k < 5; k++) foreach (var t in facts.Therapists) t.VisitsOn(new DateInterval(new LocalDate(2027, 1, 11), new LocalDate(2027, 1, 17))); return Task.CompletedTask; });
            await Time("datein x1000", () => { for (var k = 0; k < 1000; k++) now.DateIn(facts.Company.Zone); return Task.CompletedTask; });
        }

        foreach (var each in total) Console.WriteLine($"{each.Key}: {each.Value.Ms / 30:0.000} ms {each.Value.Kb / 30:0} kB");

        async Task Time(string name, Func<Task> work)
        {
            var (before, start) = (GC.GetTotalAllocatedBytes(true), Stopwatch.GetTimestamp());
            await work();
            var ms = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            var old = total.GetValueOrDefault(name);
            total[name] = (old.Ms + ms, old.Kb + ((GC.GetTotalAllocatedBytes(true) - before) / 1024.0));
        }
    }
}
