using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Scheduling.IntegrationTests.Support;

/// <summary>What the server does with the next mail that comes to an address.</summary>
public enum SmtpMood
{
    Takes,

    /// <summary>450 to the receiver: not now.</summary>
    Later,

    /// <summary>550 to the receiver: never.</summary>
    Never,

    /// <summary>554 to the text: never.</summary>
    NeverThisText,

    /// <summary>Bids the text come, takes none of it and says nothing until the other side is gone.</summary>
    StallsAtText,

    /// <summary>Takes the text and hangs up without a word: nobody can know.</summary>
    HangsUpAfterText,

    /// <summary>Takes the text and says nothing until the other side is gone.</summary>
    FallsSilentAfterText,

    /// <summary>Takes the text and says so when the test lets it go on.</summary>
    TakesItsTime,
}

/// <summary>A mail as it came: the receiver of the envelope and the text with its lines' dots undone.</summary>
public sealed record ReceivedMail(string To, string Raw);

/// <summary>
/// A small SMTP server (RFC 5321) of the tests' own, on loopback. Knows EHLO, MAIL, RCPT, DATA, RSET, NOOP, QUIT; anything else is answered
/// with 500 and remembered as a fault.
/// </summary>
public sealed class FakeSmtp : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<SmtpMood>> moods = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ReceivedMail> received = new();
    private readonly ConcurrentQueue<string> faults = new();
    private readonly ConcurrentQueue<string> stuck = new();
    private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int ignored;

    public FakeSmtp()
    {
        listener.Start();
        _ = Serve();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Every connection gets no word at all.</summary>
    public bool IsMute { get; set; }

    /// <summary>How many connections got no word.</summary>
    public int Ignored => ignored;

    /// <summary>Everything that came, in its order; also what was not acknowledged.</summary>
    public IReadOnlyList<ReceivedMail> Received => [.. received];

    public IReadOnlyList<string> Faults => [.. faults];

    public IReadOnlyList<ReceivedMail> To(ulong user) => [.. received.Where(mail => mail.To == AddressOf(user))];

    /// <summary>The next mails to this user meet these moods, one each; then they are taken.</summary>
    public void Meet(ulong user, params SmtpMood[] next) => moods[AddressOf(user)] = new ConcurrentQueue<SmtpMood>(next);

    /// <summary>A mail to this user has come to where the server fell silent.</summary>
    public bool IsStuckWith(ulong user) => stuck.Contains(AddressOf(user));

    /// <summary>Lets those go on that take their time.</summary>
    public void GoOn() => goOn.TrySetResult();

    public static string AddressOf(ulong user) => $"user{user}@example.test";

    public void Dispose() => listener.Dispose();

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                _ = Talk(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var _ = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        try
        {
            if (IsMute)
            {
                Interlocked.Increment(ref ignored);
                await reader.ReadToEndAsync();
                return;
            }

            await writer.WriteLineAsync("220 fake");
            var (to, mood) = ("", SmtpMood.Takes);
            while (await reader.ReadLineAsync() is { } line)
            {
                switch (line.Split(' ', ':')[0].ToUpperInvariant())
                {
                    case "EHLO":
                        await writer.WriteLineAsync("250-fake\r\n250-8BITMIME\r\n250 SIZE 10000000");
                        break;
                    case "RCPT":
                        to = line.Split('<', '>')[1];
                        mood = moods.TryGetValue(to, out var list) && list.TryDequeue(out var next) ? next : SmtpMood.Takes;
                        await writer.WriteLineAsync(mood switch
                        {
                            SmtpMood.Later => $"450 4.2.1 <{to}> not now",
                            SmtpMood.Never => $"550 5.1.1 <{to}> no such user",
                            _ => "250 ok",
                        });
                        break;
                    case "DATA":
                        await writer.WriteLineAsync("354 go on");
                        if (mood == SmtpMood.StallsAtText)
                        {
                            stuck.Enqueue(to);
                            await reader.ReadToEndAsync();
                            return;
                        }

                        if (await Text(reader) is not { } text)
                        {
                            return; // the sender is gone in the middle: no mail (RFC 5321, 4.1.1.4)
                        }

                        if (mood == SmtpMood.NeverThisText)
                        {
                            await writer.WriteLineAsync("554 5.7.1 refused by policy");
                            break;
                        }

                        received.Enqueue(new ReceivedMail(to, text));
                        if (mood == SmtpMood.HangsUpAfterText)
                        {
                            return;
                        }

                        if (mood == SmtpMood.FallsSilentAfterText)
                        {
                            stuck.Enqueue(to);
                            await reader.ReadToEndAsync();
                            return;
                        }

                        if (mood == SmtpMood.TakesItsTime)
                        {
                            await goOn.Task;
                        }

                        await writer.WriteLineAsync("250 2.0.0 queued as 1");
                        break;
                    case "QUIT":
                        await writer.WriteLineAsync("221 bye");
                        return;
                    case "MAIL" or "RSET" or "NOOP":
                        await writer.WriteLineAsync("250 ok");
                        break;
                    default:
                        faults.Enqueue(line);
                        await writer.WriteLineAsync("500 unknown");
                        break;
                }
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The other side hung up.
        }
    }

    /// <summary>Null: it broke off before the line with the point that ends it.</summary>
    private static async Task<string?> Text(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == ".")
            {
                return text.ToString();
            }

            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return null;
    }
}
