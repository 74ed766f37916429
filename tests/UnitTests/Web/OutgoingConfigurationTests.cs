using Microsoft.Extensions.Configuration;
using Scheduling.Infrastructure.Mail;
using Scheduling.Infrastructure.Outbox;
using Scheduling.Web.Setup;

namespace Scheduling.UnitTests.Web;

/// <summary>The keys of mail: a group half filled or a wrong value ends the start and names its key (DOMAIN §14).</summary>
public sealed class OutgoingConfigurationTests
{
    [Theory]
    [InlineData("Smtp:Host", "Smtp:From=portal@provider.test")]
    [InlineData("Smtp:Host", "Smtp:User=portal", "Smtp:Password=secret")]
    [InlineData("Smtp:From", "Smtp:Host=mail.provider.test")]
    [InlineData("Smtp:From", "Smtp:Host=mail.provider.test", "Smtp:From=portal")]
    [InlineData("Smtp:From", "Smtp:Host=mail.provider.test", "Smtp:From=@provider.test")]
    [InlineData("Smtp:Password", "Smtp:Host=mail.provider.test", "Smtp:From=portal@provider.test", "Smtp:User=portal")]
    [InlineData("Smtp:User", "Smtp:Host=mail.provider.test", "Smtp:From=portal@provider.test", "Smtp:Password=secret")]
    [InlineData("Smtp:Port", "Smtp:Host=mail.provider.test", "Smtp:From=portal@provider.test", "Smtp:Port=0")]
    [InlineData("Smtp:Port", "Smtp:Host=mail.provider.test", "Smtp:From=portal@provider.test", "Smtp:Port=smtp")]
    [InlineData("Smtp:Security", "Smtp:Host=mail.provider.test", "Smtp:From=portal@provider.test", "Smtp:Security=Tls13")]
    [InlineData("Outbox:PollSeconds", "Outbox:PollSeconds=-1")]
    public void A_fault_names_its_key(string key, params string[] settings)
    {
        var fault = Assert.Throws<ConfigurationFault>(() => Read(isDevelopment: false, settings));

        Assert.Contains(key.Replace(":", "__", StringComparison.Ordinal), fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void Without_a_server_mail_waits_except_in_development()
    {
        Assert.False(Read(isDevelopment: false).Mail.IsOn);
        Assert.EndsWith("mails", Read(isDevelopment: true, "Mail:Folder=mails").Mail.Folder, StringComparison.Ordinal);
        Assert.Null(Read(isDevelopment: true, "Smtp:Host=h", "Smtp:From=a@b.test").Mail.Folder);
    }

    [Fact]
    public void A_sender_without_a_name_has_the_portals()
    {
        Assert.Equal(("a@b.test", "The portal"), From("a@b.test"));
        Assert.Equal(("a@b.test", "Łódź"), From("Łódź <a@b.test>"));
        Assert.Equal(587, Read(false, "Smtp:Host=h", "Smtp:From=a@b.test").Mail.Smtp!.Port);
        Assert.Equal(SmtpSecurity.StartTls, Read(false, "Smtp:Host=h", "Smtp:From=a@b.test").Mail.Smtp!.Security);

        static (string, string) From(string from) => Read(false, "Smtp:Host=h", $"Smtp:From={from}").Mail is var mail ? (mail.FromAddress, mail.FromName) : default;
    }

    [Fact]
    public void Addresses_to_alert_are_a_list()
    {
        Assert.Equal(["a@b.test", "c@d.test"], OutgoingConfiguration.ReadAlertEmails(Of("Portal:AlertEmails=a@b.test, c@d.test")));
        Assert.Empty(OutgoingConfiguration.ReadAlertEmails(Of()));
        Assert.Throws<ConfigurationFault>(() => OutgoingConfiguration.ReadAlertEmails(Of("Portal:AlertEmails=a@b.test, nobody")));
    }

    private static OutgoingOptions Read(bool isDevelopment, params string[] settings) => OutgoingConfiguration.Read(Of(settings), "The portal", isDevelopment);

    private static IConfiguration Of(params string[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(each => each.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1])))
        .Build();
}
