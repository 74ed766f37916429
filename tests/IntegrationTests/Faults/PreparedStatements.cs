using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>The statements that were prepared on one connection, put back together with their values as text: what the server was asked.</summary>
internal sealed class PreparedStatements
{
    private const byte Prepare = 0x16;
    private const byte Execute = 0x17;

    private readonly ConcurrentDictionary<uint, string> texts = new();
    private readonly ConcurrentDictionary<uint, byte[]> types = new();
    private volatile string? underWay;

    /// <summary>What this packet asks the server to prepare or to do; null for everything else. Preparing counts as asking.</summary>
    public string? Read(ReadOnlySpan<byte> packet)
    {
        switch (packet[0])
        {
            case Prepare:
                return underWay = Encoding.UTF8.GetString(packet[1..]);
            case Execute:
                var id = BinaryPrimitives.ReadUInt32LittleEndian(packet[1..]);
                return texts.TryGetValue(id, out var text) ? Filled(id, text, packet[10..]) : null;
            default:
                return null;
        }
    }

    /// <summary>The answer to a preparation begins with the number under which the statement is known from then on.</summary>
    public void Answered(ReadOnlySpan<byte> answer)
    {
        if (underWay is { } text)
        {
            underWay = null;
            if (answer[4] == 0)
            {
                texts[BinaryPrimitives.ReadUInt32LittleEndian(answer[5..])] = text;
            }
        }
    }

    private string Filled(uint id, string text, ReadOnlySpan<byte> values)
    {
        var parts = text.Split('?');
        values = values[((parts.Length + 6) / 8)..]; // nothing is null
        if (values[0] == 1)
        {
            types[id] = values.Slice(1, 2 * (parts.Length - 1)).ToArray();
            values = values[(2 * (parts.Length - 1))..];
        }

        values = values[1..];
        var filled = new StringBuilder(parts[0]);
        for (var i = 1; i < parts.Length; i++)
        {
            filled.Append(Value(types[id][2 * (i - 1)], ref values)).Append(parts[i]);
        }

        return filled.ToString();
    }

    private static string Value(byte type, ref ReadOnlySpan<byte> values)
    {
        const byte Int = 3;
        const byte BigInt = 8;
        const byte DateTime = 12;
        var (head, length) = type switch
        {
            Int => (0, 4),
            BigInt => (0, 8),
            _ => (1, values[0]),
        };
        var value = values.Slice(head, length);
        values = values[(head + length)..];
        return type switch
        {
            Int => BinaryPrimitives.ReadInt32LittleEndian(value).ToString(CultureInfo.InvariantCulture),
            BigInt => BinaryPrimitives.ReadUInt64LittleEndian(value).ToString(CultureInfo.InvariantCulture),
            DateTime => string.Create(
                CultureInfo.InvariantCulture,
                $"'{BinaryPrimitives.ReadUInt16LittleEndian(value):0000}-{value[2]:00}-{value[3]:00} {(length > 4 ? value[4] : 0):00}:{(length > 4 ? value[5] : 0):00}:{(length > 4 ? value[6] : 0):00}'"),
            _ => $"'{Encoding.UTF8.GetString(value)}'",
        };
    }
}
