using System.Globalization;
using NodaTime.Text;
using Scheduling.Application.Notifications;
using Scheduling.Application.Ports;
using Scheduling.Domain.Appointments;
using Scheduling.Infrastructure.Database;
using Scheduling.Infrastructure.Outbox;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>
/// What a change of a visit leaves behind in its own transaction (R41, R82): lines of the audit, messages to both sides, work for Google.
/// Here and nowhere else, so that no use case can forget it.
/// </summary>
internal sealed class WhatFollows(AuditLog audit, QueuedMessages messages, MeetWork meet, PortalOptions options)
{
    public async Task Write(Appointment visit, CancellationToken cancellationToken)
    {
        foreach (var happened in visit.Events)
        {
            await audit.Append(Entry(visit, happened), cancellationToken);
            if (Announcements.Of(happened, visit.Slot.Start, options.LongestWaitForLink) is { } announcement)
            {
                await messages.AboutVisit(visit.Id, announcement, cancellationToken);
                await meet.Agree(visit.Id, happened.At, cancellationToken);
            }
        }
    }

    private static AuditEntry Entry(Appointment visit, AppointmentEvent happened)
    {
        var (action, changes) = happened switch
        {
            AppointmentBooked => ("appointment_booked", new Dictionary<string, string?[]>(StringComparer.Ordinal)
            {
                ["status"] = [null, Codes.Of(visit.Status)],
                ["therapist_id"] = [null, visit.Therapist.Value.ToString(CultureInfo.InvariantCulture)],
                ["starts_at"] = [null, InstantPattern.General.Format(visit.Slot.Start)],
                ["minutes"] = [null, visit.Slot.Length.Value.ToString(CultureInfo.InvariantCulture)],
            }),
            AppointmentMoved moved => ("appointment_moved", new Dictionary<string, string?[]>(StringComparer.Ordinal)
            {
                ["starts_at"] = [InstantPattern.General.Format(moved.Before.Start), InstantPattern.General.Format(visit.Slot.Start)],
                ["budget_month"] = [YearMonthPattern.Iso.Format(moved.MonthBefore), YearMonthPattern.Iso.Format(visit.BudgetMonth)],
            }),
            AppointmentCancelled cancelled => ("appointment_cancelled", StatusChange(cancelled.Before, visit.Status)),
            AttendanceCorrected corrected => ("attendance_corrected", StatusChange(corrected.Before, corrected.After)),
            _ => throw new InvalidOperationException($"No audit line for {happened.GetType().Name}."),
        };
        var onBehalfOf = happened.By.UserId == visit.Patient.Value ? (ulong?)null : visit.Patient.Value;
        return new AuditEntry(happened.At, happened.By, onBehalfOf, action, "appointment", visit.Id.ToString(), changes);
    }

    private static Dictionary<string, string?[]> StatusChange(AppointmentStatus before, AppointmentStatus after) =>
        new(StringComparer.Ordinal) { ["status"] = [Codes.Of(before), Codes.Of(after)] };
}
