using System.Collections.Concurrent;
using System.Reflection;
using Dapper;
using MySql.Data.MySqlClient;

namespace Scheduling.Infrastructure.Database;

/// <summary>
/// A connection with the statements that were prepared on it, which live as long as it does. What every page asks is sent to the server and
/// understood by it once and not each time: two fifths of what such a question costs it.
/// </summary>
internal sealed class OpenConnection(MySqlConnection driver)
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    private readonly Dictionary<string, MySqlCommand> prepared = new(StringComparer.Ordinal);

    public MySqlConnection Driver { get; } = driver;

    /// <param name="values">Of the same types each time and none of them null: with the first ones the types are settled.</param>
    public async Task<List<T>> QueryPrepared<T>(string sql, object values)
    {
        var command = await Prepared(sql, values);
        await using var reader = await command.ExecuteReaderAsync()
            ?? throw new InvalidOperationException("The statement was killed."); // the driver keeps the error 1317 to itself
        var rows = new List<T>();
        var parse = reader.GetRowParser<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(parse(reader));
        }

        return rows;
    }

    private async Task<MySqlCommand> Prepared(string sql, object values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = new MySqlCommand(sql, Driver);
            Fill(command, values, static (known, name, value) => known.Parameters.AddWithValue(name, value));
            await command.PrepareAsync();
            prepared[sql] = command;
        }

        Fill(command, values, static (known, name, value) => known.Parameters[name].Value = value);
        command.Attributes.Clear(); // where somebody traces, the driver hangs one more on it each time, and breaks on the second
        return command;
    }

    private static void Fill(MySqlCommand command, object values, Action<MySqlCommand, string, object> put)
    {
        foreach (var property in Properties.GetOrAdd(values.GetType(), type => type.GetProperties()))
        {
            put(command, "@" + property.Name, NodaTimeHandlers.Written(property.GetValue(values)!));
        }
    }
}
