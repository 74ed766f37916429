using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Scheduling.Application.Ports;

namespace Scheduling.IntegrationTests.Google;

/// <summary><c>google check</c>: every step, which one fails, and what to do (R51).</summary>
public sealed class GoogleCheckTests : IClassFixture<GooglePortal>, IDisposable
{
    private const string Account = "anna@provider.example";

    private readonly GooglePortal portal;

    public GoogleCheckTests(GooglePortal portal)
    {
        this.portal = portal;
        _ = portal.Stranger();
        portal.Forget();
        portal.Database.Do("UPDATE {p}therapists SET google_account = NULL");
        portal.Database.Do("DELETE FROM {p}company_therapists");
        portal.Database.Do("DELETE FROM {p}therapist_availability");
        portal.Database.Do("DELETE FROM {p}therapists");
    }

    public void Dispose() => Assert.Empty(portal.Google.Complaints);

    [Fact]
    public async Task All_steps_of_every_therapists_account_pass_and_nothing_is_left_behind()
    {
        var company = portal.World.Company();
        portal.TherapistWith(company, Account);
        portal.TherapistWith(company, Account);
        portal.TherapistWith(company, "basia@provider.example");
        portal.Google.PendingPolls = 1;

        var steps = await Check();

        Assert.All(steps, step => Assert.Equal((GoogleStepState.Ok, null), (step.State, step.Fix)));
        Assert.Equal(
            ["credentials", "token", "calendar", "meet", "event", "removed", "token", "calendar", "meet", "event", "removed"],
            steps.Select(step => step.Code));
        Assert.Equal([Account, "basia@provider.example"], steps.Select(step => step.Account).OfType<string>().Distinct());
        Assert.Equal(2, portal.Google.Events.Count);
        Assert.All(portal.Google.Events, made => Assert.Equal("cancelled", made.Status));
    }

    [Fact]
    public async Task Without_the_scope_for_calendars_the_test_event_proves_the_rest()
    {
        portal.TherapistWith(portal.World.Company(), "no-scope@provider.example");
        portal.Google.Granted.Remove(FakeGoogle.CalendarsScope);

        Assert.Equal(
            [("credentials", "Ok"), ("token", "Ok"), ("calendar", "Warning"), ("event", "Ok"), ("removed", "Ok")],
            (await Check()).Select(step => (step.Code, step.State.ToString())));
    }

    [Fact]
    public async Task The_first_step_that_fails_says_what_to_do_and_ends_the_walk_of_its_account()
    {
        var company = portal.World.Company();
        portal.TherapistWith(company, "nobody@provider.example");
        portal.Google.UnknownUsers.Add("nobody@provider.example");
        Assert.Equal(("token", GoogleStepState.Failed, "nobody@provider.example", "no_such_user"), Last(await Check()));

        portal.Google.UnknownUsers.Clear();
        portal.Google.AllowsMeet = false;
        Assert.Equal(("meet", GoogleStepState.Failed, "nobody@provider.example", "meet_not_available"), Last(await Check()));

        portal.Google.AllowsMeet = true;
        portal.Google.Next("describe", FakeGoogle.Error(404, "notFound", "Not Found"));
        Assert.Equal(("calendar", GoogleStepState.Failed, "nobody@provider.example", "calendar_not_found"), Last(await Check()));

        portal.Google.Next("insert", FakeGoogle.Error(403, "quotaExceeded", domain: "usageLimits"));
        Assert.Equal(("event", GoogleStepState.Failed, "nobody@provider.example", "quota_exceeded"), Last(await Check()));

        portal.Google.FailingConferences = 1;
        Assert.Equal(
            [("event", "conference_failed"), ("removed", null)],
            (await Check()).Skip(4).Select(step => (step.Code, step.Fix)));
    }

    [Fact]
    public async Task A_therapist_without_an_account_is_warned_of_and_nobody_at_all_is_a_fault()
    {
        Assert.Equal(("organiser", GoogleStepState.Failed, null, "organiser_missing"), Last(await Check()));

        var company = portal.World.Company();
        portal.TherapistWith(company, Account);
        portal.TherapistWith(company, account: null);
        Assert.Equal(("organiser", GoogleStepState.Warning, null, "organiser_missing"), Last(await Check()));
    }

    [Fact]
    public async Task The_command_prints_the_steps_in_plain_words()
    {
        portal.TherapistWith(portal.World.Company(), Account);
        var settings = new[]
        {
            $"--Google:BaseUri={new Uri(portal.Google.Address, "calendar/v3")}", $"--Google:TokenUri={new Uri(portal.Google.Address, "token")}",
            "--Google:ClientId=client", "--Google:ClientSecret=client-secret",
        };

        var (code, said) = await Run([.. settings, $"--Google:RefreshToken={FakeGoogle.RefreshToken}"]);
        Assert.Equal(0, code);
        Assert.Contains("ok       Test event with a link", said, StringComparison.Ordinal);
        Assert.Contains("warning  Who lets guests in", said, StringComparison.Ordinal);

        (code, said) = await Run([.. settings, "--Google:RefreshToken=old"]);
        Assert.Equal(1, code);
        Assert.Contains("FAILED   Access token", said, StringComparison.Ordinal);
        Assert.Contains("make a new refresh token", said, StringComparison.Ordinal);

        (code, said) = await Run([]);
        Assert.Equal(2, code);
        Assert.Contains("Google is not configured", said, StringComparison.Ordinal);
    }

    private static (string, GoogleStepState, string?, string?) Last(IReadOnlyList<GoogleCheckStep> steps) =>
        (steps[^1].Code, steps[^1].State, steps[^1].Account, steps[^1].Fix);

    private async Task<IReadOnlyList<GoogleCheckStep>> Check()
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<IGoogleCheck>().Run(CancellationToken.None))!;
    }

    private async Task<(int Code, string Said)> Run(string[] settings)
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Web.dll"), "google", "check", .. settings])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process.StartInfo.Environment["DOTNET_ENVIRONMENT"] = "Development";
        process.StartInfo.Environment["ConnectionStrings__Portal"] = portal.Database.ConnectionString;
        process.Start();
        var said = string.Concat(await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()));
        await process.WaitForExitAsync();
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        return (process.ExitCode, said);
    }
}
