using Scheduling.Application.Ports;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Budgets;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Appointments;

/// <summary>Whether a patient can book at all (R5).</summary>
public enum Standing
{
    Fine,
    NoCompany,
    CompanyInactive,
}

/// <summary>A time that can be pressed: who would hold the visit, and whether it fails on the month's hours alone (R34).</summary>
public sealed record TimeOffer(Instant Start, ulong Therapist, bool HoursUsedUp)
{
    internal static TimeOffer? Of(Slot? slot) => slot is null ? null : new TimeOffer(slot.Start, slot.Therapist.Value, slot.HoursUsedUp);
}

/// <summary>A date with its times; without any, the reason (R34a).</summary>
public sealed record DayOfTimes(LocalDate On, IReadOnlyList<TimeOffer> Times, RefusalView? WhyNone)
{
    internal static DayOfTimes Of(SlotDay day) =>
        new(day.On, [.. day.Slots.Select(slot => TimeOffer.Of(slot)!)], day.WhyNone is null ? null : RefusalView.Of(day.WhyNone));
}

/// <summary>A visit of the patient's own, as it stands among free times (R35).</summary>
public sealed record OwnVisitLine(Guid Id, Instant Start, VisitState State);

public sealed record TherapistChoice(ulong Id, string Name);

/// <summary>Another therapist and how many times he has that can be booked.</summary>
public sealed record TherapistTimes(ulong Id, string Name, int Times);

/// <summary>A day of the month table; <paramref name="HoursUsedUp"/>: all its times fail on the month's hours (R34).</summary>
public sealed record DayCount(LocalDate On, int Times, bool HoursUsedUp)
{
    internal static DayCount Of(LocalDate on, IReadOnlyList<Slot> slots) => new(on, slots.Count, slots.Count > 0 && slots.All(slot => slot.HoursUsedUp));
}

/// <summary>The rules in force for this patient, in the units of the settings (R11).</summary>
public sealed record RulesInForce(
    int IntervalDays, int VisitMinutes, int BookingNoticeHours, int CancellationNoticeHours, int HorizonDays, LocalDate LastDay)
{
    internal static RulesInForce Of(BookingFacts facts)
    {
        var settings = facts.Patient.Settings;
        return new RulesInForce(
            settings.BookingIntervalDays.Value,
            settings.VisitMinutes.Value.Value,
            settings.BookingNoticeHours.Value,
            settings.CancellationNoticeHours.Value,
            settings.BookingHorizonDays.Value,
            facts.Now.DateIn(facts.Company.Zone).PlusDays(settings.BookingHorizonDays.Value));
    }
}

/// <summary>How much a company's month has left, as patients may see it (R38).</summary>
public enum HoursLeft
{
    Available,

    /// <summary>Less than three visits of this patient's length.</summary>
    Few,
    UsedUp,
}

/// <summary>A month's hours for the patient's page; <paramref name="UnusedMinutes"/> only where numbers are shown, <see cref="HoursLeft.Few"/> never where they are hidden.</summary>
public sealed record MonthHours(YearMonth Month, HoursLeft Left, int? UnusedMinutes)
{
    private const int FewVisits = 3;

    internal static MonthHours Of(HourBudget budget, Minutes visit, ShowHours show)
    {
        var left = !budget.CanFit(visit) ? HoursLeft.UsedUp
            : budget.Unused < new Minutes(FewVisits * visit.Value) && show != ShowHours.Hidden ? HoursLeft.Few
            : HoursLeft.Available;
        return new MonthHours(budget.Month, left, show == ShowHours.Number ? budget.Unused.Value : null);
    }
}
