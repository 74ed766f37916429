using Dapper;
using Scheduling.Application.Ports;

namespace Scheduling.Infrastructure.Database;

/// <summary>The framework asks for these keys synchronously, a few times in the life of a process; hence the blocking open.</summary>
internal sealed class DataProtectionKeys(ConnectionFactory connections, TableNames tables, IClock clock) : IDataProtectionKeys
{
    public IReadOnlyList<string> All()
    {
        using var connection = connections.OpenForLongWork(CancellationToken.None).GetAwaiter().GetResult();
        return connection.Query<string>(tables.In("SELECT xml FROM {p}data_protection_keys ORDER BY created_at, id")).AsList();
    }

    public void Add(string name, string xml)
    {
        using var connection = connections.OpenForLongWork(CancellationToken.None).GetAwaiter().GetResult();
        connection.Execute(
            tables.In("INSERT INTO {p}data_protection_keys (name, xml, created_at) VALUES (@name, @xml, @at)"),
            new { name, xml, at = clock.GetCurrentInstant() });
    }
}
