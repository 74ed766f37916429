using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MySql.Data.MySqlClient;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>What goes wrong with a statement on its way to the database.</summary>
public enum Fault
{
    /// <summary>1213: the server has rolled the transaction back.</summary>
    Deadlock,

    /// <summary>1020: the same, because a snapshot changed (MariaDB from 11.6).</summary>
    SnapshotChanged,

    /// <summary>1205: this statement alone is undone, the transaction lives on.</summary>
    LockWaitTimeout,

    /// <summary>1062, for statements that insert.</summary>
    Duplicate,

    /// <summary>The connection breaks before the server has the statement.</summary>
    LostBefore,

    /// <summary>The server has done it, and the connection breaks before the answer.</summary>
    LostAfter,
}

/// <summary>Where the way of a statement ends while it is held.</summary>
public enum Moment
{
    /// <summary>The server does not get it.</summary>
    Before,

    /// <summary>The server has done it, the portal does not get the answer.</summary>
    After,

    /// <summary>The same of the COMMIT of its transaction.</summary>
    BeforeCommit,

    AfterCommit,
}

/// <summary>
/// Stands between the portal and MariaDB and speaks just enough of their protocol to let the n-th statement since <see cref="Arm"/> fail, or
/// to stop at a statement until the portal was killed. The driver is the real one, and so is the server: a fault that rolls back is rolled
/// back there.
/// </summary>
public sealed class FaultProxy : IDisposable
{
    private const byte Query = 3;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly MySqlConnectionStringBuilder target;
    private readonly Lock guard = new();
    private int left = int.MaxValue;
    private Fault fault;
    private List<string>? recorded;
    private HeldStatement? held;
    private readonly ConcurrentBag<Line> lines = [];

    public FaultProxy(string connectionString)
    {
        target = new MySqlConnectionStringBuilder(connectionString);
        listener.Start();
        _ = Serve();
    }

    public string ConnectionString => new MySqlConnectionStringBuilder(target.ConnectionString)
    {
        Server = "127.0.0.1",
        Port = (uint)((IPEndPoint)listener.LocalEndpoint).Port,
    }.ConnectionString;

    /// <summary>The statement that was hit since <see cref="Arm"/>; null when fewer came.</summary>
    public string? Hit { get; private set; }

    /// <summary>Every statement since <see cref="Record"/>, as the server got it.</summary>
    public IReadOnlyList<string> Recorded
    {
        get
        {
            lock (guard)
            {
                return [.. recorded ?? []];
            }
        }
    }

    public void Record()
    {
        lock (guard)
        {
            recorded = [];
        }
    }

    /// <summary>Lets the n-th statement from now on fail, once.</summary>
    public void Arm(Fault kind, int statement)
    {
        lock (guard)
        {
            (fault, left, Hit) = (kind, statement, null);
        }
    }

    public void Disarm()
    {
        lock (guard)
        {
            left = int.MaxValue;
        }
    }

    /// <summary>Every statement with this text in it, or the COMMIT of its transaction, gets no further from now on, on any connection.</summary>
    public HeldStatement Hold(string text, Moment moment)
    {
        lock (guard)
        {
            return held = new HeldStatement(text, moment);
        }
    }

    /// <summary>Breaks the connections whose statements are held, as the end of the portal's process would have done, and holds no others.</summary>
    public void LetGo()
    {
        lock (guard)
        {
            held?.LetGo();
            held = null;
        }
    }

    /// <summary>Resets every connection at once, as the end of the server's process does while something is under way.</summary>
    public void Reset()
    {
        while (lines.TryTake(out var line))
        {
            line.Reset();
        }
    }

    public void Dispose() => listener.Dispose();

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                var line = new Line(this, await listener.AcceptTcpClientAsync());
                lines.Add(line);
                _ = line.Carry();
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private Fault? FaultOf(string statement)
    {
        lock (guard)
        {
            recorded?.Add(statement);
            if (left == int.MaxValue || (fault == Fault.Duplicate && !statement.Contains("INSERT", StringComparison.Ordinal)) || --left > 0)
            {
                return null;
            }

            (left, Hit) = (int.MaxValue, statement);
            return fault;
        }
    }

    private HeldStatement? Held
    {
        get
        {
            lock (guard)
            {
                return held;
            }
        }
    }

    /// <summary>One connection of the portal and its twin to the server.</summary>
    private sealed class Line(FaultProxy proxy, TcpClient client) : IDisposable
    {
        private const string Commit = "COMMIT";

