// Planted for Rules/ReportsAvoidTheDomain.
using Planted.ReportsAvoidTheDomain.Scheduling.Domain.Companies;
using Planted.ReportsAvoidTheDomain.Scheduling.Domain.Kernel;

namespace Planted.ReportsAvoidTheDomain.Scheduling.Domain.Kernel
{
    internal readonly record struct CompanyId(long Value);
}

namespace Planted.ReportsAvoidTheDomain.Scheduling.Domain.Companies
{
    internal sealed record CompanySettings(int NoticeHours);
}

namespace Planted.ReportsAvoidTheDomain.Scheduling.Application.Reports
{
    internal sealed record UsageById(CompanyId Company);

    internal sealed record UsageWithSettings(CompanyId Company)
    {
        internal static bool IsLate(object settings) => settings is CompanySettings;
    }
}

namespace Planted.ReportsAvoidTheDomain.Scheduling.Infrastructure.Queries.Reports
{
    internal sealed class UsageQueryOverSettings
    {
        internal static bool Reads(object settings) => settings is CompanySettings;
    }
}

namespace Planted.ReportsAvoidTheDomain.Scheduling.Infrastructure.Queries.Companies
{
    internal sealed class QueryThatIsNoReport
    {
        internal static bool Reads(object settings) => settings is CompanySettings;
    }
}
