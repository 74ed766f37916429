using Scheduling.Domain.Kernel;

namespace Scheduling.Domain.Appointments;

/// <summary>
/// Why something was refused: the rules of booking in the order in which they are asked (R34c), then those of cancelling (R44).
/// Each has a stable code (<see cref="RefusalCodes"/>) and a text in three languages.
/// </summary>
public enum RefusalReason
{
    PatientInactive,
    CompanyInactive,
    TherapistSuspended,
    TherapistDoesNotServeCompany,
    StartInThePast,
    NoticeTooShort,
    BeyondHorizon,
    NoWorkingHours,
    ClosedDate,
    Holiday,
    TherapistAway,
    OffTheGrid,
    OwnVisitAtThatTime,
    SlotTaken,
    TherapistDayFull,
    TherapistWeekFull,
    TooSoonAfterAnotherVisit,
    TooFewHoursLeftThisMonth,
    NoHoursLeftThisMonth,

    CancellationNoticePassed,
    AlreadyCancelled,
    VisitHasEnded,
    NotYetHeld,
    TooLateToCorrect,
    OnlyStaff,
    AlreadySo,
    VisitHasBegun,
}

/// <summary>
/// An expected "no" that a person reads (a result, never an exception), with what the sentence needs. Which detail is filled with which
/// reason stands beside the rule that makes it.
/// </summary>
public sealed record Refusal(RefusalReason Reason)
{
    /// <summary>The setting behind the rule: hours of notice, days of interval or horizon.</summary>
    public int? Number { get; init; }

    /// <summary>The last moment at which it would have been allowed.</summary>
    public Instant? Limit { get; init; }

    /// <summary>The day that stands in the way: of the other visit, or the last one of the horizon.</summary>
    public LocalDate? On { get; init; }

    /// <summary>The next day on which the same rule lets through.</summary>
    public LocalDate? Next { get; init; }

    public YearMonth? Month { get; init; }

    /// <summary>Unused minutes of the month.</summary>
    public Minutes? Left { get; init; }

    /// <summary>R23: only such a refusal is a refused attempt, stored and told to the administrator.</summary>
    public bool IsForHours => Reason is RefusalReason.NoHoursLeftThisMonth or RefusalReason.TooFewHoursLeftThisMonth;

    /// <summary>True when another therapist could still take the visit at that time (R33).</summary>
    public bool IsAboutTherapist => Reason is RefusalReason.TherapistSuspended or RefusalReason.TherapistDoesNotServeCompany
        or (>= RefusalReason.NoWorkingHours and <= RefusalReason.OffTheGrid)
        or RefusalReason.SlotTaken or RefusalReason.TherapistDayFull or RefusalReason.TherapistWeekFull;
}

/// <summary>The stable codes of the reasons: what tests, logs of attempts and text resources are keyed by.</summary>
public static class RefusalCodes
{
    public static string Code(this RefusalReason reason) => reason switch
    {
        RefusalReason.PatientInactive => "patient_inactive",
        RefusalReason.CompanyInactive => "company_inactive",
        RefusalReason.TherapistSuspended => "therapist_off",
        RefusalReason.TherapistDoesNotServeCompany => "therapist_not_serving",
        RefusalReason.StartInThePast => "start_in_past",
        RefusalReason.NoticeTooShort => "too_late_book",
        RefusalReason.BeyondHorizon => "too_early_book",
        RefusalReason.NoWorkingHours => "no_hours",
        RefusalReason.ClosedDate => "closed_date",
        RefusalReason.Holiday => "holiday",
        RefusalReason.TherapistAway => "therapist_away",
        RefusalReason.OffTheGrid => "off_grid",
        RefusalReason.OwnVisitAtThatTime => "own_overlap",
        RefusalReason.SlotTaken => "slot_taken",
        RefusalReason.TherapistDayFull => "therapist_day_full",
        RefusalReason.TherapistWeekFull => "therapist_week_full",
        RefusalReason.TooSoonAfterAnotherVisit => "frequency",
        RefusalReason.TooFewHoursLeftThisMonth => "hours_too_few",
        RefusalReason.NoHoursLeftThisMonth => "hours_exhausted",
        RefusalReason.CancellationNoticePassed => "cancel_late",
        RefusalReason.AlreadyCancelled => "already_cancelled",
        RefusalReason.VisitHasEnded => "visit_ended",
        RefusalReason.NotYetHeld => "not_yet_held",
        RefusalReason.TooLateToCorrect => "too_late_to_correct",
        RefusalReason.OnlyStaff => "only_staff",
        RefusalReason.AlreadySo => "already_so",
        RefusalReason.VisitHasBegun => "visit_begun",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason without a code."),
    };
}
