using Scheduling.Infrastructure.WordPress;

namespace Scheduling.UnitTests.WordPress;

/// <summary>R2: four forms of stored hashes are ours, everything else is left to WordPress.</summary>
[Trait("Rule", "R2")]
public sealed class PasswordFormatTests
{
    private const string Phpass = "$P$BWyk5AeQnNMuOESSq4dwDqKO2GzHkx1";
    private const string Bcrypt = "$2y$10$U1/L7xHtaR4AveOng3QaBOWg1uzxlwhXZcNejLPW7wgqVKvtvp8oy";
    private const string Md5 = "4dd1e92d15b5ab40c6492c1d359f8850";

    [Theory]
    [InlineData(Phpass, "Phpass")]
    [InlineData("$P$5Wyk5AeQnNMuOESSq4dwDqKO2GzHkx1", "Phpass")]
    [InlineData(Bcrypt, "PlainBcrypt")]
    [InlineData("$2b$10$U1/L7xHtaR4AveOng3QaBOWg1uzxlwhXZcNejLPW7wgqVKvtvp8oy", "PlainBcrypt")]
    [InlineData("$2y$04$U1/L7xHtaR4AveOng3QaBOWg1uzxlwhXZcNejLPW7wgqVKvtvp8oy", "PlainBcrypt")]
    [InlineData("$2y$15$U1/L7xHtaR4AveOng3QaBOWg1uzxlwhXZcNejLPW7wgqVKvtvp8oy", "PlainBcrypt")]
    [InlineData("$wp" + Bcrypt, "WordPressBcrypt")]
    [InlineData(Md5, "Md5")]
    public void Form_is_recognised(string stored, string format) => Assert.Equal(format, PasswordHash.Read(stored).Format.ToString());

    [Theory]
    [InlineData("4DD1E92D15B5AB40C6492C1D359F8850")]
    [InlineData("4dd1e92d15b5ab40c6492c1d359f885A")]
    public void Md5_in_upper_case_is_refused(string stored) => AssertRefused(stored);

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*0")]
    [InlineData("plain text")]
    [InlineData("$argon2id$v=19$m=65536,t=4,p=1$djEvTlpZck9YM0hvdlpZZQ$gXcOWqm8xNeZxZBRUaiTh0A7rHDT0Buxas7mFDwQY0w")]
    [InlineData("$generic$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd")]
    [InlineData("$H$Bbignq/95QVyXWB8m5pgKofd6AN4fw0")]
    [InlineData("$S$DewVGFxxQxGQnXUkPzyV1Y5wAFnVQ2nQAoVDYAVC6GpTgP5MmEsj")]
    [InlineData("$1$abcdefgh$irWbblnpmw.5z7wgBnprh0")]
    [InlineData("$wp" + Phpass)]
    [InlineData("$wp")]
    [InlineData("$wp" + Md5)]
    [InlineData("$wp$wp" + Bcrypt)]
    public void Foreign_form_is_refused(string stored) => AssertRefused(stored);

    [Theory]
    [InlineData(Phpass + "1")]
    [InlineData("$P$BWyk5AeQnNMuOESSq4dwDqKO2GzHkx")]
    [InlineData(" " + Phpass)]
    [InlineData("$p$BWyk5AeQnNMuOESSq4dwDqKO2GzHkx1")]
    [InlineData("$P$BWyk5AeQ\u0142NMuOESSq4dwDqKO2GzHkx1")]
    [InlineData("$P$BWyk5Ae!nNMuOESSq4dwDqKO2GzHkx1")]
    [InlineData("$P$BWyk5AeQnNMuOESSq4dwDqKO2GzHkx!")]
    [InlineData("$P$BWyk5AeQnNMuOESSq4dwDqKO2GzHkxz")] // bits behind the last byte
    public void Malformed_phpass_is_refused(string stored) => AssertRefused(stored);

    [Theory]
    [InlineData('.')]
    [InlineData('4')] // 2^6: below phpass's own floor
    [InlineData('C')] // 2^14: dearer than the check of an unknown name
    [InlineData('S')] // 2^30
    [InlineData('z')] // 2^63
    [InlineData('$')]
    public void Phpass_with_absurd_rounds_is_refused(char rounds) => AssertRefused($"$P${rounds}Wyk5AeQnNMuOESSq4dwDqKO2GzHkx1");

    [Theory]
    [InlineData("00")]
    [InlineData("03")]
    [InlineData("16")]
    [InlineData("31")]
    [InlineData("99")]
    [InlineData("1x")]
    [InlineData("0:")]
    [InlineData("1/")]
    [InlineData("+9")]
    [InlineData(" 9")]
    [InlineData("١٠")] // digits, but not ASCII ones
    public void Bcrypt_with_absurd_cost_is_refused(string cost)
    {
        var stored = $"$2y${cost}$U1/L7xHtaR4AveOng3QaBOWg1uzxlwhXZcNejLPW7wgqVKvtvp8oy";

        AssertRefused(stored);
        AssertRefused("$wp" + stored);
    }

    [Theory]
    [InlineData("$2a$10$U1/L7xHtaR4AveOng3QaBOWg1uzxlwhXZcNejLPW7wgqVKvtvp8oy")]
    [InlineData("$2x$10$U1/L7xHtaR4AveOng3QaBOWg1uzxlwhXZcNejLPW7wgqVKvtvp8oy")]
    [InlineData("$wp$2b$10$U1/L7xHtaR4AveOng3QaBOWg1uzxlwhXZcNejLPW7wgqVKvtvp8oy")]
    [InlineData("$2y$10$U1/L7xHtaR4AveOng3QaBOWg1uzxlwhXZcNejLPW7wgqVKvtvp8o")]
    [InlineData("$2y$10$U1/L7xHtaR4AveOng3QaBOWg1uzxlwhXZcNejLPW7wgqVKvtvp8oyy")]
    [InlineData("$2y$10.U1/L7xHtaR4AveOng3QaBOWg1uzxlwhXZcNejLPW7wgqVKvtvp8oy")]
    [InlineData("$2y$10$U1/L7xHtaR4Ave!ng3QaBOWg1uzxlwhXZcNejLPW7wgqVKvtvp8oy")]
    [InlineData("$2y$10$U1/L7xHtaR4AveOng3QaBPWg1uzxlwhXZcNejLPW7wgqVKvtvp8oy")] // salt with bits behind its last byte
    [InlineData("$2y$10$U1/L7xHtaR4AveOng3QaBOWg1uzxlwhXZcNejLPW7wgqVKvtvp8oz")] // digest likewise
    public void Malformed_bcrypt_is_refused(string stored) => AssertRefused(stored);

    [Theory]
    [InlineData("4dd1e92d15b5ab40c6492c1d359f885")]
    [InlineData("4dd1e92d15b5ab40c6492c1d359f885000")]
    [InlineData("4dd1e92d15b5ab40c6492c1d359f885g")]
    [InlineData("4dd1e92d15b5ab40c6492c1d359f885 ")]
    public void Malformed_md5_is_refused(string stored) => AssertRefused(stored);

    private static void AssertRefused(string stored)
    {
        Assert.Equal(PasswordFormat.None, PasswordHash.Read(stored).Format);
        Assert.Equal(PasswordCheck.UnsupportedFormat, new PasswordVerifier().Check(stored, ""));
    }
}
