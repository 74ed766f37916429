using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using Scheduling.Application.Pipeline;

namespace Scheduling.Application;

/// <summary>Registers the mediator, its three behaviours and every handler and validator of the given assemblies.</summary>
public static class ApplicationSetup
{
    public static IServiceCollection AddApplication(this IServiceCollection services, params System.Reflection.Assembly[] alsoHandlersIn)
    {
        services.AddScoped<ServiceFactory>(provider => provider.GetRequiredService);
        services.AddScoped<IMediator, Mediator>();
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(AuthorizeBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ValidateBehaviour<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(TransactionBehaviour<,>));
        foreach (var type in alsoHandlersIn.Append(typeof(ApplicationSetup).Assembly).SelectMany(assembly => assembly.GetTypes()))
        {
            foreach (var contract in type is { IsAbstract: false, IsGenericTypeDefinition: false } ? type.GetInterfaces() : [])
            {
                if (contract.IsGenericType && contract.GetGenericTypeDefinition() is var open
                    && (open == typeof(IRequestHandler<,>) || open == typeof(INotificationHandler<>) || open == typeof(IValidator<>)))
                {
                    services.AddTransient(contract, type);
                }
            }
        }

        return services;
    }
}
