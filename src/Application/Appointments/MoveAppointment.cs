using FluentValidation;
using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Appointments;

/// <summary>A patient moves a visit of his own to another start with the same therapist (R46). Moving it to where it is already is no fault.</summary>
[MaySend(ActingRole.Patient)]
public sealed record MoveAppointment(Guid Visit, Instant Start) : ICommand<MoveResult>;

/// <summary>
/// <see cref="Found"/> is false for an unknown visit and for another person's alike (R4). A refusal for hours alone commits: with nothing
/// but the refused attempt (R23).
/// </summary>
public sealed record MoveResult(bool Found, RefusalView? Refusal) : ICommandResult
{
    public bool Commits => Found && Refusal is null or { IsForHours: true };
}

internal sealed class MoveAppointmentValidator : AbstractValidator<MoveAppointment>
{
    public MoveAppointmentValidator() =>
        RuleFor(command => command.Start).InclusiveBetween(Instant.FromUtc(2000, 1, 1, 0, 0), Instant.FromUtc(2200, 1, 1, 0, 0));
}

internal sealed class MoveAppointmentHandler(
    ICurrentUser user, IBookingFacts bookingFacts, IAppointments appointments, IRefusedAttempts refusedAttempts)
    : IRequestHandler<MoveAppointment, MoveResult>
{
    public async Task<MoveResult> Handle(MoveAppointment request, CancellationToken cancellationToken)
    {
        var by = user.Require();
        var locked = await appointments.LockAndFindForMove(new AppointmentId(request.Visit), request.Start, cancellationToken);
        if (locked is null || locked.Visit.Patient != new PatientId(by.UserId))
        {
            return new MoveResult(Found: false, null);
        }

        var visit = locked.Visit;
        if (visit.Slot.Start == request.Start && visit.Status == AppointmentStatus.Booked)
        {
            return new MoveResult(Found: true, null);
        }

        var loaded = await bookingFacts.LoadForMove(visit, new TimeSlot(request.Start, new Minutes(1)), cancellationToken);
        if (loaded?.Facts.Therapist(visit.Therapist) is not { } therapist)
        {
            return Refused(new Refusal(RefusalReason.TherapistDoesNotServeCompany));
        }

        var refusal = visit.Move(loaded.Facts, therapist, request.Start, by, locked.Settings.CancellationNoticeHours.Value);
        if (refusal is null)
        {
            await appointments.Save(visit, cancellationToken);
            return new MoveResult(Found: true, null);
        }

        await refusedAttempts.AddIfForHours(refusal, loaded.Facts, visit.Therapist, request.Start, by, cancellationToken);
        return Refused(refusal);
    }

    private static MoveResult Refused(Refusal refusal) => new(Found: true, RefusalView.Of(refusal));
}
