using MediatR;
using Scheduling.Application.Accounts;
using Scheduling.Application.Ports;
using Scheduling.Infrastructure.Database;
using Scheduling.Infrastructure.Maintenance;

namespace Scheduling.Infrastructure.Queries.Accounts;

internal sealed class ListDemoAccountsHandler(DbSession session) : IRequestHandler<ListDemoAccounts, IReadOnlyList<DemoAccount>>
{
    private const string Select = "SELECT value FROM {p}provider_settings WHERE name = 'demo'";

    public async Task<IReadOnlyList<DemoAccount>> Handle(ListDemoAccounts request, CancellationToken cancellationToken) =>
        await session.QueryOne<string>(Select, null, cancellationToken) is "on" ? DemoPeople.Listed : [];
}
