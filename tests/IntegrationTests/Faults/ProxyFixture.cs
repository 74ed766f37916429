using Scheduling.Domain.Kernel;
using Scheduling.IntegrationTests.Google;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>The portal reaches its database through a <see cref="FaultProxy"/>; the test itself does not.</summary>
public sealed class ProxyFixture : MailFixture
{
    private readonly Lazy<FaultProxy> proxy;
    private readonly Lazy<Task<Browser>> administrator;

    public ProxyFixture()
    {
        proxy = new Lazy<FaultProxy>(() => new FaultProxy(Database.ConnectionString));
        administrator = new Lazy<Task<Browser>>(() => SignedIn(World.User("Admin", "-", "administrator"), ActingRole.Administrator));
    }

    public FaultProxy Proxy => proxy.Value;

    protected override string ConnectionString => Proxy.ConnectionString;

    /// <summary>The only one there is.</summary>
    public Task<Browser> Administrator() => administrator.Value;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && proxy.IsValueCreated)
        {
            Proxy.Dispose();
        }
    }
}

/// <summary>The same with a Google and without mails.</summary>
public sealed class GoogleProxyFixture : GooglePortal
{
    private readonly Lazy<FaultProxy> proxy;

    public GoogleProxyFixture() => proxy = new Lazy<FaultProxy>(() => new FaultProxy(Database.ConnectionString));

    public FaultProxy Proxy => proxy.Value;

    protected override string ConnectionString => Proxy.ConnectionString;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && proxy.IsValueCreated)
        {
            Proxy.Dispose();
        }
    }
}
