using System.Reflection;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Scheduling.Application.Appointments;
using Scheduling.Application.Ports;
using Scheduling.Infrastructure.Database;
using Scheduling.Infrastructure.Maintenance;
using Scheduling.Infrastructure.Repositories;
using Scheduling.Infrastructure.WordPress;

namespace Scheduling.Infrastructure;

/// <summary>Where the databases are (DOMAIN §14). <paramref name="WordPress"/> null: WordPress's users live in the portal's database.</summary>
public sealed record DatabaseOptions(string Portal, string? WordPress, string Prefix, string? UsersTable, string? UsermetaTable);

/// <summary>Registers everything that lies outside the process. Handlers of queries are found in <see cref="Handlers"/>.</summary>
public static class InfrastructureSetup
{
    public static Assembly Handlers => typeof(InfrastructureSetup).Assembly;

    /// <exception cref="ArgumentException">A connection string or a table name is malformed.</exception>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, DatabaseOptions database, WordPressOptions wordPress)
    {
        services.AddMemoryCache();
        services.AddSingleton(new TableNames(database.Prefix, database.UsersTable, database.UsermetaTable));
        services.AddSingleton(wordPress);
        services.AddSingleton(new ConnectionFactory(database.Portal));
        services.AddScoped<DbSession>();
        services.AddScoped<IUnitOfWork, UnitOfWork>();
        AddWordPress(services, database);
        AddRepositories(services);
        services.AddSingleton<Migrator>();
        services.AddSingleton<BudgetVerification>();
        services.AddSingleton<DemoSeeder>();
        services.AddSingleton<IMaintenance, OperatorCommands>();
        services.AddSingleton<IDataProtectionKeys, DataProtectionKeys>();
        return services;
    }

    private static void AddRepositories(IServiceCollection services)
    {
        services.AddScoped<BookingLocks>();
        services.AddScoped<PatientStanding>();
        services.AddScoped<TherapistTime>();
        services.AddScoped<AuditLog>();
        services.AddScoped<IBookingFacts, BookingFactsLoader>();
        services.AddScoped<IAppointments, Repositories.Appointments>();
        services.AddScoped<IRefusedAttempts, RefusedAttempts>();
    }

    private static void AddWordPress(IServiceCollection services, DatabaseOptions database)
    {
        services.AddSingleton<PasswordVerifier>();
        services.AddSingleton<MultisiteColumns>();
        services.AddScoped<WordPressUsers>();
        services.AddScoped<IUsersDirectory>(provider => provider.GetRequiredService<WordPressUsers>());
        services.AddScoped<ISessions, Sessions>();
        if (database.WordPress is null)
        {
            services.AddScoped(provider => new WordPressDb(provider.GetRequiredService<DbSession>()));
            return;
        }

        services.AddKeyedSingleton("WordPress", new ConnectionFactory(database.WordPress));
        services.AddKeyedScoped("WordPress", (provider, key) => new DbSession(
            provider.GetRequiredKeyedService<ConnectionFactory>(key), provider.GetRequiredService<TableNames>()));
        services.AddScoped(provider => new WordPressDb(provider.GetRequiredKeyedService<DbSession>("WordPress")));
    }
}
