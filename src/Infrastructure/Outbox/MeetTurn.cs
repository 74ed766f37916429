using Microsoft.Extensions.Logging;
using MySql.Data.MySqlClient;
using Scheduling.Application.Notifications;
using Scheduling.Application.Pipeline;
using Scheduling.Infrastructure.Google;

namespace Scheduling.Infrastructure.Outbox;

/// <summary>One claimed row, from reading its visit to marking it: what Google's faults mean for the row, and who hears of them (R52, R53).</summary>
internal sealed partial class MeetTurn(
    MeetQueue queue, MeetAgreement agreement, MeetLinks links, QueuedMessages messages, IClock clock, ILogger<MeetTurn> log)
{
    private static readonly Duration BetweenLooksAtConfiguration = Duration.FromMinutes(15);
    private static readonly Duration AfterQuota = Duration.FromHours(4);

    /// <summary>The fault that the row met, or null. <paramref name="isRefused"/>: what an organiser was refused for a moment ago.</summary>
    public async Task<GoogleFault?> Take(MeetRow row, Func<string, GoogleFault?> isRefused, CancellationToken cancellationToken)
    {
        var visit = await queue.Visit(row, cancellationToken);
        var outcome = await Outcome(row, visit, isRefused, cancellationToken);
        var isKept = await queue.Transaction(() => Keep(row, visit, outcome, cancellationToken), cancellationToken);
        Ended(visit.PublicId, row.Generation, isKept ? outcome.State : "lease lost", outcome.Fault?.Answer);
        return outcome.Fault;
    }

    private async Task<MeetOutcome> Outcome(MeetRow row, MeetVisit visit, Func<string, GoogleFault?> isRefused, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await agreement.Reach(row, visit, isRefused, cancellationToken);
            row.Tries = outcome.State == "pending" ? 0 : row.Tries; // an answer: the next fault is a first one
            return outcome;
        }
        catch (GoogleRefusal refusal)
        {
            return After(refusal.Fault, row, visit);
        }
        catch (Exception fault) when (fault is not (LeaseLostException or BusyException or MySqlException or OperationCanceledException))
        {
            return After(GoogleFault.New(FaultKind.Passing, GoogleFault.Internal, fault.GetType().Name), row, visit); // so that it comes to an end
        }
    }

    private MeetOutcome After(GoogleFault fault, MeetRow row, MeetVisit visit)
    {
        var now = clock.GetCurrentInstant();
        var isTooLate = !visit.IsCancelled && visit.StartsAt <= now;
        switch (fault.Kind)
        {
            case FaultKind.Configuration or FaultKind.QuotaExceeded when isTooLate || visit.EndsAt <= now:
                return MeetOutcome.Failed(fault, tellsOfVisit: false);
            case FaultKind.Configuration or FaultKind.QuotaExceeded:
                (row.Tries, row.FirstTriedAt) = (0, null);
                return fault.Kind == FaultKind.Configuration
                    ? MeetOutcome.Again("configuration", fault, BetweenLooksAtConfiguration)
                    : MeetOutcome.Again("queued", fault, Longer(AfterQuota, fault.RetryAfter));
            case FaultKind.Passing or FaultKind.RateLimited when !isTooLate && now < row.FirstTriedAt + Backoff.GivesUpAfter:
                return MeetOutcome.Again(row.State == "pending" ? "pending" : "queued", fault, Longer(Backoff.After(row.Tries), fault.RetryAfter));
            default:
                return MeetOutcome.Failed(fault, tellsOfVisit: true);
        }
    }

    /// <summary>Google's own word counts when it is the longer one, up to a day.</summary>
    private static Duration Longer(Duration ours, Duration? googles) => Duration.Max(ours, Duration.Min(googles ?? ours, Backoff.GivesUpAfter));

    /// <summary>Everything that the outcome means, or nothing; the visit's row is locked first, as everybody does who changes visits.</summary>
    private async Task<bool> Keep(MeetRow row, MeetVisit visit, MeetOutcome outcome, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        if (outcome.Link is { } link)
        {
            await links.FromGoogle(row.MeetingId, link, cancellationToken);
        }

        if (outcome.OpensNext)
        {
            await links.Withdraw(row.MeetingId, cancellationToken);
            outcome = await queue.Open(row, now, cancellationToken) ? outcome : MeetOutcome.Done;
        }

        if (outcome is { TellsOfVisit: true, Fault: { } ofVisit })
        {
            await messages.AboutMeet(MessageKind.MeetFailed, row.MeetingId, ofVisit.Code, now, cancellationToken);
        }
        else if (outcome is { Fault: { Kind: FaultKind.Configuration or FaultKind.QuotaExceeded } ofOrganiser, State: not "failed" }
                 && await queue.IsNews(row, ofOrganiser.Code, cancellationToken))
        {
            await messages.AboutMeet(MessageKind.MeetStopped, null, ofOrganiser.Code, now, cancellationToken);
        }

        return await queue.Mark(row, outcome, now, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Google and visit {Visit}, generation {Generation}: {State} {Answer}")]
    private partial void Ended(string visit, int generation, string state, string? answer);
}
