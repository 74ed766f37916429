namespace Scheduling.IntegrationTests.Support;

/// <summary>Another instance of the portal on the same database, which knows nothing from memory yet.</summary>
public sealed class OtherInstance(PortalFixture first) : PortalFixture(first.Database)
{
    protected override bool HasOwnWordPress => false;

    protected override bool OwnsDatabase => false;
}
