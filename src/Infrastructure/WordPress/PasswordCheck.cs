namespace Scheduling.Infrastructure.WordPress;

/// <summary>What a typed password is worth against an account (R2 b).</summary>
/// <remarks>
/// <see cref="Wrong"/> is also the answer for an unknown account, for an empty password and for one above 4096 bytes.
/// The sign-in page must not let <see cref="UnsupportedFormat"/> tell strangers that an account exists.
/// </remarks>
internal enum PasswordCheck
{
    /// <summary>Nobody of that name, or not this password.</summary>
    Wrong,

    /// <summary>The password belongs to the account.</summary>
    Right,

    /// <summary>The stored hash is in a form that only WordPress may judge: "sign in through WordPress".</summary>
    UnsupportedFormat,
}
