namespace Scheduling.IntegrationTests.Google;

/// <summary>What Google's refusals mean for the work and who hears of them (R52, R53; CONTRACTS §4, whose numbers stand beside the tests).</summary>
public sealed class MeetFaultTests(GooglePortal portal) : MeetTests(portal)
{
    [Fact] // 3
    public async Task A_rate_limit_is_waited_for_and_Googles_own_word_counts_when_it_is_longer()
    {
        var visit = await Portal.Book();
        Google.Next("insert", FakeGoogle.Error(403, "rateLimitExceeded", domain: "usageLimits"));
        await Portal.Tick();
        Assert.Equal((15, "rate_limit"), (Wait(visit), visit.Work.Fault));

        Google.Next("insert", FakeGoogle.Error(403, "userRateLimitExceeded", domain: "usageLimits"));
        await Portal.TickAfter(Duration.FromSeconds(15));
        Assert.Equal(60, Wait(visit));

        Google.Next("insert", FakeGoogle.Error(429, "rateLimitExceeded", retryAfter: 600));
        await Portal.TickAfter(Duration.FromMinutes(1));
        Assert.Equal(600, Wait(visit));

        await Portal.TickAfter(Duration.FromMinutes(10));
        Assert.Equal(visit.Event().Link, visit.Link);
        Assert.Equal(4, Google.CallsOf("insert").Count());
        Assert.Empty(visit.Alerts);
    }

    [Fact] // 3
    public async Task A_quota_that_is_used_up_is_no_hot_loop_and_is_told_once()
    {
        Google.Next("insert", FakeGoogle.Error(403, "quotaExceeded", "Calendar usage limits exceeded.", "usageLimits"), times: 1000);
        var company = Portal.World.Company();
        var therapist = Portal.TherapistWith(company);
        var visit = await Portal.Book(therapist: therapist, company: company);

        for (var minute = 0; minute < 12 * 60; minute++)
        {
            await Portal.TickAfter(Duration.FromMinutes(1));
        }

        Assert.InRange(Google.CallsOf("insert").Count(), 3, 4);
        Assert.Equal(("queued", "quota_exceeded"), (visit.Work.State, visit.Work.Fault));
        Assert.Equal(["quota_exceeded"], Stops());
        Assert.Empty(visit.Alerts);
    }

    [Fact] // 5
    public async Task A_missing_delegation_stops_the_organiser_tells_once_and_heals_by_itself()
    {
        Google.Granted.Clear();
        var company = Portal.World.Company();
        var account = "somebody@provider.example";
        var visits = new List<BookedVisit>();
        for (var each = 0; each < 9; each++)
        {
            visits.Add(await Portal.Book(account, company: company));
        }

        for (var minute = 0; minute < 60; minute++)
        {
            await Portal.TickAfter(Duration.FromMinutes(1));
        }

        Assert.Equal(["delegation_missing"], Stops());
        Assert.InRange(Google.CallsOf("token").Count(), 4, 16); // four rounds in an hour, of at most four rows at once
        Assert.All(visits, visit => Assert.Equal(("configuration", false), (visit.Work.State, visit.Work.Called)));
        Assert.Equal("delegation_missing: unauthorized_client 401", visits[0].Work.LastAnswer);

        Google.Granted.Add(FakeGoogle.EventsScope);
        await Portal.TickAfter(Quarter);
        Assert.All(visits, visit => Assert.Equal(visit.Event().Link, visit.Link));
        Assert.Equal(["delegation_missing"], Stops());
    }

    [Fact] // 5
    public async Task A_stop_that_comes_back_after_it_was_healed_is_told_again()
    {
        var visit = await Portal.Book();
        Google.Next("insert", FakeGoogle.Error(400, "invalid", "Invalid conference type value."));
        await Portal.Tick();
        await visit.Move(GooglePortal.TomorrowAtNine + Duration.FromHours(1));
        Google.Next("insert", FakeGoogle.Error(400, "invalid", "Invalid conference type value."));
        await Portal.Tick();
        Assert.Equal(["meet_not_available"], Stops());

        await Portal.TickAfter(Quarter);
        Assert.NotNull(visit.Link);
        await visit.Move(GooglePortal.TomorrowAtNine + Duration.FromHours(3));
        Google.Next("patch", FakeGoogle.Error(400, "invalid", "Invalid conference type value."));
        await Portal.Tick();
        Assert.Equal(["meet_not_available", "meet_not_available"], Stops());
    }

    [Theory] // 5
    [InlineData(403, "forbiddenForServiceAccounts", "", "delegation_missing")]
    [InlineData(403, "insufficientPermissions", "", "scope_missing")]
    [InlineData(403, "accessNotConfigured", "", "calendar_api_off")]
    [InlineData(403, "forbidden", "", "forbidden")]
    [InlineData(404, "notFound", "", "calendar_not_found")]
    [InlineData(400, "invalid", "Invalid conference type value.", "meet_not_available")]
    public async Task What_a_person_has_to_change_waits_with_a_code_that_says_it(int status, string reason, string message, string code)
    {
        var visit = await Portal.Book();
        Google.Next("insert", FakeGoogle.Error(status, reason, message));

        await Portal.Tick();

        Assert.Equal(("configuration", code, 900, false), (visit.Work.State, visit.Work.Fault, Wait(visit), visit.Work.Called));
        Assert.Equal([code], Stops());
        Assert.Empty(visit.Alerts);
        await Portal.TickAfter(Quarter);
        Assert.NotNull(visit.Link);
    }

