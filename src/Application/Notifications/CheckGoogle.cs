using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Notifications;

/// <summary>An administrator has every step towards a Meet link tried (R51); null = Google is off.</summary>
[MaySend(ActingRole.Administrator)]
public sealed record CheckGoogle : IQuery<GoogleCheckSteps>;

public sealed record GoogleCheckSteps(IReadOnlyList<GoogleCheckStep>? Steps);

internal sealed class CheckGoogleHandler(IGoogleCheck google) : IRequestHandler<CheckGoogle, GoogleCheckSteps>
{
    public async Task<GoogleCheckSteps> Handle(CheckGoogle request, CancellationToken cancellationToken) => new(await google.Run(cancellationToken));
}
