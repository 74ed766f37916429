// Planted for Rules/SqlBans: one constant for each ban, and beside them what looks alike and is allowed.
namespace Planted.SqlBans.Scheduling.Infrastructure.Queries;

internal static class Banned
{
    internal const string NamedLock = "SELECT GET_LOCK('booking', 3)";
    internal const string TableLock = "LOCK TABLES {p}meetings WRITE";
    internal const string Distributed = "XA START 'booking'";
    internal const string InsertedId = "INSERT INTO {p}meetings (minutes) VALUES (50) RETURNING id";
    internal const string StatementLimit = "SET STATEMENT max_statement_time=2 FOR SELECT 1 FROM {p}meetings";
    internal const string NewColumn = "ALTER TABLE {p}meetings ADD COLUMN IF NOT EXISTS minutes int NOT NULL";
    internal const string NewIndex = "create index if not exists by_start on {p}meetings (starts_at)";
    internal const string SharedLock = "SELECT id FROM {p}companies WHERE id = @id FOR SHARE";
    internal const string Zone = "SELECT CONVERT_TZ(starts_at, 'UTC', 'Europe/Warsaw') FROM {p}meetings";
    internal const string LocalNow = "select id from {p}meetings where starts_at > now()";
    internal const string LocalDefault = "ALTER TABLE {p}meetings ADD COLUMN made_at datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)";
    internal const string Newest = "SELECT m.id FROM {p}meetings m ORDER BY m.id DESC LIMIT 1";

    internal static string PutTogether(bool shared) => "SELECT id FROM {p}companies WHERE id = @id" + (shared ? " FOR SHARE" : "");

    internal static IEnumerable<string> Iterated()
    {
        yield return $$"""UPDATE {p}meetings SET minutes = {{Random.Shared.Next()}}, starts_at = NOW()""";
    }
}

internal static class Allowed
{
    internal const string Journal = "CREATE TABLE IF NOT EXISTS {p}migrations (id int PRIMARY KEY)";
    internal const string SharedLock = "SELECT id FROM {p}companies WHERE id = @id LOCK IN SHARE MODE";
    internal const string Claim = """
        SELECT id FROM {p}outbox WHERE due_at <= UTC_TIMESTAMP(6) ORDER BY due_at DESC, id DESC LIMIT 5 FOR UPDATE SKIP LOCKED
        """;
    internal const string LockOrder = "SELECT id FROM {p}therapists WHERE id IN @ids ORDER BY id FOR UPDATE";
    internal const string Commented = """
        SELECT id FROM {p}meetings -- neither NOW() nor GET_LOCK
        WHERE note <> 'returning at once, XA START' /* FOR SHARE */
        """;

    internal static string Prose => "The connection is lost now (again), returning to the queue; LOCK and order by id are not SQL here";
}
