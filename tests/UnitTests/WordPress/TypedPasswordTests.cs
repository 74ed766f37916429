using System.Text;
using Scheduling.Infrastructure.WordPress;

namespace Scheduling.UnitTests.WordPress;

/// <summary>R2: what was typed becomes what WordPress may have hashed.</summary>
[Trait("Rule", "R2")]
public sealed class TypedPasswordTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("Zażółć 密码 🔐")]
    [InlineData("0")]
    [InlineData("a / b ` ; %27 ’")]
    public void Password_without_anything_to_slash_is_tried_once(string typed) => AssertVariants(typed, typed);

    [Theory]
    [InlineData("o'Brien", @"o\'Brien")]
    [InlineData("say \"x\"", "say \\\"x\\\"")]
    [InlineData(@"a\b", @"a\\b")]
    [InlineData(@"\'", @"\\\'")]
    [InlineData("a\0b", @"a\0b")]
    public void Slashed_password_is_tried_first_and_then_the_raw_one(string typed, string slashed) => AssertVariants(typed, slashed, typed);

    [Theory]
    [InlineData(" \t\n\r\v\0pass word\0\v\r\n\t ", "pass word")]
    [InlineData("\u00a0nbsp\u00a0", "\u00a0nbsp\u00a0")]
    [InlineData("\u2003em\u3000", "\u2003em\u3000")]
    [InlineData("\fform feed\f", "\fform feed\f")]
    [InlineData("\u0085next line\u0085", "\u0085next line\u0085")]
    public void Ends_are_trimmed_as_by_PHP_and_no_further(string typed, string expected) => AssertVariants(typed, expected);

    [Theory]
    [InlineData("caf\u00e9", "636166c3a9")]
    [InlineData("cafe\u0301", "63616665cc81")]
    public void Unicode_is_not_normalised(string typed, string hex) =>
        Assert.Equal(hex, Convert.ToHexStringLower(Assert.Single(TypedPassword.Variants(typed))));

    [Theory]
    [InlineData("")]
    [InlineData("  \t\r\n\v\0 ")]
    public void Empty_password_is_not_tried_at_all(string typed) => Assert.Empty(TypedPassword.Variants(typed));

    [Fact]
    public void Limit_is_4096_bytes_after_trimming()
    {
        Assert.Single(TypedPassword.Variants("  " + new string('k', 4096) + "  "));
        Assert.Single(TypedPassword.Variants(new string('ż', 2048)));
        Assert.Empty(TypedPassword.Variants(new string('k', 4097)));
        Assert.Empty(TypedPassword.Variants(new string('ż', 2048) + "k"));
    }

    [Fact]
    public void Slashes_over_the_limit_leave_the_raw_password_alone()
    {
        Assert.Equal(2, TypedPassword.Variants(new string('k', 4094) + "'").Count);
        AssertVariants(new string('k', 4095) + "'", new string('k', 4095) + "'");
    }

    private static void AssertVariants(string typed, params string[] expected) =>
        Assert.Equal<string>(expected, [.. TypedPassword.Variants(typed).Select(Encoding.UTF8.GetString)]);
}
