using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;

namespace Scheduling.Application.Accounts;

/// <summary>The accounts of the demo, for the sign-in page of a development machine; empty where the database is no demo.</summary>
[AnyoneMaySend]
public sealed record ListDemoAccounts : IQuery<IReadOnlyList<DemoAccount>>;
