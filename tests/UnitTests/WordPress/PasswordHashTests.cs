using System.Text;
using Scheduling.Infrastructure.WordPress;

namespace Scheduling.UnitTests.WordPress;

/// <summary>R2: the hash alone, on bytes as given, must answer what wp_check_password answered.</summary>
[Trait("Rule", "R2")]
public sealed class PasswordHashTests
{
    [Theory]
    [MemberData(nameof(StoreVectors.AllVectors), MemberType = typeof(StoreVectors))]
    public void Vector_as_given_is_judged_as_by_WordPress(string file, string name)
    {
        var vector = StoreVectors.Vector(file, name);
        var bytes = Encoding.UTF8.GetBytes(vector.Password);

        Assert.Equal(vector.Bytes, bytes.Length);
        Assert.Equal(vector.PasswordUtf8Hex ?? Convert.ToHexStringLower(bytes), Convert.ToHexStringLower(bytes));
        Assert.Equal(vector.CheckAsGiven, Matches(vector.Hash, bytes));
    }

    [Theory]
    [InlineData("hash of 73-bytes-X checked with 73-bytes-Y", "73-bytes-X", "73-bytes-Y", "")]
    [InlineData("hash of exactly-72-bytes checked with 73-bytes-X", "exactly-72-bytes", "73-bytes-X", "")]
    [InlineData("hash of nfd checked with nfc", "nfd-not-normalised", "nfc-of-the-former", "")]
    [InlineData("hash of ascii checked with a trailing space", "ascii", "ascii", " ")]
    public void Neighbouring_password_is_judged_as_by_WordPress(string check, string hashOf, string password, string suffix)
    {
        foreach (var file in new[] { StoreVectors.Phpass, StoreVectors.Bcrypt })
        {
            var typed = Encoding.UTF8.GetBytes(StoreVectors.Vector(file, password).Password + suffix);
            Assert.Equal(StoreVectors.File(file).CrossChecks[check], Matches(StoreVectors.Vector(file, hashOf).Hash, typed));
        }
    }

    [Fact]
    public void No_neighbouring_password_of_the_vectors_is_left_out()
    {
        Assert.Equal(4, StoreVectors.File(StoreVectors.Phpass).CrossChecks.Count);
        Assert.Equal(4, StoreVectors.File(StoreVectors.Bcrypt).CrossChecks.Count);
    }

    // Plain bcrypt made by libxcrypt's crypt(3), which is independent of both PHP and our library.
    [Theory]
    [InlineData("", 0, "", "$2y$04$abcdefghijklmnopqrstuubyCG3zY1GIXMyxfivm.ClDiInHzxjiq")]
    [InlineData("a", 1, "", "$2y$04$abcdefghijklmnopqrstuuMFdJu9yVgmagVAIC24fOZkaFqd3s9JC")]
    [InlineData("a", 71, "", "$2y$04$abcdefghijklmnopqrstuuMCu.k1vM/ywQwiONaEn3oEMlZoCVBd6")]
    [InlineData("a", 72, "", "$2y$04$abcdefghijklmnopqrstuuBzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe")]
    [InlineData("a", 72, "X", "$2y$04$abcdefghijklmnopqrstuuBzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe")]
    [InlineData("a", 71, "b", "$2y$04$abcdefghijklmnopqrstuuOamT/wNYAA2T3dwK/uVZX5KdYiWAze2")]
    [InlineData("ż", 100, "", "$2y$04$abcdefghijklmnopqrstuueei5pJ9WPHgJOT9dJWKY87bhroUO4Ie")]
    [InlineData("pw", 1, "", "$2b$05$abcdefghijklmnopqrstuuHIrMEWpUCQe2YqFR3sXwQ75u4od..9q")]
    public void Plain_bcrypt_ends_with_a_NUL_and_is_cut_at_72_bytes(string piece, int times, string end, string hash)
    {
        var password = string.Concat(Enumerable.Repeat(piece, times)) + end;

        Assert.True(Matches(hash, Encoding.UTF8.GetBytes(password)));
    }

    [Fact]
    public void Plain_bcrypt_sees_the_72nd_byte()
    {
        const string hash = "$2y$04$abcdefghijklmnopqrstuuBzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe";

        Assert.False(Matches(hash, Encoding.UTF8.GetBytes(new string('a', 71))));
        Assert.False(Matches(hash, Encoding.UTF8.GetBytes(new string('a', 71) + "b")));
    }

    [Fact]
    public void Missing_account_matches_nothing_not_even_the_empty_password() =>
        Assert.False(PasswordHash.None.Matches([], 4, new HashingWork()));

    // Dummies at the lowest cost: here the answer counts, not its price.
    private static bool Matches(string stored, byte[] password)
    {
        var hash = PasswordHash.Read(stored);
        return hash.Matches(password, hash.BcryptCost ?? 4, new HashingWork());
    }
}
