namespace Scheduling.IntegrationTests.Support;

/// <summary>The portal's clock in tests: stands still until it is set.</summary>
public sealed class TestClock : IClock
{
    /// <summary>A Monday at 8 in Warsaw, with the usual weeks ahead.</summary>
    public static readonly Instant Start = Instant.FromUtc(2027, 1, 11, 7, 0);

    public Instant Now { get; set; } = Start;

    public Instant GetCurrentInstant() => Now;
}
