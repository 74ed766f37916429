// Planted for Rules/ConnectionsOpenInOnePlace. The test also runs the rule without the second factory and expects silence.
using MySql.Data.MySqlClient;

namespace Planted.ConnectionsOpenInOnePlace.Scheduling.Infrastructure.Database;

internal static class Connections
{
    internal static MySqlConnection Open(string address) => new(address);

    internal static bool IsOne(object connection) => connection is MySqlConnection;
}

internal static class SecondFactory
{
    internal static Func<MySqlConnection> Later() => () => new MySqlConnection();
}
