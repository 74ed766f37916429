// Planted for Rules/InterfacesEarnTheirKeep.
using Planted.InterfacesEarnTheirKeep.Scheduling.Application.Budgets;
using Planted.InterfacesEarnTheirKeep.Scheduling.Application.Companies;
using Planted.InterfacesEarnTheirKeep.Scheduling.Application.Ports;
using Planted.InterfacesEarnTheirKeep.Scheduling.Domain.Kernel;

namespace Planted.InterfacesEarnTheirKeep.Scheduling.Domain.Kernel
{
    internal interface IAggregateRoot;
}

namespace Planted.InterfacesEarnTheirKeep.Scheduling.Domain.Companies
{
    internal sealed class Company : IAggregateRoot;
}

namespace Planted.InterfacesEarnTheirKeep.Scheduling.Application.Ports
{
    internal interface IMailer
    {
        void Send();
    }

    internal interface IMarker<T>;
}

namespace Planted.InterfacesEarnTheirKeep.Scheduling.Application.Companies
{
    internal interface ICompanies
    {
        void Save();
    }

    internal interface ISettingsRepository
    {
        void Save();
    }

    internal interface ISettlements
    {
        void Save();
    }

    internal interface IBookingFacts
    {
        void Load();
    }
}

namespace Planted.InterfacesEarnTheirKeep.Scheduling.Application.Budgets
{
    internal interface IRounding
    {
        int Round(int minutes);
    }

    internal interface ISecondName
    {
        int Count { get; }
    }

    internal interface IForgotten
    {
        int Count { get; }
    }

    internal sealed class Up : IRounding, ISecondName
    {
        public int Count => 1;

        public int Round(int minutes) => minutes + 1;
    }

    internal sealed class Down : IRounding
    {
        public int Round(int minutes) => minutes - 1;
    }
}

namespace Planted.InterfacesEarnTheirKeep.Scheduling.Infrastructure.Repositories
{
    internal sealed class Settlements : ISettlements
    {
        public void Save() => throw new NotSupportedException();
    }
}
