using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Scheduling.Infrastructure.Outbox;

namespace Scheduling.IntegrationTests.Support;

/// <summary>The portal with a mail server of the test's own. Mails go when a test says so.</summary>
public class MailFixture : PortalFixture
{
    public FakeSmtp Smtp { get; } = new();

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Smtp:Host"] = "127.0.0.1",
        ["Smtp:Port"] = Smtp.Port.ToString(CultureInfo.InvariantCulture),
        ["Smtp:Security"] = "None",
        ["Smtp:From"] = "Centrum Łączności <portal@provider.test>",
        ["Portal:PublicUrl"] = "http://portal.provider.test",
        ["Portal:ContactPhone"] = "+48 22 000 00 00",
    };

    /// <summary>What the clockwork does at every tick.</summary>
    public async Task SendDue()
    {
        await Services.GetRequiredService<MailDelivery>().DoDue(CancellationToken.None);
        Assert.All(Logs.All, line => Assert.False(line.Contains("could not be written", StringComparison.Ordinal), line));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Smtp.Dispose();
        }
    }
}
