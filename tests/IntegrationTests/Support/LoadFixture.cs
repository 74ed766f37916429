using Microsoft.Extensions.Logging;

namespace Scheduling.IntegrationTests.Support;

/// <summary>A portal for many requests: keeping every line of its log would fill the memory in the long form.</summary>
public class LoadFixture : PortalFixture
{
    public LoadFixture()
    {
    }

    protected LoadFixture(TestDatabase database)
        : base(database)
    {
    }

    protected override LogLevel LeastLogged => LogLevel.Warning;
}
