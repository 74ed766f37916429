using Scheduling.Domain.Appointments;

namespace Scheduling.UnitTests.Appointments;

/// <summary>R34c: each reason has a stable code.</summary>
[Trait("Rule", "R34c")]
public sealed class RefusalCodesTests
{
    /// <summary>Texts, logs of attempts and checks from outside hang on these words: changing one here is breaking them there.</summary>
    private static readonly Dictionary<RefusalReason, string> Codes = new()
    {
        [RefusalReason.PatientInactive] = "patient_inactive",
        [RefusalReason.CompanyInactive] = "company_inactive",
        [RefusalReason.TherapistSuspended] = "therapist_off",
        [RefusalReason.TherapistDoesNotServeCompany] = "therapist_not_serving",
        [RefusalReason.StartInThePast] = "start_in_past",
        [RefusalReason.NoticeTooShort] = "too_late_book",
        [RefusalReason.BeyondHorizon] = "too_early_book",
        [RefusalReason.NoWorkingHours] = "no_hours",
        [RefusalReason.ClosedDate] = "closed_date",
        [RefusalReason.Holiday] = "holiday",
        [RefusalReason.TherapistAway] = "therapist_away",
        [RefusalReason.OffTheGrid] = "off_grid",
        [RefusalReason.OwnVisitAtThatTime] = "own_overlap",
        [RefusalReason.SlotTaken] = "slot_taken",
        [RefusalReason.TherapistDayFull] = "therapist_day_full",
        [RefusalReason.TherapistWeekFull] = "therapist_week_full",
        [RefusalReason.TooSoonAfterAnotherVisit] = "frequency",
        [RefusalReason.TooFewHoursLeftThisMonth] = "hours_too_few",
        [RefusalReason.NoHoursLeftThisMonth] = "hours_exhausted",
        [RefusalReason.CancellationNoticePassed] = "cancel_late",
        [RefusalReason.AlreadyCancelled] = "already_cancelled",
        [RefusalReason.VisitHasEnded] = "visit_ended",
        [RefusalReason.NotYetHeld] = "not_yet_held",
        [RefusalReason.TooLateToCorrect] = "too_late_to_correct",
        [RefusalReason.OnlyStaff] = "only_staff",
        [RefusalReason.AlreadySo] = "already_so",
        [RefusalReason.VisitHasBegun] = "visit_begun",
    };

    [Fact]
    public void Every_reason_has_its_code() =>
        Assert.All(Enum.GetValues<RefusalReason>(), reason => Assert.Equal(Codes[reason], reason.Code()));

    [Fact]
    public void No_two_reasons_share_a_code() =>
        Assert.Equal(Enum.GetValues<RefusalReason>().Length, Enum.GetValues<RefusalReason>().Select(reason => reason.Code()).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void A_number_that_is_no_reason_has_none() => Assert.Throws<ArgumentOutOfRangeException>(() => ((RefusalReason)1000).Code());

    /// <summary>R33: with these another therapist may still take the visit; what lies with patient, company or time stands in everybody's way.</summary>
    [Fact]
    [Trait("Rule", "R33")]
    public void Reasons_that_lie_with_the_therapist_are_told_from_the_others()
    {
        RefusalReason[] therapists =
        [
            RefusalReason.TherapistSuspended, RefusalReason.TherapistDoesNotServeCompany, RefusalReason.NoWorkingHours, RefusalReason.ClosedDate,
            RefusalReason.Holiday, RefusalReason.TherapistAway, RefusalReason.OffTheGrid, RefusalReason.SlotTaken, RefusalReason.TherapistDayFull,
            RefusalReason.TherapistWeekFull,
        ];

        Assert.Equal(therapists, Enum.GetValues<RefusalReason>().Where(reason => new Refusal(reason).IsAboutTherapist));
    }
}
