using Scheduling.Application.Appointments;
using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>Visits in <c>meetings</c>. Every write sets the month's <c>used_minutes</c> from the Σ, under the month's lock.</summary>
internal sealed class Appointments(
    DbSession session, BookingLocks locks, PatientStanding standing, WhatFollows follows, PortalOptions options) : IAppointments
{
    private const string SelectVisit = """
        SELECT public_id, patient_id, therapist_id, company_id, starts_at, ends_at, budget_month, status, cancelled_by, cancelled_role, cancelled_at
        FROM {p}meetings
        WHERE public_id = @id
        """;

    private const string InsertVisit = """
        INSERT INTO {p}meetings (public_id, patient_id, therapist_id, company_id, starts_at, ends_at, minutes, budget_month, status,
                                 booked_by, booked_role, booked_at, ical_uid)
        VALUES (@id, @patient, @therapist, @company, @startsAt, @endsAt, @minutes, @month, @status, @by, @role, @at, @uid)
        """;

    /// <summary>A key older than 48 h means nothing any more and gives way (R43).</summary>
    private const string InsertKey = """
        INSERT INTO {p}idempotency_keys (user_id, idempotency_key, meeting_id, created_at)
        SELECT @user, @key, id, booked_at FROM {p}meetings WHERE public_id = @id
        ON DUPLICATE KEY UPDATE meeting_id = VALUES(meeting_id), created_at = VALUES(created_at)
        """;

    private const string UpdateVisit = """
        UPDATE {p}meetings
        SET status = @status, starts_at = @startsAt, ends_at = @endsAt, budget_month = @month, moved_from = COALESCE(@movedFrom, moved_from),
            cancelled_by = @by, cancelled_role = @role, cancelled_at = @at, ical_sequence = ical_sequence + @told
        WHERE public_id = @id
        """;

    private const string SetUsedMinutes = """
        UPDATE {p}used_hours
        SET used_minutes = (SELECT COALESCE(SUM(minutes), 0) FROM {p}meetings WHERE company_id = @company AND budget_month = @month AND active = 1)
        WHERE company_id = @company AND month = @month
        """;

    public Task<LockedAppointment?> LockAndFind(AppointmentId id, CancellationToken cancellationToken) =>
        LockAndFind(id, (visit, _) => visit.BudgetMonth, cancellationToken);

    public Task<LockedAppointment?> LockAndFindForMove(AppointmentId id, Instant start, CancellationToken cancellationToken) =>
        LockAndFind(id, (_, company) => start.MonthIn(company.Zone), cancellationToken);

    public async Task<LockedAppointment?> Find(AppointmentId id, CancellationToken cancellationToken) =>
        await Read(id, cancellationToken) is { } visit && await standing.Find(visit.Patient, visit.Company, cancellationToken) is var (patient, company)
            ? new LockedAppointment(visit, company.SettingsFor(patient.Overrides))
            : null;

    private async Task<LockedAppointment?> LockAndFind(
        AppointmentId id, Func<Appointment, Company, YearMonth> otherMonth, CancellationToken cancellationToken)
    {
        if (await Read(id, cancellationToken) is not { } before)
        {
            return null;
        }

        await locks.Patient(before.Patient, cancellationToken);
        locks.Company(before.Company);
        if (await standing.Find(before.Patient, before.Company, cancellationToken) is not var (patient, company))
        {
            return null;
        }

        var months = new[] { before.BudgetMonth, otherMonth(before, company) }.Distinct().Order().ToArray();
        await locks.TherapistAndBudget(before.Therapist, before.Company, months[0], cancellationToken);
        if (months.Length > 1)
        {
            await locks.Budget(before.Company, months[1], cancellationToken);
        }

        var visit = await Read(id, cancellationToken);
        return visit is not null && visit.Therapist == before.Therapist && visit.BudgetMonth == before.BudgetMonth
            ? new LockedAppointment(visit, company.SettingsFor(patient.Overrides))
            : throw new BeginAgainException();
    }

    public async Task Add(Appointment visit, string key, CancellationToken cancellationToken)
    {
        var booked = visit.Events.OfType<AppointmentBooked>().Single();
        await session.Later(
            InsertVisit,
            new
            {
                id = visit.Id.ToString(),
                patient = visit.Patient.Value,
                therapist = visit.Therapist.Value,
                company = visit.Company.Value,
                startsAt = visit.Slot.Start,
                endsAt = visit.Slot.End,
                minutes = visit.Slot.Length.Value,
                month = visit.BudgetMonth,
                status = Codes.Of(visit.Status),
                by = booked.By.UserId,
                role = Codes.Of(booked.By.Role),
                at = booked.At,
                uid = $"visit-{visit.Id}@{options.PublicUrl?.Host ?? "localhost"}",
            },
            cancellationToken);
        await session.Later(InsertKey, new { user = booked.By.UserId, key, id = visit.Id.ToString() }, cancellationToken);
        await Finish(visit, cancellationToken);
    }

    public async Task Save(Appointment visit, CancellationToken cancellationToken)
    {
        await session.Later(
            UpdateVisit,
            new
            {
                id = visit.Id.ToString(),
                status = Codes.Of(visit.Status),
                startsAt = visit.Slot.Start,
                endsAt = visit.Slot.End,
                month = visit.BudgetMonth,
                movedFrom = visit.Events.OfType<AppointmentMoved>().LastOrDefault()?.Before.Start,
                by = visit.Cancellation?.By.UserId,
                role = visit.Cancellation is { } cancelled ? Codes.Of(cancelled.By.Role) : null,
                at = visit.Cancellation?.At,
                told = visit.Events.Any(happened => happened is AppointmentMoved or AppointmentCancelled) ? 1 : 0,
            },
            cancellationToken);
        await Finish(visit, cancellationToken);
    }

    private async Task Finish(Appointment visit, CancellationToken cancellationToken)
    {
        var months = visit.Events.OfType<AppointmentMoved>().Select(moved => moved.MonthBefore).Append(visit.BudgetMonth).Distinct().Order();
        foreach (var month in months)
        {
            await session.Later(SetUsedMinutes, new { company = visit.Company.Value, month }, cancellationToken);
        }

        await follows.Write(visit, cancellationToken);
    }

    private async Task<Appointment?> Read(AppointmentId id, CancellationToken cancellationToken) =>
        (await session.QueryOne<Row>(SelectVisit, new { id = id.ToString() }, cancellationToken))?.Read();

    private sealed class Row
    {
        public string PublicId { get; init; } = "";

        public ulong PatientId { get; init; }

        public ulong TherapistId { get; init; }

        public ulong CompanyId { get; init; }

        public Instant StartsAt { get; init; }

        public Instant EndsAt { get; init; }

        public YearMonth BudgetMonth { get; init; }

        public string Status { get; init; } = "";

        public ulong? CancelledBy { get; init; }

        public string? CancelledRole { get; init; }

        public Instant? CancelledAt { get; init; }

        public Appointment Read() => new(
            new AppointmentId(Guid.ParseExact(PublicId, "N")),
            new PatientId(PatientId),
            new TherapistId(TherapistId),
            new CompanyId(CompanyId),
            new TimeSlot(StartsAt, EndsAt),
            BudgetMonth,
            Codes.Status(Status),
            CancelledAt is { } at ? new Cancellation(new Actor(CancelledBy ?? 0, Codes.Role(CancelledRole!)), at) : null);
    }
}
