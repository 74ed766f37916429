// Planted for Rules/ApplicationModulesShareContracts. Contracts are public because the rule asks for it.
using MediatR;
using Planted.ApplicationModulesShareContracts.Scheduling.Application.Budgets;
using Planted.ApplicationModulesShareContracts.Scheduling.Application.Ports;

namespace Planted.ApplicationModulesShareContracts.Scheduling.Application.Ports
{
    internal interface IMailer;
}

namespace Planted.ApplicationModulesShareContracts.Scheduling.Application.Budgets
{
    public sealed record HoursLeft : IRequest<HoursLeft.Result>
    {
        public sealed record Result(int Minutes);
    }

    public sealed class HoursLeftHandler : IRequestHandler<HoursLeft, HoursLeft.Result>
    {
        public Task<HoursLeft.Result> Handle(HoursLeft request, CancellationToken cancellationToken) =>
            Task.FromResult(new HoursLeft.Result(Rounding.Up(50)));
    }

    internal static class Rounding
    {
        internal static int Up(int minutes) => minutes;
    }
}

namespace Planted.ApplicationModulesShareContracts.Scheduling.Application.Appointments
{
    internal sealed class BookByContract(IMediator mediator, IMailer mailer)
    {
        internal IMailer Mailer => mailer;

        internal async Task<bool> Book() => (await mediator.Send(new HoursLeft()).ConfigureAwait(false)).Minutes > 0;
    }

    internal sealed class BookByHandler
    {
        internal static object Book() => new HoursLeftHandler();
    }

    internal sealed class BookByInternals
    {
        internal static int Book() => Rounding.Up(50);
    }
}
