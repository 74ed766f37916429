using System.Reflection;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Scheduling.Application.Appointments;
using Scheduling.Application.Patients;
using Scheduling.Application.Ports;
using Scheduling.Infrastructure.Database;
using Scheduling.Infrastructure.Google;
using Scheduling.Infrastructure.Maintenance;
using Scheduling.Infrastructure.Outbox;
using Scheduling.Infrastructure.Repositories;
using Scheduling.Infrastructure.WordPress;

namespace Scheduling.Infrastructure;

/// <summary>Where the databases are (DOMAIN §14). <paramref name="WordPress"/> null: WordPress's users live in the portal's database.</summary>
public sealed record DatabaseOptions(string Portal, string? WordPress, string Prefix, string? UsersTable, string? UsermetaTable);

/// <summary>Registers everything that lies outside the process. Handlers of queries are found in <see cref="Handlers"/>.</summary>
public static class InfrastructureSetup
{
    public static Assembly Handlers => typeof(InfrastructureSetup).Assembly;

    /// <summary>The first key of the configuration that is malformed, and how; null when none is.</summary>
    public static (string Key, string Problem)? Fault(DatabaseOptions database)
    {
        (string Key, Action Try)[] checks =
        [
            ("ConnectionStrings:Portal", () => new ConnectionFactory(database.Portal).Dispose()),
            ("ConnectionStrings:WordPress", () => new ConnectionFactory(database.WordPress ?? database.Portal).Dispose()),
            ("WordPress:TablePrefix", () => _ = new TableNames(database.Prefix)),
            ("WordPress:UsersTable", () => _ = new TableNames(database.Prefix, database.UsersTable)),
            ("WordPress:UsermetaTable", () => _ = new TableNames(database.Prefix, usermeta: database.UsermetaTable)),
        ];
        foreach (var (key, check) in checks)
        {
            try
            {
                check();
            }
            catch (Exception fault) when (fault is ArgumentException or MySql.Data.MySqlClient.MySqlException or FormatException)
            {
                return (key, fault.Message.ReplaceLineEndings(" "));
            }
        }

        return null;
    }

    public static IServiceCollection AddInfrastructure(
        this IServiceCollection services, DatabaseOptions database, WordPressOptions wordPress, OutgoingOptions outgoing, GoogleOptions? google)
    {
        services.AddMemoryCache();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new TableNames(database.Prefix, database.UsersTable, database.UsermetaTable));
        services.AddSingleton(wordPress);
        services.AddSingleton(_ => new ConnectionFactory(database.Portal));
        services.AddScoped<DbSession>();
        services.AddScoped<IUnitOfWork, UnitOfWork>();
        AddWordPress(services, database);
        AddRepositories(services);
        services.AddOutgoing(outgoing);
        services.AddGoogle(google);
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
        services.AddScoped<PageOfTimes>();
        services.AddSingleton(typeof(KeptByVersion<>));
        services.AddScoped<CompaniesAndTherapists>();
        services.AddScoped<TakenTime>();
        services.AddScoped<AuditLog>();
        services.AddScoped<WhatFollows>();
        services.AddScoped<IBookingFacts, BookingFactsLoader>();
        services.AddScoped<IAppointments, Repositories.Appointments>();
        services.AddScoped<IRefusedAttempts, RefusedAttempts>();
        services.AddScoped<IPatients, Patients>();
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

        services.AddKeyedSingleton("WordPress", (_, _) => new ConnectionFactory(database.WordPress));
        services.AddKeyedScoped("WordPress", (provider, key) => new DbSession(
            provider.GetRequiredKeyedService<ConnectionFactory>(key), provider.GetRequiredService<TableNames>()));
        services.AddScoped(provider => new WordPressDb(provider.GetRequiredKeyedService<DbSession>("WordPress")));
    }
}
