using Microsoft.Extensions.DependencyInjection;
using Scheduling.Application.Ports;
using Scheduling.Infrastructure.Outbox;

namespace Scheduling.Infrastructure.Google;

internal static class GoogleSetup
{
    /// <summary>Everything that speaks with Google; null leaves it off, and what it would do undone (R54).</summary>
    public static IServiceCollection AddGoogle(this IServiceCollection services, GoogleOptions? options)
    {
        services.AddSingleton(new CalendarClients(options));
        services.AddSingleton(options is null
            ? MeetCalendars.Off
            : new MeetCalendars(AreOn: true, BelongToTherapists: options.Organizer == GoogleOrganizer.Therapist, options.InvitePatient));
        services.AddScoped<IGoogleCheck, GoogleCheck>();
        services.AddScoped<MeetQueue>();
        services.AddScoped<MeetAgreement>();
        services.AddScoped<MeetTurn>();
        services.AddScoped<MeetDelivery>();
        return services;
    }
}
