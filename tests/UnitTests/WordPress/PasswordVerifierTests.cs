using Scheduling.Infrastructure.WordPress;

namespace Scheduling.UnitTests.WordPress;

/// <summary>R2: the portal's answer for what was typed into its form.</summary>
[Trait("Rule", "R2")]
public sealed class PasswordVerifierTests
{
    private static readonly PasswordVerifier Verifier = new();

    /// <summary>
    /// The portal trims first, so that "trimmed" decides where WordPress's answer differs. The password with quotes was hashed raw:
    /// right by the second variant. Two exceptions: an empty password is never right (WordPress's form refuses it before any hash),
    /// and "*" is no format of ours.
    /// </summary>
    [Theory]
    [MemberData(nameof(StoreVectors.AllVectors), MemberType = typeof(StoreVectors))]
    public void Vector_typed_into_the_form_is_answered(string file, string name)
    {
        var vector = StoreVectors.Vector(file, name);
        var expected = (vector.CheckTrimmed ?? vector.CheckAsGiven) ? PasswordCheck.Right : PasswordCheck.Wrong;
        if (vector.Hash is "*")
            expected = PasswordCheck.UnsupportedFormat;
        if (vector.Password.Length == 0)
            expected = PasswordCheck.Wrong;

        Assert.Equal(expected, Verifier.Check(vector.Hash, vector.Password));
    }

    [Theory]
    [InlineData("md5", "Right")]
    [InlineData("md5-polish", "Right")]
    [InlineData("md5-200-bytes", "Right")]
    [InlineData("md5-spaces-around", "Wrong")] // the MD5 of an untrimmed password: WordPress's form trims too and refuses it
    [InlineData("md5-emoji-cjk", "Right")]
    [InlineData("md5-quotes", "Right")]
    [InlineData("md5-73-bytes-X", "Right")]
    [InlineData("md5-upper-case-hex", "UnsupportedFormat")]
    [InlineData("plain-bcrypt-2y", "Right")]
    [InlineData("plain-bcrypt-2b", "Right")]
    [InlineData("phpbb-$H$ of ascii", "UnsupportedFormat")]
    [InlineData("phpass-$P$ of ascii", "Right")]
    [InlineData("argon2id", "UnsupportedFormat")]
    [InlineData("star", "UnsupportedFormat")]
    [InlineData("empty-hash-empty-password", "UnsupportedFormat")]
    public void Foreign_hash_is_answered(string name, string expected)
    {
        foreach (var file in new[] { StoreVectors.Phpass, StoreVectors.Bcrypt })
        {
            var foreign = StoreVectors.Foreign(file, name);
            Assert.Equal(expected, Verifier.Check(foreign.Hash, foreign.Password).ToString());
        }
    }

    [Fact]
    public void No_foreign_hash_and_no_vector_is_left_out()
    {
        foreach (var file in new[] { StoreVectors.Phpass, StoreVectors.Bcrypt })
        {
            Assert.Equal(15, StoreVectors.File(file).OtherHashes.Count);
            Assert.Equal(18, StoreVectors.File(file).Vectors.Count);
        }
    }

    [Theory]
    [InlineData(StoreVectors.Phpass)]
    [InlineData(StoreVectors.Bcrypt)]
    public void Another_password_is_wrong(string file) =>
        Assert.Equal(PasswordCheck.Wrong, Verifier.Check(StoreVectors.Vector(file, "ascii").Hash, "patient-Pass-2"));

    // The raw one by md5sum, the slashed one by crypt(3).
    [Theory]
    [InlineData("c063cbacf897b235c54dac99c3008e12")]
    [InlineData("$2y$04$abcdefghijklmnopqrstuu3EGPOgIH.nTaGblLUb0TjJc9HXmd57m")]
    public void Quote_is_right_whether_it_was_hashed_raw_or_slashed(string stored) =>
        Assert.Equal(PasswordCheck.Right, Verifier.Check(stored, "o'Brien"));

    [Fact]
    public void Twice_slashed_password_is_wrong() =>
        Assert.Equal(PasswordCheck.Wrong, Verifier.Check("$2y$04$abcdefghijklmnopqrstuulnsv01P1S.DCWfZFynIqkSx2UVOzfCu", "o'Brien"));

    [Fact]
    public void Too_long_password_is_wrong_even_where_MD5_would_match() =>
        Assert.Equal(PasswordCheck.Wrong, Verifier.Check("5c2134e194f22ef5beb6d4c312fc8e6a", new string('k', 4097)));

    [Fact]
    public void Empty_password_is_wrong_even_where_MD5_would_match() =>
        Assert.Equal(PasswordCheck.Wrong, Verifier.Check("d41d8cd98f00b204e9800998ecf8427e", ""));

    [Fact]
    public void Unknown_account_is_wrong() => Assert.Equal(PasswordCheck.Wrong, Verifier.Check(null, "patient-Pass-1"));
}
