namespace Scheduling.Infrastructure.WordPress;

/// <summary>How much hashing one check of a password has cost (R2: the same for unknown and known names).</summary>
/// <remarks>
/// Counted at the places where the work is done, so that equality is proved by numbers and not by a stopwatch.
/// The single MD5 and the single HMAC per variant are not counted: every check makes both, and they take microseconds.
/// </remarks>
internal sealed class HashingWork
{
    /// <summary>MD5 rounds of phpass.</summary>
    public long PhpassRounds { get; private set; }

    /// <summary>Rounds of bcrypt's key schedule: 2^cost for each computation.</summary>
    public long BcryptRounds { get; private set; }

    public void AddPhpassRound() => PhpassRounds++;

    public void AddBcrypt(int cost) => BcryptRounds += 1L << cost;
}