        private readonly TcpClient server = new();
        private readonly PreparedStatements prepared = new();
        private TaskCompletionSource? swallowed;

        /// <summary>The transaction has a statement in it whose COMMIT is to be held.</summary>
        private bool commitIsMeant;

        public async Task Carry()
        {
            try
            {
                await server.ConnectAsync(proxy.target.Server, (int)proxy.target.Port);
                await Task.WhenAny(ToServer(), ToClient());
            }
            catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException)
            {
                // Either side hung up.
            }
            finally
            {
                Dispose();
            }
        }

        public void Reset()
        {
            client.LingerState = new LingerOption(enable: true, seconds: 0);
            Dispose();
        }

        public void Dispose()
        {
            client.Dispose();
            server.Dispose();
        }

        private async Task ToServer()
        {
            var (from, to) = (client.GetStream(), server.GetStream());
            var head = new byte[4];
            while (true)
            {
                await from.ReadExactlyAsync(head);
                var body = new byte[head[0] | (head[1] << 8) | (head[2] << 16)];
                await from.ReadExactlyAsync(body);
                var statement = head[3] != 0 || body.Length == 0 ? null
                    : body[0] == Query ? Encoding.UTF8.GetString(body.AsSpan(1))
                    : prepared.Read(body);
                if (statement is not null && proxy.Held is { } held && IsMeant(held, statement))
                {
                    await (held.Moment is Moment.After or Moment.AfterCommit ? Swallow(to, [.. head, .. body]) : Task.CompletedTask);
                    await held.Wait();
                    return;
                }

                var hit = statement is null ? null : proxy.FaultOf(statement);
                switch (hit)
                {
                    case null:
                        await to.WriteAsync((byte[])[.. head, .. body]);
                        break;
                    case Fault.LostBefore:
                        return;
                    case Fault.LostAfter:
                        await Swallow(to, [.. head, .. body]);
                        return;
                    case Fault.Deadlock or Fault.SnapshotChanged:
                        await Swallow(to, [9, 0, 0, 0, Query, .. "ROLLBACK"u8]);
                        await from.WriteAsync(Error(hit == Fault.Deadlock ? (ushort)1213 : (ushort)1020));
                        break;
                    default:
                        await from.WriteAsync(Error(hit == Fault.LockWaitTimeout ? (ushort)1205 : (ushort)1062));
                        break;
                }
            }
        }

        private bool IsMeant(HeldStatement held, string statement)
        {
            var isCommit = statement is Commit;
            var isMeant = isCommit ? commitIsMeant : statement.Contains(held.Text, StringComparison.Ordinal);
            var meansCommit = held.Moment is Moment.BeforeCommit or Moment.AfterCommit;
            commitIsMeant = !isCommit && meansCommit && (commitIsMeant || isMeant);
            return isMeant && isCommit == meansCommit;
        }

        private async Task ToClient()
        {
            var (from, to) = (server.GetStream(), client.GetStream());
            var buffer = new byte[64 * 1024];
            while (await from.ReadAsync(buffer) is > 0 and var read)
            {
                if (swallowed is { } waiting)
                {
                    swallowed = null;
                    waiting.SetResult();
                }
                else
                {
                    prepared.Answered(buffer.AsSpan(0, read));
                    await to.WriteAsync(buffer.AsMemory(0, read));
                }
            }
        }

        /// <summary>Sends something of which the client hears no answer, and waits until the server has given it.</summary>
        private async Task Swallow(NetworkStream to, byte[] packet)
        {
            var answered = swallowed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await to.WriteAsync(packet);
            await answered.Task;
        }

        private static byte[] Error(ushort number)
        {
            var code = new byte[2];
            BinaryPrimitives.WriteUInt16LittleEndian(code, number);
            byte[] body = [0xFF, .. code, .. "#HY000made by a test"u8];
            return [(byte)body.Length, 0, 0, 1, .. body];
        }
    }
}

/// <summary>A statement at which the portal is stopped.</summary>
public sealed class HeldStatement(string text, Moment moment)
{
    private readonly TaskCompletionSource letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool isReached;

    public string Text => text;

    public Moment Moment => moment;

    public bool IsReached => isReached;

    internal Task Wait()
    {
        isReached = true;
        return letGo.Task;
    }

    internal void LetGo() => letGo.TrySetResult();
}
