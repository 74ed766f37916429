// Planted for Rules/SqlTableDefinitions, besides SqlTableDefinitions.sql: a table that code creates.
namespace Planted.SqlTableDefinitions.Scheduling.Infrastructure.Database;

internal static class Journal
{
    internal const string Sql = "CREATE TABLE {p}journal (id int PRIMARY KEY) ENGINE=InnoDB";
}
