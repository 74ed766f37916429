using Scheduling.Application.Ports;

namespace Scheduling.Web.Setup;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: 200 while it can serve (also when something needs a person, which the
/// body tells), 503 without its database.
/// </summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("alive")).AllowAnonymous();
        app.MapGet("/health/ready", async (IReadiness readiness, CancellationToken cancellationToken) =>
        {
            var found = await readiness.Look(cancellationToken);
            var status = !found.Database ? "unavailable" : found.NeedsAttention ? "degraded" : "ready";
            return Results.Json(
                new
                {
                    status,
                    database = found.Database ? "ok" : "away",
                    mail = found.Mail,
                    google = found.Google,
                    oldestWaitingSeconds = found.OldestWaitingSeconds,
                    failedMessages = found.FailedMessages,
                    failedMeets = found.FailedMeets,
                    stoppedMeets = found.StoppedMeets,
                },
                statusCode: found.Database ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous();
    }
}
