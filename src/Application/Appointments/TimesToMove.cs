using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Appointments;

/// <summary>The times to which the signed-in patient may move a visit of his own (R46), a week at a time; any date of the week on his clocks, null = the visit's week, a past one = this week.</summary>
[MaySend(ActingRole.Patient)]
public sealed record TimesToMove(Guid Visit, LocalDate? Day) : IQuery<TimesToMoveView?>;

/// <summary>Null as a whole: unknown or another person's visit. With <see cref="Refusal"/> the visit may not be moved at all.</summary>
public sealed record TimesToMoveView(
    Guid Id, Instant Start, Instant End, TherapistChoice Therapist, string ZoneId, LocalDate Today, LocalDate Monday, IReadOnlyList<DayOfTimes> Days)
{
    public RefusalView? Refusal { get; init; }

    public int Minutes => (int)(End - Start).TotalMinutes;
}

/// <summary>What would happen if the visit were moved to this start; the page before the move.</summary>
[MaySend(ActingRole.Patient)]
public sealed record CheckMove(Guid Visit, Instant Start) : IQuery<CheckMoveView?>;

public sealed record CheckMoveView(Guid Id, Instant Before, Instant Start, Instant End, TherapistChoice Therapist, string ZoneId, RefusalView? Refusal);

internal sealed class TimesToMoveHandler(
    ICurrentUser user, IAppointments appointments, IBookingFacts bookingFacts, IUsersDirectory directory, IClock clock)
    : IRequestHandler<TimesToMove, TimesToMoveView?>, IRequestHandler<CheckMove, CheckMoveView?>
{
    public async Task<TimesToMoveView?> Handle(TimesToMove request, CancellationToken cancellationToken)
    {
        if (await Own(request.Visit, cancellationToken) is not { } found)
        {
            return null;
        }

        var zone = found.Settings.TimeZone.Value;
        var (visit, now) = (found.Visit, clock.GetCurrentInstant());
        var today = now.DateIn(zone);
        var monday = LocalDate.Max(today, request.Day ?? visit.Slot.Start.DateIn(zone)).With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
        var week = LocalTimes.Between(monday.AtMidnight(), monday.PlusDays(7).AtMidnight(), zone)!.Value;
        var loaded = await bookingFacts.LoadForMove(visit, week, cancellationToken);
        var refusal = visit.WhyNotMoved(user.Require(), now, found.Settings.CancellationNoticeHours.Value);
        return new TimesToMoveView(
            request.Visit, visit.Slot.Start, visit.Slot.End, await Name(visit.Therapist, cancellationToken), zone.Id, today, monday,
            loaded is null ? [] : Times(loaded.Facts.ForMoving(visit), visit, monday))
        {
            Refusal = refusal is null ? null : RefusalView.Of(refusal),
        };
    }

    public async Task<CheckMoveView?> Handle(CheckMove request, CancellationToken cancellationToken)
    {
        if (await Own(request.Visit, cancellationToken) is not { } found)
        {
            return null;
        }

        var (visit, settings) = (found.Visit, found.Settings);
        var loaded = await bookingFacts.LoadForMove(visit, new TimeSlot(request.Start, new Minutes(1)), cancellationToken);
        var refusal = visit.WhyNotMoved(user.Require(), clock.GetCurrentInstant(), settings.CancellationNoticeHours.Value)
            ?? (loaded?.Facts.ForMoving(visit) is { } facts && facts.Therapist(visit.Therapist) is { } therapist
                ? BookingRules.WhyNot(facts, therapist, request.Start)
                : new Refusal(RefusalReason.TherapistDoesNotServeCompany));
        return new CheckMoveView(
            request.Visit, visit.Slot.Start, request.Start, request.Start + visit.Slot.Length.AsDuration,
            await Name(visit.Therapist, cancellationToken), settings.TimeZone.Value.Id, refusal is null ? null : RefusalView.Of(refusal));
    }

    private async Task<LockedAppointment?> Own(Guid visit, CancellationToken cancellationToken) =>
        await appointments.Find(new AppointmentId(visit), cancellationToken) is { } found && found.Visit.Patient == new PatientId(user.Require().UserId)
            ? found
            : null;

    private async Task<TherapistChoice> Name(TherapistId therapist, CancellationToken cancellationToken) => new(
        therapist.Value, (await directory.Names([therapist.Value], cancellationToken)).GetValueOrDefault(therapist.Value, ""));

    /// <summary>The time that the visit has already is none to move to.</summary>
    private static IReadOnlyList<DayOfTimes> Times(BookingFacts facts, Appointment visit, LocalDate monday) =>
        [.. SlotList.Of(facts, facts.Therapists, new DateInterval(monday, monday.PlusDays(6)))
            .Select(day => DayOfTimes.Of(day with { Slots = [.. day.Slots.Where(slot => slot.Start != visit.Slot.Start)] }))];
}
