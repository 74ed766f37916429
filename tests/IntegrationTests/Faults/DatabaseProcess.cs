using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MySql.Data.MySqlClient;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>A MariaDB of the test's own, that can be killed with -9 and started again on the same data. Every commit is flushed.</summary>
public sealed class DatabaseProcess : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("portal-db-").FullName;
    private readonly int port = FreePort();
    private Process? server;

    public DatabaseProcess()
    {
        using var install = Process.Start(new ProcessStartInfo(
            "mariadb-install-db",
            ["--no-defaults", $"--datadir={folder}/data", "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve", "--force", .. User])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        install.OutputDataReceived += (_, _) => { };
        install.ErrorDataReceived += (_, _) => { };
        install.BeginOutputReadLine();
        install.BeginErrorReadLine();
        install.WaitForExit();
        Assert.Equal(0, install.ExitCode);
    }

    public string ConnectionString => string.Create(
        CultureInfo.InvariantCulture, $"Server=127.0.0.1;Port={port};User ID=root;Password=;SslMode=Disabled");

    /// <summary>Starts it and waits until it answers.</summary>
    public async Task Start()
    {
        server = Process.Start(new ProcessStartInfo(
            Path.Exists("/usr/sbin/mariadbd") ? "/usr/sbin/mariadbd" : "mariadbd",
            [
                "--no-defaults", $"--datadir={folder}/data", $"--socket={folder}/db.sock", $"--pid-file={folder}/db.pid", $"--log-error={folder}/db.log",
                "--bind-address=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--port={port}"), "--skip-name-resolve", "--skip-log-bin",
                "--character-set-server=utf8mb4", "--innodb-flush-log-at-trx-commit=1", "--innodb-buffer-pool-size=64M", .. User,
            ]));
        await Eventually.Is(async () =>
        {
            try
            {
                await using var connection = new MySqlConnection($"{ConnectionString};Pooling=false");
                await connection.OpenAsync();
                return true;
            }
            catch (MySqlException)
            {
                return false;
            }
        });
    }

    /// <summary>As kill -9, or as a machine whose power is cut, except that the operating system lives on.</summary>
    public async Task Kill()
    {
        server!.Kill();
        await server.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (server is { HasExited: false })
        {
            server.Kill();
            server.WaitForExit();
        }

        server?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>It refuses to run as root unless told.</summary>
    private static string[] User => Environment.IsPrivilegedProcess ? ["--user=root"] : [];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
