using FluentValidation;
using Scheduling.Application.Pipeline;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Notifications;

/// <summary>An administrator has a message that failed, or waits for its next try, sent again now; its 24 hours begin anew (R63).</summary>
[MaySend(ActingRole.Administrator)]
public sealed record RetryMessage(Guid Message) : ICommand<OutgoingResult>;

/// <summary>An administrator closes a message that failed and will not be sent again, for example to an address that does not exist.</summary>
[MaySend(ActingRole.Administrator)]
public sealed record CloseMessage(Guid Message) : ICommand<OutgoingResult>;

/// <summary>An administrator has Google asked again for a visit's link now (R53).</summary>
[MaySend(ActingRole.Administrator)]
public sealed record RetryMeet(Guid Visit) : ICommand<OutgoingResult>;

/// <summary>An administrator enters the link of a visit himself (R53): it stands whatever Google says later, and goes out to both sides.</summary>
[MaySend(ActingRole.Administrator)]
public sealed record EnterMeetLink(Guid Visit, string Link) : ICommand<OutgoingResult>;

/// <summary>An administrator has dealt with a refused attempt (R23).</summary>
[MaySend(ActingRole.Administrator)]
public sealed record DealWithAttempt(ulong Attempt) : ICommand<OutgoingResult>;

/// <summary><see cref="Done"/> is false where there is nothing of the kind to do it with.</summary>
public sealed record OutgoingResult(bool Done) : ICommandResult
{
    public bool Commits => Done;
}

internal sealed class EnterMeetLinkValidator : AbstractValidator<EnterMeetLink>
{
    /// <summary>Google's own may be as long (Calendar API, <c>entryPoints.uri</c>).</summary>
    private const int Longest = 1300;

    public EnterMeetLinkValidator() => RuleFor(command => command.Link)
        .Must(link => Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.AbsoluteUri.Length <= Longest);
}
