using Scheduling.Domain.Kernel;

namespace Scheduling.UnitTests.Kernel;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("600 700 800", "+48600700800")]
    [InlineData("600-700-800", "+48600700800")]
    [InlineData("+48 600 700 800", "+48600700800")]
    [InlineData("0048600700800", "+48600700800")]
    [InlineData("+44 (20) 7946 0000", "+442079460000")]
    public void A_number_as_people_write_it_becomes_E164(string typed, string stored) => Assert.Equal(stored, PhoneNumber.Parse(typed)?.Value);

    [Theory]
    [InlineData("")]
    [InlineData("600 70")]
    [InlineData("6007008001")]
    [InlineData("+0600700800")]
    [InlineData("+1234567")]
    [InlineData("+1234567890123456")]
    [InlineData("+48 600 700 80x")]
    [InlineData("٦٠٠٧٠٠٨٠٠")]
    public void Anything_else_is_no_number(string typed) => Assert.Null(PhoneNumber.Parse(typed));

    [Fact]
    public void Only_the_last_three_digits_are_shown_to_others() => Assert.Equal("*** *** 800", PhoneNumber.Parse("600700800")!.Masked);
}
