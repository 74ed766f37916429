using Scheduling.Infrastructure.Repositories;

namespace Scheduling.UnitTests.Repositories;

/// <summary>What is kept between pages holds for one version of the row and for one minute (docs/adr/0010).</summary>
public sealed class KeptByVersionTests
{
    private readonly Watch watch = new();
    private readonly KeptByVersion<string> kept;

    public KeptByVersionTests() => kept = new KeptByVersion<string>(watch);

    [Fact]
    public void What_was_kept_is_found_in_its_version_only()
    {
        kept.Keep(7, 3, "as it was");

        Assert.Equal("as it was", kept.Find(7, 3));
        Assert.Null(kept.Find(7, 4));
        Assert.Null(kept.Find(7, 2));
        Assert.Null(kept.Find(8, 3));
    }

    [Fact]
    public void What_is_read_anew_takes_its_place()
    {
        kept.Keep(7, 3, "as it was");
        kept.Keep(7, 4, "as it is");

        Assert.Equal("as it is", kept.Find(7, 4));
        Assert.Null(kept.Find(7, 3));
    }

    [Fact]
    public void After_a_minute_it_is_read_anew_though_nobody_counted()
    {
        kept.Keep(7, 3, "as it was");

        watch.Now += TimeSpan.FromSeconds(59);
        Assert.Equal("as it was", kept.Find(7, 3));
        watch.Now += TimeSpan.FromSeconds(1);
        Assert.Null(kept.Find(7, 3));
    }

    private sealed class Watch : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromHours(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
