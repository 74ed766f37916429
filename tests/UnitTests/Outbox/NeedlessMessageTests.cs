using NodaTime;
using Scheduling.Infrastructure.Outbox;

namespace Scheduling.UnitTests.Outbox;

/// <summary>When a message is of no use any more (R63).</summary>
public sealed class NeedlessMessageTests
{
    private static readonly Instant Start = Instant.FromUtc(2027, 1, 12, 8, 0);
    private static readonly Instant End = Start + Duration.FromMinutes(50);

    [Theory]
    [InlineData(-600, 50, null)]
    [InlineData(-600, 50 + 1439, null)]
    [InlineData(-600, 50 + 1440, "too_late")]
    [InlineData(14_400, 14_401, null)] // "not held by us", ten days after the visit (R40)
    [InlineData(14_400, 14_400 + 1440, "too_late")]
    public void A_cancelling_is_told_until_a_day_after_the_visit_and_after_itself(int writtenAt, int now, string? reason) => Assert.Equal(
        reason, Row("visit_cancelled", "cancelled", writtenAt).WhyNeedless(Start + Duration.FromMinutes(now)));

    [Theory]
    [InlineData("visit_booked", "booked", 49, null)]
    [InlineData("visit_booked", "booked", 50, "too_late")]
    [InlineData("visit_moved", "cancelled", -60, "visit_cancelled")]
    [InlineData("link_follows", "booked", -60, "no_link")]
    [InlineData("meet_failed", "booked", -60, null)]
    [InlineData("meet_failed", "cancelled", -60, "visit_cancelled")]
    [InlineData("meet_stopped", "booked", -600 + (7 * 1440), "too_late")]
    public void Other_messages_end_with_the_visit_or_a_week_after_they_were_written(string kind, string status, int now, string? reason) => Assert.Equal(
        reason, Row(kind, status, -600).WhyNeedless(Start + Duration.FromMinutes(now)));

    private static LetterRow Row(string kind, string status, int writtenAt) => new()
    {
        Kind = kind,
        Status = status,
        StartsAt = Start,
        VisitStartsAt = Start,
        EndsAt = End,
        CreatedAt = Start + Duration.FromMinutes(writtenAt),
    };
}
