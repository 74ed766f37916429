using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Scheduling.Infrastructure.Outbox;

namespace Scheduling.Infrastructure.Jobs;

/// <summary>
/// Quartz as the clock and nothing else: its store is memory, what is to be done stands in our own tables, so any number of instances may
/// tick (ARCHITECTURE §3).
/// </summary>
internal static class Clockwork
{
    /// <summary><paramref name="pollSeconds"/> 0: this instance serves pages and sends nothing.</summary>
    public static void AddClockwork(this IServiceCollection services, int pollSeconds)
    {
        if (pollSeconds == 0)
        {
            return;
        }

        services.AddQuartz(quartz =>
        {
            quartz.Every<MailDelivery>(pollSeconds);
            quartz.Every<MeetDelivery>(pollSeconds);
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    private static void Every<TWork>(this IQuartzBuilder quartz, int seconds)
        where TWork : IDueWork =>
        quartz.ScheduleJob<DueWorkJob<TWork>>(
            trigger => trigger.WithIdentity(typeof(TWork).Name)
                .WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromSeconds(seconds)).RepeatForever()),
            job => job.WithIdentity(typeof(TWork).Name));
}
