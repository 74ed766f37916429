using FluentValidation;
using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Appointments;

/// <summary>
/// A patient books a visit for himself. <paramref name="Therapist"/> is the one that the confirm page named; with
/// <paramref name="OrAnother"/> ("any therapist", R33) the next one takes the visit if he is gone by then. <paramref name="Key"/> is the
/// form's key (R43): the same key again leads to the same visit.
/// </summary>
[MaySend(ActingRole.Patient)]
public sealed record BookAppointment(ulong Therapist, bool OrAnother, Instant Start, string Key) : ICommand<BookingResult>;

/// <summary>The visit, or why there is none. A refusal for hours alone commits: with nothing but the refused attempt (R23).</summary>
public sealed record BookingResult(Guid? Visit, RefusalView? Refusal) : ICommandResult
{
    public bool Commits => Visit is not null || Refusal is { IsForHours: true };
}

internal sealed class BookAppointmentValidator : AbstractValidator<BookAppointment>
{
    public BookAppointmentValidator()
    {
        RuleFor(command => command.Key).Matches("^[0-9a-f]{32}$");
        RuleFor(command => command.Start).InclusiveBetween(Instant.FromUtc(2000, 1, 1, 0, 0), Instant.FromUtc(2200, 1, 1, 0, 0));
    }
}

internal sealed class BookAppointmentHandler(
    ICurrentUser user, IBookingFacts bookingFacts, IAppointments appointments, IRefusedAttempts refusedAttempts)
    : IRequestHandler<BookAppointment, BookingResult>
{
    public async Task<BookingResult> Handle(BookAppointment request, CancellationToken cancellationToken)
    {
        var by = user.Require();
        var patient = new PatientId(by.UserId);
        var therapistId = request.OrAnother ? await WhoTakesIt(patient, request, cancellationToken) : new TherapistId(request.Therapist);
        var loaded = await bookingFacts.LockAndLoad(patient, therapistId, request.Start, new FormKey(by.UserId, request.Key), cancellationToken);
        if (loaded is null)
        {
            return Refused(new Refusal(RefusalReason.PatientInactive));
        }

        if (loaded.MadeBefore is { } made)
        {
            return new BookingResult(made.Value, null);
        }

        var facts = loaded.Facts;
        if (facts.Therapist(therapistId) is not { } therapist)
        {
            return Refused(new Refusal(RefusalReason.TherapistDoesNotServeCompany));
        }

        var (visit, refusal) = Appointment.Book(new AppointmentId(Guid.NewGuid()), facts, therapist, request.Start, by);
        return refusal is not null
            ? await Refuse(request, facts, therapist, refusal, by, cancellationToken)
            : await Store(visit!, request.Key, cancellationToken);
    }

    /// <summary>R33: whom the page named if he can still take it, else the next; read without locks, so checked again under them.</summary>
    private async Task<TherapistId> WhoTakesIt(PatientId patient, BookAppointment request, CancellationToken cancellationToken)
    {
        var named = new TherapistId(request.Therapist);
        var loaded = await bookingFacts.Load(patient, new TimeSlot(request.Start, new Minutes(1)), cancellationToken);
        if (loaded is null)
        {
            return named;
        }

        var couldTakeIt = loaded.Facts.Therapists
            .Where(each => BookingRules.WhyNot(loaded.Facts, each, request.Start) is null or { IsAboutTherapist: false })
            .ToArray();
        return couldTakeIt.Length == 0 || couldTakeIt.Any(each => each.Id == named)
            ? named
            : AnyTherapist.InOrder(couldTakeIt, request.Start).First().Id;
    }

    private async Task<BookingResult> Store(Appointment visit, string key, CancellationToken cancellationToken)
    {
        await appointments.Add(visit, key, cancellationToken);
        return new BookingResult(visit.Id.Value, null);
    }

    private async Task<BookingResult> Refuse(
        BookAppointment request, BookingFacts facts, TherapistFacts therapist, Refusal refusal, Actor by, CancellationToken cancellationToken)
    {
        if (request.OrAnother && refusal.IsAboutTherapist && await SomebodyElseIsFree(request, facts, therapist, cancellationToken))
        {
            throw new BeginAgainException();
        }

        await refusedAttempts.AddIfForHours(refusal, facts, therapist.Id, request.Start, by, cancellationToken);
        return Refused(refusal);
    }

    private async Task<bool> SomebodyElseIsFree(
        BookAppointment request, BookingFacts facts, TherapistFacts gone, CancellationToken cancellationToken) =>
        await WhoTakesIt(facts.Patient.Id, request, cancellationToken) != gone.Id;

    private static BookingResult Refused(Refusal refusal) => new(null, RefusalView.Of(refusal));
}
