// Planted for Rules/LibrariesStayInTheirLayer. Quartz and Google stand here under their own names; the other libraries are the real ones.
using Dapper;
using Microsoft.AspNetCore.Http;
using MySql.Data.MySqlClient;
using Planted.LibrariesStayInTheirLayer.Google.Apis;
using Planted.LibrariesStayInTheirLayer.Quartz;

namespace Planted.LibrariesStayInTheirLayer.Quartz
{
    internal interface IJob;
}

namespace Planted.LibrariesStayInTheirLayer.Google.Apis
{
    internal interface IEvent;
}

namespace Planted.LibrariesStayInTheirLayer.Scheduling.Domain.Patients
{
    internal static class PatientByMail
    {
        internal static bool Sends(object client) => client is System.Net.Mail.SmtpClient;
    }
}

namespace Planted.LibrariesStayInTheirLayer.Scheduling.Application.Patients
{
    internal static class HandlerWithLibraries
    {
        internal static bool Queries(object command) => command is CommandDefinition;

        internal static bool Catches(Exception fault) => fault is MySqlException;

        internal static bool Ticks(object job) => job is IJob;

        internal static bool Meets(object meeting) => meeting is IEvent;
    }
}

namespace Planted.LibrariesStayInTheirLayer.Scheduling.Infrastructure.Queries
{
    internal static class QueryWithLibraries
    {
        internal static bool Queries(object command) =>
            command is CommandDefinition or MySqlException or IJob or IEvent or System.Net.Mail.SmtpClient;

        internal static bool Answers(object context) => context is HttpContext;
    }
}

namespace Planted.LibrariesStayInTheirLayer.Scheduling.Web.Pages
{
    internal static class PageWithLibraries
    {
        internal static bool Answers(object context) => context is HttpContext;

        internal static bool Queries(object command) => command is CommandDefinition;
    }
}

namespace Planted.LibrariesStayInTheirLayer
{
    internal static class Program
    {
        internal static bool Answers(object context) => context is HttpContext;

        internal static bool Ticks(object job) => job is IJob;
    }
}
