using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Appointments;

/// <summary>A patient cancels a visit of his own (R44); its time returns to the company (R24).</summary>
[MaySend(ActingRole.Patient)]
public sealed record CancelAppointment(Guid Visit) : ICommand<CancellationResult>;

/// <summary>
/// <see cref="Found"/> is false for an unknown visit and for another person's alike (R4). A visit that was cancelled before counts as
/// cancelled: pressing twice is no fault.
/// </summary>
public sealed record CancellationResult(bool Found, RefusalView? Refusal) : ICommandResult
{
    public bool Commits => Found && Refusal is null;
}

internal sealed class CancelAppointmentHandler(ICurrentUser user, IAppointments appointments, IClock clock)
    : IRequestHandler<CancelAppointment, CancellationResult>
{
    public async Task<CancellationResult> Handle(CancelAppointment request, CancellationToken cancellationToken)
    {
        var by = user.Require();
        var locked = await appointments.LockAndFind(new AppointmentId(request.Visit), cancellationToken);
        if (locked is null || locked.Visit.Patient != new PatientId(by.UserId))
        {
            return new CancellationResult(Found: false, null);
        }

        var notice = locked.Settings.CancellationNoticeHours.Value;
        switch (locked.Visit.Cancel(by, clock.GetCurrentInstant(), notice))
        {
            case null:
                await appointments.Save(locked.Visit, cancellationToken);
                return new CancellationResult(Found: true, null);
            case { Reason: RefusalReason.AlreadyCancelled }:
                return new CancellationResult(Found: true, null);
            case var refusal:
                return new CancellationResult(Found: true, RefusalView.Of(refusal));
        }
    }
}
