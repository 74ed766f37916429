using MySql.Data.MySqlClient;

namespace Scheduling.Infrastructure.Database;

/// <summary>What a database error means for the unit of work that met it.</summary>
internal enum ErrorMeaning
{
    /// <summary>Deadlock or changed snapshot: the transaction is gone, run the whole unit again.</summary>
    RunAgain,

    /// <summary>The connection broke; a COMMIT on its way may have happened.</summary>
    ConnectionLost,

    /// <summary>A lock was held too long; only the statement was rolled back, so roll back the rest.</summary>
    LockHeldTooLong,

    /// <summary>A unique key refused the row: somebody else was faster.</summary>
    Duplicate,

    /// <summary>The statement took longer than the limit.</summary>
    TooSlow,

    Fault,
}

/// <summary>Everything in which MariaDB and MySQL differ: the constants of a connection and the numbers of errors.</summary>
internal static class ServerDialect
{
    /// <summary>Short ones for requests; long work (migrations, verification, exports) has ten minutes.</summary>
    public static string SessionConstants(string serverVersion, bool longWork)
    {
        var seconds = longWork ? 600 : 10;
        var limit = serverVersion.Contains("MariaDB", StringComparison.OrdinalIgnoreCase)
            ? FormattableString.Invariant($"max_statement_time = {seconds}")
            : FormattableString.Invariant($"max_execution_time = {seconds * 1000}");
        return $"""
            SET SESSION {limit}, innodb_lock_wait_timeout = 3, group_concat_max_len = 1048576, time_zone = '+00:00',
                sql_mode = 'STRICT_TRANS_TABLES,ONLY_FULL_GROUP_BY,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'
            """;
    }

    public static ErrorMeaning MeaningOf(MySqlException error) => error.Number switch
    {
        1213 or 1020 => ErrorMeaning.RunAgain,
        1205 or 3572 => ErrorMeaning.LockHeldTooLong,
        1062 => ErrorMeaning.Duplicate,
        1969 or 3024 => ErrorMeaning.TooSlow,
        0 or 1042 or 1047 or 1053 or 1180 or 2006 or 2013 or 1927 or 1040 => ErrorMeaning.ConnectionLost,
        _ => ErrorMeaning.Fault,
    };
}
