using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;
using Scheduling.ArchitectureTests.Rules;

namespace Scheduling.ArchitectureTests;

/// <summary>What section 2 of the architecture bans in SQL, asked of the literals of Infrastructure and of its embedded migrations.</summary>
public sealed class SqlTests
{
    private static IEnumerable<SqlText> Real =>
        SqlText.InLiterals(Code.Real.Where(type => type.Layer() == "Infrastructure"))
            .Concat(SqlText.InResources(Code.Assembly("Infrastructure")));

    [Fact]
    public void Sql_is_free_of_what_is_banned() => Expect.None(SqlBans.Check(Real));

    [Fact]
    public void Each_ban_is_reported() => Expect.Exactly(
        SqlBans.Check(Planted(nameof(SqlBans))),
        "Scheduling.Infrastructure.Queries.Banned.NamedLock uses GET_LOCK",
        "Scheduling.Infrastructure.Queries.Banned.TableLock uses LOCK TABLES",
        "Scheduling.Infrastructure.Queries.Banned.Distributed uses XA",
        "Scheduling.Infrastructure.Queries.Banned.InsertedId uses RETURNING",
        "Scheduling.Infrastructure.Queries.Banned.StatementLimit uses SET STATEMENT",
        "Scheduling.Infrastructure.Queries.Banned.NewColumn uses IF NOT EXISTS",
        "Scheduling.Infrastructure.Queries.Banned.NewIndex uses IF NOT EXISTS",
        "Scheduling.Infrastructure.Queries.Banned.SharedLock uses FOR SHARE",
        "Scheduling.Infrastructure.Queries.Banned.Zone uses CONVERT_TZ",
        "Scheduling.Infrastructure.Queries.Banned.LocalNow uses local time",
        "Scheduling.Infrastructure.Queries.Banned.LocalDefault uses local time",
        "Scheduling.Infrastructure.Queries.Banned.Newest uses ordering by id as time",
        "Scheduling.Infrastructure.Queries.Banned.PutTogether uses FOR SHARE",
        "Scheduling.Infrastructure.Queries.Banned.Iterated uses local time");

    [Fact]
    public void Tables_are_named_by_token() => Expect.None(SqlTableNames.Check(Real));

    [Fact]
    public void Raw_table_names_are_reported() => Expect.Exactly(
        SqlTableNames.Check(Planted(nameof(SqlTableNames))),
        "Scheduling.Infrastructure.Queries.Raw.From names the table companies",
        "Scheduling.Infrastructure.Queries.Raw.Join names the table wp_usermeta",
        "Scheduling.Infrastructure.Queries.Raw.Into names the table meetings",
        "Scheduling.Infrastructure.Queries.Raw.Update names the table meetings",
        "Scheduling.Infrastructure.Queries.Raw.Delete names the table meetings",
        "Scheduling.Infrastructure.Queries.Raw.Comma names the table meetings",
        "Scheduling.Infrastructure.Queries.Raw.Table names the table meetings",
        "Scheduling.Infrastructure.Queries.Raw.Table names the table companies",
        "Scheduling.Infrastructure.Queries.Raw.Index names the table meetings",
        "Scheduling.Infrastructure.Queries.Raw.Token names the table {table}",
        "Scheduling.Infrastructure.Queries.Raw.ByCode names the table by code");

    [Fact]
    public void Tables_say_what_they_are() => Expect.None(SqlTableDefinitions.Check(Real));

    [Fact]
    public void Tables_that_leave_it_to_the_server_are_reported() => Expect.Exactly(
        SqlTableDefinitions.Check(SqlText.InResources(Code.Assembly("ArchitectureTests")).Concat(Planted(nameof(SqlTableDefinitions)))
            .Select(text => text with { Where = text.Where.Split('.')[^2] })),
        "SqlTableDefinitions creates {p}keyless without PRIMARY KEY",
        "SqlTableDefinitions creates {p}isam without ENGINE=InnoDB",
        "SqlTableDefinitions creates {p}short_letters without CHARSET utf8mb4",
        "SqlTableDefinitions creates {p}server_default without COLLATE utf8mb4_unicode_ci or utf8mb4_bin",
        "SqlTableDefinitions creates {p}other_column without COLLATE utf8mb4_unicode_ci or utf8mb4_bin",
        "SqlTableDefinitions creates {p}bare without PRIMARY KEY",
        "SqlTableDefinitions creates {p}bare without ENGINE=InnoDB",
        "SqlTableDefinitions creates {p}bare without CHARSET utf8mb4",
        "SqlTableDefinitions creates {p}bare without COLLATE utf8mb4_unicode_ci or utf8mb4_bin",
        "Journal creates {p}journal without CHARSET utf8mb4",
        "Journal creates {p}journal without COLLATE utf8mb4_unicode_ci or utf8mb4_bin");

    [Fact]
    public void Who_writes_what_belongs_to_a_therapist_or_a_company_counts_its_version() => Expect.None(WritersCountVersions.Check(Code.Real));

    [Fact]
    public void Writers_who_do_not_count_are_reported() => Expect.Exactly(
        WritersCountVersions.Check(Code.Planted(nameof(WritersCountVersions))),
        "Scheduling.Infrastructure.Repositories.Silent.Away writes therapist_absences and does not count",
        "Scheduling.Infrastructure.Repositories.Silent.Off writes company_therapists and does not count",
        "Scheduling.Infrastructure.Repositories.Silent.Moved writes meetings and does not count",
        "Scheduling.Infrastructure.Repositories.Silent.Bought writes number_of_purchased_hours and does not count",
        "Scheduling.Infrastructure.Repositories.Silent.Zone writes therapists and does not count");

    private static IEnumerable<SqlText> Planted(string rule) => SqlText.InLiterals(Code.Planted(rule));
}