    [Theory] // 5, 7
    [InlineData(400, "invalid_grant", "Invalid email or User ID", "no_such_user")]
    [InlineData(400, "invalid_grant", "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.", "clock_wrong")]
    [InlineData(400, "invalid_grant", "Invalid JWT Signature.", "key_refused")]
    [InlineData(401, "invalid_client", "The OAuth client was not found.", "key_refused")]
    [InlineData(400, "invalid_scope", "", "delegation_missing")]
    public async Task A_token_that_is_refused_waits_with_a_code_that_says_why(int status, string error, string description, string code)
    {
        var visit = await Portal.Book();
        Google.Next("token", FakeGoogle.TokenError(status, error, description));

        await Portal.Tick();

        Assert.Equal(("configuration", code, $"{code}: {error} {status}"), (visit.Work.State, visit.Work.Fault, visit.Work.LastAnswer));
        Assert.Equal(["token"], Kinds());
        await Portal.TickAfter(Quarter);
        Assert.NotNull(visit.Link);
    }

    [Fact] // 7
    public async Task A_token_endpoint_that_is_down_is_waited_for()
    {
        var visit = await Portal.Book();
        Google.Next("token", FakeGoogle.Page(500));
        await Portal.Tick();
        Assert.Equal(("queued", "no_answer", 15), (visit.Work.State, visit.Work.Fault, Wait(visit)));
        Assert.Single(Google.CallsOf("token"));

        await Portal.TickAfter(Duration.FromSeconds(15));
        Assert.NotNull(visit.Link);
    }

    [Fact] // 7
    public async Task A_token_that_ends_in_mid_run_is_replaced_and_one_token_serves_many_calls()
    {
        var company = Portal.World.Company();
        var therapist = Portal.TherapistWith(company);
        var visit = await Portal.Book(therapist: therapist, company: company);
        await Portal.Tick();
        await visit.Move(GooglePortal.TomorrowAtNine + Duration.FromHours(1));
        await Portal.Tick();
        Assert.Single(Google.CallsOf("token"));

        Google.ExpireTokens();
        await visit.Move(GooglePortal.TomorrowAtNine + Duration.FromHours(2));
        await Portal.Tick();

        Assert.Equal(2, Google.CallsOf("token").Count());
        Assert.Equal("2027-01-12T10:00:00Z", visit.Event().Start);
        Assert.Equal("done", visit.Work.State);
    }

    [Fact]
    public async Task A_token_that_is_never_taken_is_a_matter_of_configuration()
    {
        var visit = await Portal.Book();
        Google.Next("insert", FakeGoogle.Error(401, "authError", "Invalid Credentials"), times: 2);

        await Portal.Tick();

        Assert.Equal(("configuration", "key_refused"), (visit.Work.State, visit.Work.Fault));
        Assert.Equal(2, Google.CallsOf("insert").Count());
    }

    [Fact] // 8
    public async Task While_Google_is_down_for_an_hour_people_book_and_the_links_come_afterwards()
    {
        Google.Next("insert", FakeGoogle.Page(502), times: 10_000);
        var visit = await Portal.Book();
        for (var minute = 0; minute < 60; minute++)
        {
            await Portal.TickAfter(Duration.FromMinutes(1));
        }

        Assert.Equal(2, Portal.Database.Value<long>(
            "SELECT COUNT(*) FROM {p}messages t JOIN {p}meetings m ON m.id = t.meeting_id WHERE m.public_id = @Id AND t.due_at <= @Now", new { visit.Id, Portal.Clock.Now }));
        Assert.InRange(Google.CallsOf("insert").Count(), 15, 18);
        Assert.Empty(visit.Alerts);
        var later = await Portal.Book();
        Google.Reset();

        await Portal.TickAfter(Duration.FromMinutes(4));

        Assert.Equal((visit.Event().Link, later.Event().Link), (visit.Link, later.Link));
    }

    [Fact] // 8
    public async Task A_call_that_hangs_a_page_and_an_empty_answer_are_waited_for()
    {
        foreach (var ending in new Func<Microsoft.AspNetCore.Http.HttpContext, Task>[] { FakeGoogle.Hangs, FakeGoogle.Page(200), FakeGoogle.Page(404), FakeGoogle.Page(403), FakeGoogle.Empty(200), FakeGoogle.Empty(403) })
        {
            var visit = await Portal.Book();
            Google.Next("insert", ending);

            await Portal.Tick();
            Assert.Equal(("queued", "no_answer"), (visit.Work.State, visit.Work.Fault));
            await Portal.TickAfter(Duration.FromMinutes(1));

            Assert.NotNull(visit.Link);
        }
    }

