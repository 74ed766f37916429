using System.Globalization;
using Scheduling.Application.Ports;

namespace Scheduling.Web.Setup;

/// <summary>
/// <c>dotnet Web.dll</c> with a command of the operator, or without one the portal itself. Exit codes: 0 done, 1 it cannot be done now
/// (it says why), 2 wrong or missing configuration or unknown command, 3 <c>budget verify</c> found differences.
/// </summary>
internal static class CommandLine
{
    private const string Help = """
        dotnet Web.dll                 start the portal
        dotnet Web.dll migrate         bring the tables to the version that this portal needs
        dotnet Web.dll seed-demo       fill an empty database with made-up people and visits, or top them up
        dotnet Web.dll budget verify   recompute every company's hours from the visits; prints differences
        dotnet Web.dll google check    try every step that a Meet link needs and say what to do
        dotnet Web.dll help            this text

        Configuration comes from appsettings.json and the environment, for example
        ConnectionStrings__Portal="Server=127.0.0.1;Database=portal;User ID=portal;Password=…".
        """;

    public static async Task<int> Run(string[] args)
    {
        try
        {
            return args.TakeWhile(word => !word.StartsWith('-')).ToArray() switch
            {
                [] => await Serve(args),
                ["migrate"] => await Migrate(args),
                ["seed-demo"] => await SeedDemo(args),
                ["budget", "verify"] => await VerifyBudgets(args),
                ["google", "check"] => await CheckGoogle(args),
                ["help"] => Say(Help),
                var unknown => Fail($"Unknown command '{string.Join(' ', unknown)}'. Try 'dotnet Web.dll help'.", 2),
            };
        }
        catch (ConfigurationFault fault)
        {
            return Fail(fault.Message, 2);
        }
        catch (CannotBeDoneException stopped)
        {
            return Fail(stopped.Message, 1);
        }
    }

    private static async Task<int> Serve(string[] args)
    {
        await using var portal = Portal.Build(args);
        if (await portal.Services.GetRequiredService<IMaintenance>().WhyNotReady(CancellationToken.None) is { } reason)
        {
            return Fail(reason, 1);
        }

        await portal.RunAsync();
        return 0;
    }

    private static async Task<int> Migrate(string[] args)
    {
        await using var portal = Portal.Build(args);
        var ran = await portal.Services.GetRequiredService<IMaintenance>().Migrate(CancellationToken.None);
        return Say(ran.Count == 0 ? "The tables are up to date." : $"Migrated: {string.Join(", ", ran)}");
    }

    private static async Task<int> SeedDemo(string[] args)
    {
        await using var portal = Portal.Build(args);
        var accounts = await portal.Services.GetRequiredService<IMaintenance>().SeedDemo(CancellationToken.None);
        using var scope = portal.Services.CreateScope();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var words = scope.ServiceProvider.GetRequiredService<Resources.Words>();
        var lines = accounts.Select(account => $"  {account.Login,-8}{account.Password,-8}{account.Role,-26}{words[account.TryKey]}");
        return Say($"  {"login",-8}{"password",-8}  what to try\n{string.Join('\n', lines)}");
    }

    private static async Task<int> VerifyBudgets(string[] args)
    {
        await using var portal = Portal.Build(args);
        var differences = await portal.Services.GetRequiredService<IMaintenance>().VerifyBudgets(CancellationToken.None);
        return differences.Count == 0 ? Say("0 differences.") : Fail(string.Join('\n', differences.Append($"{differences.Count} differences.")), 3);
    }

    /// <summary>Each step on a line, below it what to do.</summary>
    private static async Task<int> CheckGoogle(string[] args)
    {
        await using var portal = Portal.Build(args);
        await using var scope = portal.Services.CreateAsyncScope();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var words = scope.ServiceProvider.GetRequiredService<Resources.Words>();
        if (await scope.ServiceProvider.GetRequiredService<IGoogleCheck>().Run(CancellationToken.None) is not { } steps)
        {
            return Fail(words["google.off"], 2);
        }

        foreach (var step in steps)
        {
            Say($"  {words[$"google.state.{step.State}"],-9}{words[$"google.step.{step.Code}"]}{(step.Account is null ? "" : $" ({step.Account})")}");
            _ = step.Fix is null ? 0 : Say($"{"",11}{words[$"google.fix.{step.Fix}"]}");
        }

        return steps.Any(step => step.State == GoogleStepState.Failed) ? 1 : 0;
    }

    private static int Say(string text)
    {
        Console.Out.WriteLine(text);
        return 0;
    }

    private static int Fail(string text, int exitCode)
    {
        Console.Error.WriteLine(text);
        return exitCode;
    }
}
