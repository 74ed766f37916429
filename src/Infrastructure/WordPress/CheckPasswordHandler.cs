using MediatR;
using Scheduling.Application.Accounts;

namespace Scheduling.Infrastructure.WordPress;

/// <summary>One query and one measure of hashing for every name, known or not (R2).</summary>
internal sealed class CheckPasswordHandler(WordPressUsers users, WordPressOptions options, PasswordVerifier verifier)
    : IRequestHandler<CheckPassword, PasswordAnswer>
{
    public async Task<PasswordAnswer> Handle(CheckPassword request, CancellationToken cancellationToken)
    {
        var account = await users.FindByName(request.Login, cancellationToken);
        return verifier.Check(account?.PasswordHash, request.Password) switch
        {
            PasswordCheck.Right when account!.AsDirectoryUser(options) is { Roles.Count: > 0 } user =>
                new PasswordAnswer(PasswordVerdict.Right, user, account.Fingerprint),
            PasswordCheck.Right => new PasswordAnswer(PasswordVerdict.NoRole),
            PasswordCheck.UnsupportedFormat => new PasswordAnswer(PasswordVerdict.SignInThroughWordPress),
            _ => new PasswordAnswer(PasswordVerdict.Wrong),
        };
    }
}
