// Planted for Rules/InfrastructureIsInternal.
using Planted.InfrastructureIsInternal.Scheduling.Infrastructure.Mail;

namespace Planted.InfrastructureIsInternal.Scheduling.Infrastructure.Mail
{
    public static class MailRegistration
    {
        public static MailOptions Add() => new() { Retry = Sender.Send() };
    }

    public sealed class MailOptions
    {
        public RetryOptions? Retry { get; init; }
    }

    public sealed class RetryOptions; // must be public: MailOptions, which Web reaches through MailRegistration, shows it

    internal static class Sender
    {
        internal static RetryOptions Send() => Template.Render();
    }

    public static class Template
    {
        public static RetryOptions Render() => new();
    }
}

namespace Planted.InfrastructureIsInternal.Scheduling.Web.Setup
{
    internal static class Registration
    {
        internal static object Add() => MailRegistration.Add();
    }
}
