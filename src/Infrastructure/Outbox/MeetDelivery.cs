using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scheduling.Infrastructure.Google;

namespace Scheduling.Infrastructure.Outbox;

/// <summary>
/// Makes Google agree with the visits whose rows are due, a few at a time (R50, R52). With Google off the rows stay as they are. Where an
/// organiser is refused altogether, the rest of his rows wait without asking, so that a wrong setting makes no storm of calls.
/// </summary>
internal sealed partial class MeetDelivery(IServiceScopeFactory scopes, MeetQueue queue, CalendarClients google, IClock clock, ILogger<MeetDelivery> log)
    : IDueWork
{
    private const int AtOnce = 4;

    public async Task DoDue(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var refused = new ConcurrentDictionary<string, GoogleFault>(StringComparer.OrdinalIgnoreCase);
        while (google.Options is not null && await queue.Claim(now, AtOnce, cancellationToken) is { Count: > 0 } rows)
        {
            await Task.WhenAll(rows.Select(row => Take(row, refused, cancellationToken)));
        }
    }

    private async Task Take(MeetRow row, ConcurrentDictionary<string, GoogleFault> refused, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var fault = await scope.ServiceProvider.GetRequiredService<MeetTurn>().Take(row, refused.GetValueOrDefault, cancellationToken);
            if (fault is { ConcernsOrganiser: true } && row.Organiser is { } organiser)
            {
                refused.TryAdd(organiser, fault);
            }
        }
        catch (Exception stopped) when (!cancellationToken.IsCancellationRequested)
        {
            LeftToLease(row.Id, stopped.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Work {Row} for Google stopped: {Fault}. It goes on when its lease has ended.")]
    private partial void LeftToLease(ulong row, string fault);
}
