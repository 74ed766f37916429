using System.Text;
using Scheduling.Infrastructure.WordPress;

namespace Scheduling.UnitTests.WordPress;

/// <summary>R1, R8: what WordPress keeps serialized is read strictly.</summary>
[Trait("Rule", "R1")]
public sealed class PhpSerializedTests
{
    [Theory]
    [InlineData("b:1;")]
    [InlineData("b:0;")]
    [InlineData("i:0;")]
    [InlineData("i:-12;")]
    [InlineData("i:9223372036854775807;")]
    [InlineData("i:-9223372036854775808;")]
    [InlineData("N;")]
    [InlineData("""s:0:"";""")]
    [InlineData("""s:3:"a"b";""")]
    [InlineData("""s:4:"";s:";""")]
    [InlineData("""s:18:"terapeuta-główny";""")]
    [InlineData("a:0:{}")]
    [InlineData("""a:2:{i:0;s:1:"x";s:1:"k";a:1:{i:-3;N;}}""")]
    public void Well_formed_text_is_read_whole(string text) => Assert.Equal(text, PhpWriter.Write(PhpSerialized.Read(text)!));

    [Fact]
    public void Session_tokens_are_read_as_a_tree()
    {
        var token = new string('a', 64);
        var written = """a:4:{s:10:"expiration";i:1795500000;s:2:"ip";s:9:"127.0.0.1";s:2:"ua";s:2:"Fx";s:5:"login";i:1795400000;}""";

        var sessions = Assert.IsType<PhpArray>(PhpSerialized.Read($"a:1:{{s:64:\"{token}\";{written}}}"));
        var session = Assert.IsType<PhpArray>(sessions.Items[token]);

        Assert.Equal(new PhpInteger(1795500000), session.Items["expiration"]);
        Assert.Equal(new PhpText("127.0.0.1"), session.Items["ip"]);
    }

    [Fact]
    public void Of_a_key_that_occurs_twice_the_last_value_stays()
    {
        var array = Assert.IsType<PhpArray>(PhpSerialized.Read("""a:3:{i:1;b:0;s:1:"1";b:1;s:2:"01";b:0;}"""));

        Assert.Equal(new PhpBoolean(true), array.Items["1"]); // "1" and 1 are one key in PHP, "01" is another
        Assert.Equal(2, array.Items.Count);
    }

    [Fact]
    public void Eight_arrays_deep_is_read_and_nine_is_refused()
    {
        Assert.NotNull(PhpSerialized.Read(Nested(8)));
        AssertRefused(Nested(9));
        AssertRefused(string.Concat(Enumerable.Repeat("a:1:{i:0;", 7000)));
    }

    [Fact]
    public void Sixty_four_kibibytes_are_read_and_a_byte_more_is_refused()
    {
        Assert.NotNull(PhpSerialized.Read(OfLength(65536)));
        AssertRefused(OfLength(65537));
        AssertRefused($"""s:65528:"{new string('ż', 32764)}";"""); // few letters, many bytes
    }

    [Fact]
    public void Text_that_is_no_Unicode_is_refused()
    {
        AssertRefused("s:3:\"\ud83d\";"); // half a surrogate pair
        Assert.Null(PhpSerialized.ReadBytes([.. "s:1:\""u8, 0xff, .. "\";"u8]));
        Assert.Null(PhpSerialized.ReadBytes([.. "s:1:\""u8, 0xc5, .. "\";"u8]));
    }

    [Fact]
    public void No_row_is_no_value() => Assert.Null(PhpSerialized.Read(null));

    private static void AssertRefused(string text) => Assert.Null(PhpSerialized.Read(text));

    private static string Nested(int depth) => depth == 0 ? "b:1;" : $$"""a:1:{i:0;{{Nested(depth - 1)}}}""";

    private static string OfLength(int bytes)
    {
        var text = $"""s:{bytes - 11}:"{new string('x', bytes - 11)}";""";
        Assert.Equal(bytes, Encoding.UTF8.GetByteCount(text));
        return text;
    }
}
