using System.Data;
using Dapper;
using NodaTime.Extensions;

namespace Scheduling.Infrastructure.Database;

/// <summary>How moments, dates, times of day and months are written: DATETIME(6) in UTC, DATE, TIME, DATE of the month's first day.</summary>
internal static class NodaTimeHandlers
{
    private static readonly Lazy<bool> Registered = new(Register);

    public static void Use() => _ = Registered.Value;

    /// <summary>The value as the driver takes it.</summary>
    public static object Written(object value) => value switch
    {
        Instant moment => moment.ToDateTimeUtc(),
        LocalDateTime local => local.ToDateTimeUnspecified(),
        LocalDate date => date.ToDateTimeUnspecified(),
        YearMonth month => month.OnDayOfMonth(1).ToDateTimeUnspecified(),
        _ => value,
    };

    private static bool Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new Handler<Instant>(
            DbType.DateTime, value => Instant.FromDateTimeUtc(DateTime.SpecifyKind(value, DateTimeKind.Utc))));
        SqlMapper.AddTypeHandler(new Handler<LocalDateTime>(DbType.DateTime, LocalDateTime.FromDateTime));
        SqlMapper.AddTypeHandler(new Handler<LocalDate>(DbType.Date, LocalDate.FromDateTime));
        SqlMapper.AddTypeHandler(new Handler<YearMonth>(DbType.Date, value => LocalDate.FromDateTime(value).ToYearMonth()));
        return true;
    }

    private sealed class Handler<T>(DbType type, Func<DateTime, T> read) : SqlMapper.TypeHandler<T>
    {
        public override void SetValue(IDbDataParameter parameter, T? value)
        {
            parameter.DbType = type;
            parameter.Value = value is null ? DBNull.Value : Written(value);
        }

        public override T Parse(object value) => read((DateTime)value);
    }
}
