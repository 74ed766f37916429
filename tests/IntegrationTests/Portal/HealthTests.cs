using System.Net;
using System.Text.Json;
using Scheduling.IntegrationTests.Outgoing;

namespace Scheduling.IntegrationTests.Portal;

/// <summary>What machines that watch the portal are told.</summary>
public sealed class HealthTests(MailFixture portal) : IClassFixture<MailFixture>
{
    [Fact]
    public async Task Ready_tells_what_waits_and_what_failed_and_names_nobody()
    {
        using var stranger = portal.Stranger();
        Assert.Equal("ready", (await Ready(stranger)).GetProperty("status").GetString());
        using var visit = await Visit.Book(portal);

        portal.Clock.Now += Duration.FromMinutes(16);
        var waiting = await Ready(stranger);
        Assert.Equal(("degraded", 960), (waiting.GetProperty("status").GetString(), waiting.GetProperty("oldestWaitingSeconds").GetInt64()));
        portal.Smtp.Meet(visit.Patient, SmtpMood.Later, SmtpMood.Never);
        await portal.SendDue();
        portal.Clock.Now += Duration.FromMinutes(17);
        var tried = await Ready(stranger);
        Assert.Equal(("degraded", 1020), (tried.GetProperty("status").GetString(), tried.GetProperty("oldestWaitingSeconds").GetInt64()));
        await portal.SendDue();

        var failed = await Ready(stranger);
        Assert.Equal((0, 1), (failed.GetProperty("oldestWaitingSeconds").GetInt64(), failed.GetProperty("failedMessages").GetInt64()));
        Assert.Equal(("smtp", "off"), (failed.GetProperty("mail").GetString(), failed.GetProperty("google").GetString()));
        portal.Clock.Now = TestClock.Start;
    }

    private static async Task<JsonElement> Ready(Browser browser)
    {
        var answer = await browser.Get("/health/ready");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return JsonDocument.Parse(answer.Body).RootElement;
    }
}
