using System.Data;
using Dapper;
using NodaTime.Extensions;

namespace Scheduling.Infrastructure.Database;

/// <summary>How moments, dates, times of day and months are written: DATETIME(6) in UTC, DATE, TIME, DATE of the month's first day.</summary>
internal static class NodaTimeHandlers
{
    private static readonly Lazy<bool> Registered = new(Register);

    public static void Use() => _ = Registered.Value;

    private static bool Register()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new Handler<Instant>(
            DbType.DateTime, moment => moment.ToDateTimeUtc(), value => Instant.FromDateTimeUtc(DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc))));
        SqlMapper.AddTypeHandler(new Handler<LocalDateTime>(
            DbType.DateTime, local => local.ToDateTimeUnspecified(), value => LocalDateTime.FromDateTime((DateTime)value)));
        SqlMapper.AddTypeHandler(new Handler<LocalDate>(
            DbType.Date, date => date.ToDateTimeUnspecified(), value => LocalDate.FromDateTime((DateTime)value)));
        SqlMapper.AddTypeHandler(new Handler<YearMonth>(
            DbType.Date, month => month.OnDayOfMonth(1).ToDateTimeUnspecified(), value => LocalDate.FromDateTime((DateTime)value).ToYearMonth()));
        return true;
    }

    private sealed class Handler<T>(DbType type, Func<T, object> write, Func<object, T> read) : SqlMapper.TypeHandler<T>
    {
        public override void SetValue(IDbDataParameter parameter, T? value)
        {
            parameter.DbType = type;
            parameter.Value = value is null ? DBNull.Value : write(value);
        }

        public override T Parse(object value) => read(value);
    }
}
