using AutoMapper;
using Microsoft.Extensions.Logging.Abstractions;
using Scheduling.Web.Setup;

namespace Scheduling.UnitTests.Web;

public sealed class MappingTests
{
    [Fact]
    public void Every_member_of_a_request_comes_from_the_form() =>
        new MapperConfiguration(configuration => configuration.AddProfile<FormsToRequests>(), NullLoggerFactory.Instance).AssertConfigurationIsValid();
}
