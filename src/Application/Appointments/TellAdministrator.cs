using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Appointments;

/// <summary>
/// "Let the administrator know" that a month's hours are used up (R23 b): a refused attempt without therapist and start. Where the hours
/// suffice after all, nothing is stored.
/// </summary>
[MaySend(ActingRole.Patient)]
public sealed record TellAdministrator(YearMonth Month) : ICommand<TellAdministratorResult>;

public sealed record TellAdministratorResult(bool Told) : ICommandResult
{
    public bool Commits => Told;
}

internal sealed class TellAdministratorHandler(ICurrentUser user, IBookingFacts bookingFacts, IRefusedAttempts refusedAttempts, IClock clock)
    : IRequestHandler<TellAdministrator, TellAdministratorResult>
{
    private const int MonthsAhead = 12;

    public async Task<TellAdministratorResult> Handle(TellAdministrator request, CancellationToken cancellationToken)
    {
        var by = user.Require();
        var now = clock.GetCurrentInstant();
        var thisMonth = now.InUtc().Date.ToYearMonth();
        if (request.Month < thisMonth.PlusMonths(-1) || request.Month > thisMonth.PlusMonths(MonthsAhead))
        {
            return new TellAdministratorResult(Told: false);
        }

        var middle = request.Month.OnDayOfMonth(15).AtMidnight().InUtc().ToInstant();
        var facts = (await bookingFacts.Load(new PatientId(by.UserId), new TimeSlot(middle, new Minutes(1)), cancellationToken))?.Facts;
        var budget = facts?.Company.Budget(request.Month);
        if (facts is null || budget!.CanFit(facts.VisitLength))
        {
            return new TellAdministratorResult(Told: false);
        }

        await refusedAttempts.Add(
            new RefusedAttempt(facts.Patient.Id, by, facts.Company.Id, request.Month, null, null, budget.Unused, now), cancellationToken);
        return new TellAdministratorResult(Told: true);
    }
}
