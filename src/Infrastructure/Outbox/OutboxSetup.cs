using Microsoft.Extensions.DependencyInjection;
using Scheduling.Application.Ports;
using Scheduling.Infrastructure.Jobs;
using Scheduling.Infrastructure.Mail;

namespace Scheduling.Infrastructure.Outbox;

/// <summary>How things leave the house: by which mail server, and every how many seconds it is looked what is due (0 = not by this instance).</summary>
public sealed record OutgoingOptions(MailOptions Mail, int PollSeconds);

/// <summary>Registers the queues, their workers and the clockwork.</summary>
internal static class OutboxSetup
{
    public static void AddOutgoing(this IServiceCollection services, OutgoingOptions options)
    {
        services.AddSingleton(options.Mail);
        services.AddScoped<QueuedMessages>();
        services.AddScoped<MeetWork>();
        services.AddScoped<MeetLinks>();
        services.AddScoped<MessageQueue>();
        services.AddScoped<Letters>();
        services.AddScoped<AlertReceivers>();
        services.AddScoped<IReadiness, ReadinessCheck>();
        services.AddSingleton<OwnUnit>();
        services.AddSingleton<MailDelivery>();
        if (options.Mail.Smtp is not null)
        {
            services.AddSingleton<IMailer, SmtpMailer>();
        }
        else if (options.Mail.Folder is not null)
        {
            services.AddSingleton<MailFolder>();
            services.AddSingleton<IMailer>(provider => provider.GetRequiredService<MailFolder>());
            services.AddSingleton<ISentMails>(provider => provider.GetRequiredService<MailFolder>());
        }

        services.AddClockwork(options.PollSeconds);
    }
}
