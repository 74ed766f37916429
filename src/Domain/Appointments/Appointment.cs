using Scheduling.Domain.Kernel;

namespace Scheduling.Domain.Appointments;

/// <summary>The stored states of a visit (R40). <i>Held</i> is not stored: see <see cref="Appointment.IsHeld"/>.</summary>
public enum AppointmentStatus
{
    Booked,
    Cancelled,
    NoShow,
}

/// <summary>Who cancelled a visit and when.</summary>
public readonly record struct Cancellation(Actor By, Instant At);

/// <summary>
/// A visit: one meeting of one patient with one therapist (DOMAIN §2). It keeps the company with which it was booked (R7) and the budget
/// month fixed then (R21a). It refuses every change that R40 and R44 do not name.
/// </summary>
public sealed class Appointment : IAggregateRoot
{
    private static readonly Duration AttendanceMayBeCorrected = Duration.FromDays(14);
    private static readonly Duration NotHeldByUsMayBeSaid = Duration.FromDays(60);

    private readonly List<AppointmentEvent> events = [];

    /// <summary>As it is stored.</summary>
    public Appointment(
        AppointmentId id,
        PatientId patient,
        TherapistId therapist,
        CompanyId company,
        TimeSlot slot,
        YearMonth budgetMonth,
        AppointmentStatus status,
        Cancellation? cancellation)
    {
        (Id, Patient, Therapist, Company) = (id, patient, therapist, company);
        (Slot, BudgetMonth, Status, Cancellation) = (slot, budgetMonth, status, cancellation);
    }

    public AppointmentId Id { get; }

    public PatientId Patient { get; }

    public TherapistId Therapist { get; }

    public CompanyId Company { get; }

    public TimeSlot Slot { get; private set; }

    public YearMonth BudgetMonth { get; private set; }

    public AppointmentStatus Status { get; private set; }

    public Cancellation? Cancellation { get; private set; }

    /// <summary>What happened since it was loaded or made.</summary>
    public IReadOnlyList<AppointmentEvent> Events => events;

    /// <summary>
    /// Books a visit if all rules of R34c let it through; else the refusal. Whether the account behind <paramref name="by"/> may act for
    /// this patient is decided before.
    /// </summary>
    public static (Appointment? Booked, Refusal? Refusal) Book(
        AppointmentId id, BookingFacts facts, TherapistFacts therapist, Instant start, Actor by)
    {
        if (BookingRules.WhyNot(facts, therapist, start) is { } refusal)
        {
            return (null, refusal);
        }

        var visit = new Appointment(
            id, facts.Patient.Id, therapist.Id, facts.Company.Id, facts.VisitAt(start), facts.BudgetMonth(start), AppointmentStatus.Booked, null);
        visit.events.Add(new AppointmentBooked(id, by, facts.Now));
        return (visit, null);
    }

    /// <summary>R40: held = booked and over; the moment of its end counts as over. The one function that decides it.</summary>
    public static bool IsHeld(AppointmentStatus status, Instant endsAt, Instant now) => status == AppointmentStatus.Booked && endsAt <= now;

    /// <summary>
    /// R24, R44: the patient until <paramref name="noticeHours"/> elapsed hours before the start (exactly then still), staff and the system
    /// until the end. Null = cancelled; the caller gives the hours back.
    /// </summary>
    public Refusal? Cancel(Actor by, Instant now, int noticeHours)
    {
        var limit = Slot.Start - Duration.FromHours(noticeHours);
        if (MayBeCancelled(by, now, limit) is { } reason)
        {
            return new Refusal(reason) { Number = noticeHours, Limit = limit };
        }

        return SetCancelled(by, now);
    }

