using Scheduling.Infrastructure.WordPress;

namespace Scheduling.UnitTests.WordPress;

/// <summary>R1, R8: whatever serialize() would not have written, or the portal does not want, is refused whole.</summary>
[Trait("Rule", "R1")]
public sealed class PhpSerializedRefusalTests
{
    [Theory]
    [InlineData("""O:8:"stdClass":0:{}""")]
    [InlineData("""C:11:"ArrayObject":0:{}""")]
    [InlineData("""a:1:{i:0;O:8:"stdClass":0:{}}""")]
    [InlineData("""a:1:{i:0;C:3:"Foo":0:{}}""")]
    [InlineData("""a:2:{i:0;i:1;i:1;R:2;}""")]
    [InlineData("""a:2:{i:0;i:1;i:1;r:2;}""")]
    [InlineData("""E:3:"A:B";""")]
    [InlineData("d:0.5;")]
    [InlineData("""S:1:"\61";""")]
    [InlineData("a:1:{N;b:1;}")]
    [InlineData("a:1:{b:1;b:1;}")]
    [InlineData("a:1:{a:0:{}b:1;}")]
    public void Forbidden_type_is_refused(string text) => AssertRefused(text);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(";")]
    [InlineData("b:1")]
    [InlineData("b:2;")]
    [InlineData("b:01;")]
    [InlineData("B:1;")]
    [InlineData("b:1;;")]
    [InlineData("b:1; ")]
    [InlineData(" b:1;")]
    [InlineData("b:1;b:1;")]
    [InlineData("N:;")]
    [InlineData("i:;")]
    [InlineData("i:-;")]
    [InlineData("i:-0;")]
    [InlineData("i:+1;")]
    [InlineData("i:01;")]
    [InlineData("i: 1;")]
    [InlineData("i:1-;")]
    [InlineData("i:0x1;")]
    [InlineData("i:1")]
    [InlineData("i:9223372036854775808;")]
    [InlineData("i:99999999999999999999999999999999;")]
    [InlineData("i:١;")]
    public void Malformed_scalar_is_refused(string text) => AssertRefused(text);

    [Theory]
    [InlineData("""s:2:"a";""")]
    [InlineData("""s:0:"a";""")]
    [InlineData("""s:-1:"a";""")]
    [InlineData("""s:01:"a";""")]
    [InlineData("""s:16:"terapeuta-główny";""")] // letters instead of bytes
    [InlineData("""s:1:"ą";""")]
    [InlineData("""s:2147483648:"a";""")]
    [InlineData("""s:9223372036854775807:"a";""")]
    [InlineData("""s:1:'a';""")]
    [InlineData("""s:1:"a" """)]
    [InlineData("s:1:\"a")]
    [InlineData("s:1:\"")]
    [InlineData("s:1")]
    public void Wrong_length_of_a_string_is_refused(string text) => AssertRefused(text);

    [Theory]
    [InlineData("a:1:{}")]
    [InlineData("a:0:{i:0;b:1;}")]
    [InlineData("a:2:{i:0;b:1;}")]
    [InlineData("a:1:{i:0;b:1;i:1;b:1;}")]
    [InlineData("a:1:{i:0;}")]
    [InlineData("a:-1:{}")]
    [InlineData("a:00:{}")]
    [InlineData("a:999999999:{}")]
    [InlineData("a:9223372036854775807:{i:0;b:1;}")]
    [InlineData("a:1:{i:0;b:1;")]
    [InlineData("a:1:{i:0;b:1;};")]
    [InlineData("a:1:i:0;b:1;")]
    [InlineData("a:0:{")]
    public void Wrong_count_of_an_array_is_refused(string text) => AssertRefused(text);

    private static void AssertRefused(string text) => Assert.Null(PhpSerialized.Read(text));
}
