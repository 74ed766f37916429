// Planted for Rules/SqlTableNames.
namespace Planted.SqlTableNames.Scheduling.Infrastructure.Queries;

internal static class Raw
{
    internal const string From = "SELECT id FROM companies";
    internal const string Join = "SELECT u.ID FROM {users} u LEFT JOIN wp_usermeta m ON m.user_id = u.ID";
    internal const string Into = "INSERT IGNORE INTO `meetings` (id) VALUES (1)";
    internal const string Update = "update meetings set minutes = 50";
    internal const string Delete = "DELETE FROM meetings WHERE id = 1";
    internal const string Comma = "SELECT 1 FROM {p}companies AS c, meetings";
    internal const string Table = "CREATE TABLE IF NOT EXISTS meetings (id int REFERENCES companies (id))";
    internal const string Index = "CREATE UNIQUE INDEX by_start ON meetings (starts_at)";
    internal const string Token = "SELECT id FROM {table}";

    internal static string ByCode(string table) => "SELECT id FROM " + table;
}

internal static class Tokens
{
    internal const string Ours = "SELECT c.id FROM {p}companies c, {p}meetings m JOIN `{p}patients` p ON p.id = m.patient_id FOR UPDATE";
    internal const string WordPress = "SELECT 1 FROM {users} u JOIN {usermeta} m ON m.user_id = u.ID";
    internal const string Schema = "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()";
    internal const string Derived = "SELECT SUM(x.minutes) FROM (SELECT minutes FROM {p}meetings) AS x";
    internal const string Ctes = """
        WITH RECURSIVE days (d) AS (SELECT 1), busy AS (SELECT 2) SELECT EXTRACT(HOUR FROM d) FROM days JOIN busy
        """;
    internal const string Upsert = "INSERT INTO {p}used_hours (id) VALUES (1) ON DUPLICATE KEY UPDATE version = version + 1";
    internal const string Cascade = "ALTER TABLE {p}meetings ADD FOREIGN KEY (id) REFERENCES {p}companies (id) ON UPDATE CASCADE";

    internal static string Prose => "Update the address from the list, then select a file from it. DELETE /events/42";
}
