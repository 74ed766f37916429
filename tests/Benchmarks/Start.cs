namespace Scheduling.Benchmarks;

/// <summary><c>dotnet run -c Release --project tests/Benchmarks -- [quick|full|page|million] [--out FILE]</c>, with TEST_DATABASE naming a MariaDB.</summary>
internal static class Start
{
    public static async Task Main(string[] args)
    {
        var connection = Environment.GetEnvironmentVariable("TEST_DATABASE")
            ?? throw new InvalidOperationException("TEST_DATABASE names no server: the connection string of a MariaDB where databases may be created.");
        var report = new Report();
        var benchmark = new Benchmark(report, full: args.Contains("full"));
        await (args.Contains("page") ? benchmark.Page(connection) : args.Contains("million") ? benchmark.Million(connection) : benchmark.Run(connection));
        var text = report.Finish();
        if (Array.IndexOf(args, "--out") is >= 0 and var place && place + 1 < args.Length)
        {
            await File.WriteAllTextAsync(args[place + 1], text);
        }
    }
}
