using Scheduling.Infrastructure.WordPress;

namespace Scheduling.UnitTests.WordPress;

/// <summary>R2: same cost for unknown and known names. Work is counted where it is done; no clock is asked.</summary>
[Trait("Rule", "R2")]
public sealed class EqualCostTests
{
    private const string Bcrypt11 = "$2y$11$abcdefghijklmnopqrstuubyCG3zY1GIXMyxfivm.ClDiInHzxjiq";

    /// <summary>One account of every kind; the password of those that have one is <c>patient-Pass-1</c>.</summary>
    public static TheoryData<string?> Accounts() => new(
        null,
        "$P$BWyk5AeQnNMuOESSq4dwDqKO2GzHkx1",
        "$P$5Wyk5AeQnNMuOESSq4dwDqKO2GzHkx1",
        "4dd1e92d15b5ab40c6492c1d359f8850",
        "$wp$2y$10$r3gEmsQp9XEAtv7GR1rJYe6PZ6gNBUtVWD9TUX6UozHGxas7.tY0u",
        "$2y$10$U1/L7xHtaR4AveOng3QaBOWg1uzxlwhXZcNejLPW7wgqVKvtvp8oy",
        "$2y$04$abcdefghijklmnopqrstuubyCG3zY1GIXMyxfivm.ClDiInHzxjiq",
        "$H$Bbignq/95QVyXWB8m5pgKofd6AN4fw0",
        "$argon2id$v=19$m=65536,t=4,p=1$djEvTlpZck9YM0hvdlpZZQ$gXcOWqm8xNeZxZBRUaiTh0A7rHDT0Buxas7mFDwQY0w",
        "$2y$31$abcdefghijklmnopqrstuubyCG3zY1GIXMyxfivm.ClDiInHzxjiq",
        "4DD1E92D15B5AB40C6492C1D359F8850",
        "*",
        "");

    [Theory]
    [MemberData(nameof(Accounts))]
    public void Password_without_quotes_costs_one_phpass_and_one_bcrypt(string? stored) =>
        AssertCost(new PasswordVerifier(), stored, "patient-Pass-1", phpassRounds: 8192, bcryptRounds: 1024);

    [Theory]
    [MemberData(nameof(Accounts))]
    public void Password_with_quotes_costs_twice_that(string? stored) =>
        AssertCost(new PasswordVerifier(), stored, "o'Brien", phpassRounds: 2 * 8192, bcryptRounds: 2 * 1024);

    [Fact]
    public void Right_slashed_password_still_pays_for_the_raw_one()
    {
        const string slashed = "$2y$04$abcdefghijklmnopqrstuu3EGPOgIH.nTaGblLUb0TjJc9HXmd57m";

        Assert.Equal(PasswordCheck.Right, new PasswordVerifier().Check(slashed, "o'Brien"));
        AssertCost(new PasswordVerifier(), slashed, "o'Brien", phpassRounds: 2 * 8192, bcryptRounds: 2 * 1024);
    }

    [Theory]
    [MemberData(nameof(Accounts))]
    public void Empty_and_too_long_passwords_cost_nothing_for_anybody(string? stored)
    {
        AssertCost(new PasswordVerifier(), stored, " ", phpassRounds: 0, bcryptRounds: 0);
        AssertCost(new PasswordVerifier(), stored, new string('k', 4097), phpassRounds: 0, bcryptRounds: 0);
    }

    [Theory]
    [MemberData(nameof(Accounts))]
    public void Everybody_pays_the_highest_cost_that_was_met(string? stored)
    {
        var verifier = new PasswordVerifier();
        verifier.Check(Bcrypt11, "");

        AssertCost(verifier, stored, "patient-Pass-1", phpassRounds: 8192, bcryptRounds: 2048);
    }

    [Fact]
    public void Dearer_account_pays_its_own_cost_at_once() =>
        AssertCost(new PasswordVerifier(), Bcrypt11, "patient-Pass-1", phpassRounds: 8192, bcryptRounds: 2048);

    [Fact]
    public void Cost_that_was_met_does_not_fall_again()
    {
        var verifier = new PasswordVerifier();

        Assert.Equal(10, verifier.Meet(PasswordHash.None));
        Assert.Equal(11, verifier.Meet(PasswordHash.Read(Bcrypt11)));
        Assert.Equal(11, verifier.Meet(PasswordHash.Read("$2y$10$abcdefghijklmnopqrstuubyCG3zY1GIXMyxfivm.ClDiInHzxjiq")));
    }

    private static void AssertCost(PasswordVerifier verifier, string? stored, string typed, long phpassRounds, long bcryptRounds)
    {
        var work = new HashingWork();
        verifier.Check(stored, typed, work);
        Assert.Equal((phpassRounds, bcryptRounds), (work.PhpassRounds, work.BcryptRounds));
    }
}
