using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;

namespace Scheduling.Application.Accounts;

/// <summary>
/// Is this the password of this WordPress login or e-mail (R2 b)? Unknown and known names cost the same work and get the same answer.
/// The password is in no message, log or exception.
/// </summary>
[AnyoneMaySend]
public sealed record CheckPassword(string Login, string Password) : IQuery<PasswordAnswer>
{
    /// <summary>Without the password: records print their values.</summary>
    public override string ToString() => nameof(CheckPassword);
}

public enum PasswordVerdict
{
    Right,

    /// <summary>Unknown name or wrong password: never told apart.</summary>
    Wrong,

    /// <summary>The stored hash is of a kind that only WordPress reads.</summary>
    SignInThroughWordPress,

    /// <summary>Right, but the account has no role in the portal.</summary>
    NoRole,
}

/// <summary>The verdict and, when right, whose account it is with the fingerprint that ties the session to this password (R8).</summary>
public sealed record PasswordAnswer(PasswordVerdict Verdict, DirectoryUser? User = null, string Fingerprint = "");
