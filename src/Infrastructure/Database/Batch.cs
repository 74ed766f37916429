using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Dapper;

namespace Scheduling.Infrastructure.Database;

/// <summary>
/// Statements that go to the server together, in their order, in one round trip. Each keeps its own values: from the second one on, the
/// names of its parameters carry its number.
/// </summary>
internal sealed partial class Batch
{
    private static readonly ConcurrentDictionary<(string Sql, int Number), string> Numbered = new();
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    private readonly List<string> texts = [];
    private readonly List<Func<DbDataReader, Task>> readers = [];
    private object? alone;
    private DynamicParameters? together;

    public int Count => texts.Count;

    public void Add(string sql, object? values)
    {
        if (values is null)
        {
            texts.Add(sql);
        }
        else if (alone is null)
        {
            alone = values;
            texts.Add(sql);
        }
        else
        {
            var number = texts.Count + 1;
            texts.Add(Numbered.GetOrAdd((sql, number), key => Parameter().Replace(key.Sql, FormattableString.Invariant($"@s{key.Number}_${{name}}"))));
            together ??= new DynamicParameters(alone) { RemoveUnused = false };
            foreach (var property in Properties.GetOrAdd(values.GetType(), type => type.GetProperties()))
            {
                together.Add(FormattableString.Invariant($"s{number}_{property.Name}"), property.GetValue(values));
            }
        }
    }

    public Asked<T> Ask<T>(string sql, object? values)
    {
        var asked = new Asked<T>();
        Add(sql, values);
        readers.Add(asked.Read);
        return asked;
    }

    /// <summary>
    /// Reads to the very end, result by result: the driver tells of an error in a later statement only when its result is asked for, and
    /// says nothing of some of them when the reader is just closed.
    /// </summary>
    /// <returns>The number of rows that all statements together changed.</returns>
    public async Task<int> Send(DbConnection connection)
    {
        await using var reader = await connection.ExecuteReaderAsync(string.Join(";\n", texts), (object?)together ?? alone)
            ?? throw new InvalidOperationException("The statement was killed."); // the driver keeps the error 1317 to itself
        foreach (var read in readers)
        {
            await read(reader);
            await reader.NextResultAsync();
        }

        while (await reader.NextResultAsync())
        {
            // Results that nobody asked for.
        }

        return reader.RecordsAffected;
    }

    [GeneratedRegex("(?<!@)@(?<name>[A-Za-z]\\w*)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Parameter();
}

/// <summary>The answer to a question that waits to be sent with others.</summary>
internal sealed class Asked<T>
{
    private List<T>? rows;

    /// <exception cref="InvalidOperationException">The question has not been sent yet.</exception>
    public IReadOnlyList<T> Rows => Answer();

    public List<T> Answer() => rows ?? throw new InvalidOperationException("Asked, but not sent.");

    public async Task Read(DbDataReader reader)
    {
        rows = [];
        var parse = reader.GetRowParser(typeof(T));
        while (await reader.ReadAsync())
        {
            rows.Add(Value(parse(reader)));
        }
    }

    /// <summary>A single value has the type of its column; as everywhere with Dapper it may be asked for in another.</summary>
    private static T Value(object? value) => value switch
    {
        T asAskedFor => asAskedFor,
        null or DBNull => default!,
        _ => (T)Convert.ChangeType(value, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T), CultureInfo.InvariantCulture),
    };
}
