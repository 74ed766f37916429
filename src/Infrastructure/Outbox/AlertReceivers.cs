using Scheduling.Application.Ports;
using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Database;
using Scheduling.Infrastructure.WordPress;

namespace Scheduling.Infrastructure.Outbox;

/// <summary>
/// Who is alerted (R23): the addresses of the settings page, else those of <c>Portal__AlertEmails</c>, else every administrator except the one
/// who caused it.
/// </summary>
internal sealed class AlertReceivers(DbSession session, WordPressUsers users, PortalOptions options)
{
    private const string SelectSetting = "SELECT value FROM {p}provider_settings WHERE name = 'alert_emails'";

    public async Task<IReadOnlyList<(ulong? User, string? Address)>> Find(ulong? notTo, CancellationToken cancellationToken)
    {
        var entered = await session.QueryOne<string>(SelectSetting, null, cancellationToken);
        var addresses = entered?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return addresses is { Length: > 0 } ? To(addresses)
            : options.AlertEmails is { Count: > 0 } configured ? To(configured)
            : [.. (await users.InRole(ActingRole.Administrator, cancellationToken)).Where(id => id != notTo).Select(id => ((ulong?)id, (string?)null))];
    }

    private static (ulong? User, string? Address)[] To(IEnumerable<string> addresses) => [.. addresses.Select(address => ((ulong?)null, (string?)address))];
}