    [Fact]
    public async Task What_Google_never_takes_has_failed_at_once()
    {
        var visit = await Portal.Book();
        Google.Next("insert", FakeGoogle.Error(400, "required", "Missing end time."));

        await Portal.Tick();

        Assert.Equal(("failed", "invalid_request: required 400"), (visit.Work.State, visit.Work.LastAnswer));
        Assert.Equal(["invalid_request"], visit.Alerts);
    }

    [Fact]
    public async Task After_24_hours_of_faults_the_work_has_failed_and_administrators_hear_of_it_once()
    {
        Google.Next("insert", FakeGoogle.Error(500, "backendError"), times: 10_000);
        var company = Portal.World.Company(noticeHours: 0);
        var therapist = Portal.TherapistWith(company);
        var visit = await Portal.Book(therapist: therapist, company: company);
        await visit.Move(GooglePortal.TomorrowAtNine + Duration.FromDays(3));

        await Portal.Tick();
        await Portal.TickAfter(Duration.FromHours(23));
        Assert.Equal("queued", visit.Work.State);
        await Portal.TickAfter(Duration.FromHours(1));
        await Portal.TickAfter(Duration.FromHours(1));

        Assert.Equal(("failed", 3), (visit.Work.State, Google.CallsOf("insert").Count()));
        Assert.Equal(["no_answer"], visit.Alerts);
    }

    [Fact]
    public async Task When_the_visit_has_begun_a_fault_is_the_last_one_and_after_its_end_nothing_is_asked()
    {
        Google.Next("insert", FakeGoogle.Error(500, "backendError"), times: 10_000);
        var (tried, untried) = (await Portal.Book(), await Portal.Book());
        Portal.Database.Do("UPDATE {p}outbox SET due_at = '2027-01-13' WHERE state = 'queued' AND meeting_id = (SELECT id FROM {p}meetings WHERE public_id = @Id)", new { untried.Id });
        await Portal.Tick();

        Portal.Clock.Now = GooglePortal.TomorrowAtNine;
        await Portal.Tick();
        Assert.Equal(("failed", 2), (tried.Work.State, Google.CallsOf("insert").Count()));
        Assert.Equal(["no_answer"], tried.Alerts);

        Portal.Clock.Now = GooglePortal.TomorrowAtNine + Duration.FromDays(1);
        await Portal.Tick();
        Assert.Equal(("dropped", 2), (untried.Work.State, Google.CallsOf("insert").Count()));
        Assert.Empty(untried.Alerts);
    }

    [Fact]
    public async Task An_account_that_was_mistyped_is_no_obstacle_once_it_is_right()
    {
        Google.UnknownUsers.Add("mistyped@provider.example");
        var visit = await Portal.Book("mistyped@provider.example");
        await Portal.Tick();
        Assert.Equal("no_such_user", visit.Work.Fault);
        Portal.Database.Do("UPDATE {p}therapists SET google_account = 'right@provider.example' WHERE user_id = @Therapist", new { visit.Therapist });

        await Portal.TickAfter(Quarter);

        Assert.Equal("right@provider.example", Assert.Single(Google.Events).Calendar);
        Assert.Single(visit.Works);
    }

    [Fact]
    public async Task Without_anybodys_account_the_visit_waits_for_one()
    {
        var visit = await Portal.Book(account: null);

        await Portal.Tick();

        Assert.Equal(("configuration", "organiser_missing"), (visit.Work.State, visit.Work.Fault));
        Assert.Empty(Google.Calls);
        Assert.Equal(["organiser_missing"], Stops());
    }

    [Fact]
    public async Task Nothing_secret_is_in_the_log_or_in_the_stored_answers()
    {
        Google.Next("token", FakeGoogle.TokenError(400, "somebody@provider.example is unknown", "Not a valid email: somebody@provider.example"));
        Google.Next("insert", FakeGoogle.Error(403, "rateLimitExceeded", "Too much for somebody@provider.example"));
        var visit = await Portal.Book();
        await Portal.Tick();
        await Portal.TickAfter(Quarter);
        await Portal.TickAfter(Duration.FromMinutes(1));
        Assert.NotNull(visit.Link);

        var secrets = new[] { "ya29.", "PRIVATE KEY", "meet.google.com", "provider.example", "assertion" };
        Assert.Contains(Portal.Logs.All, line => line.Contains(visit.Id, StringComparison.Ordinal) && line.Contains("done", StringComparison.Ordinal));
        Assert.DoesNotContain(Portal.Logs.All, line => Array.Exists(secrets, secret => line.Contains(secret, StringComparison.Ordinal)));
        Assert.DoesNotContain(
            Portal.Database.List<string>("SELECT CONCAT_WS(' ', fault, last_answer) FROM {p}outbox"),
            line => Array.Exists(secrets, secret => line.Contains(secret, StringComparison.Ordinal)));
    }
}