    /// <summary>
    /// R46: another start for the same visit. The patient keeps the cancellation notice for the old start and the booking notice for the new
    /// one; all other rules hold as for a booking, the visit itself left out. Null = moved; the caller sets the hours of both months.
    /// </summary>
    public Refusal? Move(BookingFacts facts, TherapistFacts therapist, Instant start, Actor by, int cancellationNoticeHours)
    {
        if (WhyNotMoved(by, facts.Now, cancellationNoticeHours) is { } kept)
        {
            return kept;
        }

        var moving = facts.ForMoving(this);
        if (BookingRules.WhyNot(moving, moving.Therapist(therapist.Id) ?? therapist, start) is { } refusal)
        {
            return refusal;
        }

        events.Add(new AppointmentMoved(Id, by, facts.Now, Slot, BudgetMonth));
        (Slot, BudgetMonth) = (moving.VisitAt(start), moving.BudgetMonth(start));
        return null;
    }

    /// <summary>Why this visit may not get another start at all, whatever the start; null when it may.</summary>
    public Refusal? WhyNotMoved(Actor by, Instant now, int cancellationNoticeHours)
    {
        var limit = Slot.Start - Duration.FromHours(cancellationNoticeHours);
        return MayBeCancelled(by, now, limit) is { } reason ? new Refusal(reason) { Number = cancellationNoticeHours, Limit = limit }
            : now >= Slot.Start ? new Refusal(RefusalReason.VisitHasBegun)
            : null;
    }

    /// <summary>R40: held becomes no-show, by staff, within 14 days after the end. The hours stay used.</summary>
    public Refusal? MarkNoShow(Actor by, Instant now) =>
        AttendanceMayChange(by, now) ?? (Status == AppointmentStatus.Booked
            ? Correct(AppointmentStatus.NoShow, by, now)
            : new Refusal(RefusalReason.AlreadySo));

    /// <summary>R40: a no-show is held after all, by staff, within 14 days after the end.</summary>
    public Refusal? MarkHeld(Actor by, Instant now) =>
        AttendanceMayChange(by, now) ?? (Status == AppointmentStatus.NoShow
            ? Correct(AppointmentStatus.Booked, by, now)
            : new Refusal(RefusalReason.AlreadySo));

    /// <summary>R40: "not held by us", by an administrator, within 60 days after the end; the hours return to the visit's month, also a past one.</summary>
    public Refusal? CancelAsNotHeld(Actor by, Instant now) =>
        by.Role != ActingRole.Administrator ? new Refusal(RefusalReason.OnlyStaff)
        : Status == AppointmentStatus.Cancelled ? new Refusal(RefusalReason.AlreadyCancelled)
        : now < Slot.End ? new Refusal(RefusalReason.NotYetHeld)
        : now - Slot.End > NotHeldByUsMayBeSaid ? new Refusal(RefusalReason.TooLateToCorrect)
        : SetCancelled(by, now);

    private RefusalReason? MayBeCancelled(Actor by, Instant now, Instant limit) =>
        Status == AppointmentStatus.Cancelled ? RefusalReason.AlreadyCancelled
        : Status == AppointmentStatus.NoShow || now >= Slot.End ? RefusalReason.VisitHasEnded
        : by.Role == ActingRole.Patient && now > limit ? RefusalReason.CancellationNoticePassed
        : null;

    private Refusal? AttendanceMayChange(Actor by, Instant now) =>
        !by.IsStaff ? new Refusal(RefusalReason.OnlyStaff)
        : Status == AppointmentStatus.Cancelled ? new Refusal(RefusalReason.AlreadyCancelled)
        : now < Slot.End ? new Refusal(RefusalReason.NotYetHeld)
        : now - Slot.End > AttendanceMayBeCorrected ? new Refusal(RefusalReason.TooLateToCorrect)
        : null;

    private Refusal? SetCancelled(Actor by, Instant now)
    {
        events.Add(new AppointmentCancelled(Id, by, now, Status));
        Status = AppointmentStatus.Cancelled;
        Cancellation = new Cancellation(by, now);
        return null;
    }

    private Refusal? Correct(AppointmentStatus after, Actor by, Instant now)
    {
        events.Add(new AttendanceCorrected(Id, by, now, Status, after));
        Status = after;
        return null;
    }
}
