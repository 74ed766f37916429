using System.Diagnostics;

namespace Scheduling.IntegrationTests.Portal;

/// <summary>The operator's commands: plain words and exit codes.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly TestDatabase database = new(migrated: false);

    [Fact]
    public async Task Help_and_unknown_words_need_no_database()
    {
        Assert.Equal(0, await Run("help"));
        Assert.Equal(2, await Run("hlep"));
        Assert.Equal(2, await Run("budget"));
    }

    [Fact]
    public async Task A_wrong_key_is_exit_code_2_and_a_database_that_is_away_1()
    {
        Assert.Equal(2, await Run("migrate", "--Portal:TimeZone=Nowhere"));
        Assert.Equal(2, await Run("migrate", "--ConnectionStrings:Portal=not a connection string"));
        Assert.Equal(1, await Run("migrate", "--ConnectionStrings:Portal=Server=127.0.0.1;Port=1;Database=x;User ID=x;SslMode=Disabled"));
    }

    [Fact]
    public async Task The_portal_does_not_start_without_its_tables() => Assert.Equal(1, await Run());

    [Fact]
    public async Task Migrate_seed_demo_and_verify_work_on_an_empty_database_and_again()
    {
        Assert.Equal(0, await Run("migrate"));
        Assert.Equal(0, await Run("migrate"));
        Assert.Equal(0, await Run("seed-demo"));
        var visits = database.Value<long>("SELECT COUNT(*) FROM {p}meetings");
        Assert.True(visits > 20);
        Assert.Equal(0, await Run("seed-demo"));
        Assert.Equal(visits, database.Value<long>("SELECT COUNT(*) FROM {p}meetings"));
        Assert.Equal(0, await Run("budget", "verify"));
        Assert.Equal(0, database.Value<long>("""
            SELECT COUNT(*) FROM {p}used_hours u
            WHERE u.company_id = 2 AND u.month = DATE_FORMAT(UTC_DATE(), '%Y-%m-01')
              AND u.used_minutes <> (SELECT SUM(h.minutes) FROM {p}number_of_purchased_hours h
                                     WHERE h.company_id = 2 AND (h.kind = 'allowance' OR h.month = u.month))
            """));

        database.Do("UPDATE {p}used_hours SET used_minutes = used_minutes + 1");
        Assert.Equal(3, await Run("budget", "verify"));
    }

    [Fact]
    public async Task The_demo_refuses_a_database_with_a_real_WordPress()
    {
        Assert.Equal(0, await Run("migrate"));
        _ = new World(database);

        Assert.Equal(1, await Run("seed-demo"));
        Assert.Equal(0, database.Value<long>("SELECT COUNT(*) FROM {users}"));
    }

    public void Dispose() => database.Dispose();

    /// <summary>A process of its own, as an operator starts it; it says something in one or more lines and ends.</summary>
    private async Task<int> Run(params string[] words)
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Web.dll"), .. words])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process.StartInfo.Environment["DOTNET_ENVIRONMENT"] = "Development";
        process.StartInfo.Environment["ConnectionStrings__Portal"] = database.ConnectionString;
        process.Start();
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.NotEmpty(string.Concat(said));
        Assert.DoesNotContain("   at ", string.Concat(said), StringComparison.Ordinal);
        return process.ExitCode;
    }
}
