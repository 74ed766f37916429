using Microsoft.Extensions.Configuration;
using Scheduling.Application.Ports;
using Scheduling.Web.Setup;

namespace Scheduling.UnitTests.Web;

/// <summary>A wrong key stops the start with one line that names it (DOMAIN §14).</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public void The_connection_string_and_outside_development_the_address_are_all_that_must_be_given()
    {
        var configuration = Read(isDevelopment: false, ("Portal:PublicUrl", "https://portal.example"));

        Assert.Equal("Europe/Warsaw", configuration.Portal.TimeZone.Id);
        Assert.Equal(ShowHours.Status, configuration.Portal.ShowHours);
        Assert.Equal(SignInMode.Both, configuration.SignIn);
        Assert.Equal("wp_capabilities", configuration.WordPress.CapabilitiesKey);
        Assert.Equal(["administrator", "scheduling_admin"], configuration.WordPress.AdministratorRoles);
        Assert.True(configuration.IsHttps);
    }

    [Theory]
    [InlineData("Portal:TimeZone", "Europe/Nowhere")]
    [InlineData("Portal:DefaultLanguage", "de")]
    [InlineData("Portal:DefaultLanguage", "1")]
    [InlineData("Portal:ShowHours", "sometimes")]
    [InlineData("Portal:PublicUrl", "portal.example")]
    [InlineData("Portal:PublicUrl", "ftp://portal.example")]
    [InlineData("Portal:TrustedProxies", "proxy.example")]
    [InlineData("SignIn:Mode", "Never")]
    [InlineData("Roles:Patient", " , ")]
    [InlineData("ConnectionStrings:Portal", "")]
    [InlineData("ConnectionStrings:Portal", "not a connection string")]
    [InlineData("ConnectionStrings:WordPress", "Server=x;Nonsense=1")]
    [InlineData("WordPress:TablePrefix", "wp-")]
    [InlineData("WordPress:TablePrefix", "a_prefix_that_is_much_too_long_")]
    [InlineData("WordPress:UsersTable", "users; DROP TABLE x")]
    [InlineData("WordPress:UsermetaTable", "meta`")]
    public void A_malformed_key_is_named(string key, string value)
    {
        var fault = Assert.Throws<ConfigurationFault>(() => Read(isDevelopment: true, (key, value)));
        Assert.StartsWith(key.Replace(":", "__", StringComparison.Ordinal) + ": ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void Outside_development_the_public_address_is_required_and_https()
    {
        Assert.Contains("Portal__PublicUrl", Assert.Throws<ConfigurationFault>(() => Read(isDevelopment: false)).Message, StringComparison.Ordinal);
        Assert.Contains("https", Assert.Throws<ConfigurationFault>(() => Read(isDevelopment: false, ("Portal:PublicUrl", "http://portal.example"))).Message, StringComparison.Ordinal);
        Assert.False(Read(isDevelopment: false, ("Portal:PublicUrl", "http://localhost:8080")).IsHttps);
    }

    private static PortalConfiguration Read(bool isDevelopment, params (string Key, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["ConnectionStrings:Portal"] = "Server=127.0.0.1;Database=x" };
        foreach (var (key, value) in settings)
        {
            values[key] = value;
        }

        return PortalConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), isDevelopment);
    }
}
