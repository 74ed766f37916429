using System.Security.Cryptography;
using System.Text;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>Gives somebody a password in WordPress's oldest format, which is quick to check.</summary>
internal static class Passwords
{
    public static (ulong User, string Password) Give(TestDatabase database, ulong user)
    {
        const string Password = "a password";
#pragma warning disable CA5351 // the format is WordPress's
        var hash = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(Password)));
#pragma warning restore CA5351
        database.Do("UPDATE {users} SET user_pass = @hash WHERE ID = @user", new { user, hash });
        return (user, Password);
    }
}
