// Planted for Rules/LayersPointInwards. "…That…" breaks the rule, the others stand beside it to stay silent.
using MediatR;
using Microsoft.Extensions.Logging;
using NodaTime;
using Planted.LayersPointInwards.Scheduling.Application.Patients;
using Planted.LayersPointInwards.Scheduling.Domain.Patients;
using Planted.LayersPointInwards.Scheduling.Infrastructure.Database;
using Planted.LayersPointInwards.Scheduling.Web.Pages;

namespace Planted.LayersPointInwards.Scheduling.Domain.Patients
{
    internal sealed record Patient(string Name, LocalDate Since);

    internal sealed class PatientThatLogs
    {
        internal static bool Writes(object log) => log is ILogger;
    }

    internal sealed class PatientThatKnowsItsUseCase
    {
        internal static Patient From(RegisterPatient command) => new(command.Name, default);
    }
}

namespace Planted.LayersPointInwards.Scheduling.Application.Patients
{
    internal sealed record RegisterPatient(string Name) : IRequest<Patient>;

    internal sealed class HandlerThatOpensAConnection
    {
        internal static object Handle() => new Connection();
    }

    internal sealed class HandlerThatReadsConfiguration
    {
        internal static bool Reads(object source) => source is Microsoft.Extensions.Configuration.IConfiguration;
    }
}

namespace Planted.LayersPointInwards.Scheduling.Infrastructure.Database
{
    internal sealed class Connection
    {
        internal static object Save(RegisterPatient command) => new Patient(command.Name, default);
    }

    internal sealed class ConnectionThatKnowsAPage
    {
        internal static string For() => typeof(PatientPage).Name;
    }
}

namespace Planted.LayersPointInwards.Scheduling.Web.Pages
{
    internal sealed class PatientPage
    {
        internal static RegisterPatient Post() => new("Ada");
    }

    internal sealed class PageThatOpensAConnection
    {
        internal static object Get() => new Connection();
    }
}

namespace Planted.LayersPointInwards.Scheduling.Web.Setup
{
    internal static class Registration
    {
        internal static object Add() => new Connection();
    }
}

namespace Planted.LayersPointInwards
{
    internal static class Program
    {
        internal static object Run() => new Connection();
    }
}
