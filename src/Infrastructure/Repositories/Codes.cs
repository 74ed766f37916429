using Scheduling.Application.Notifications;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Budgets;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;

namespace Scheduling.Infrastructure.Repositories;

/// <summary>The words in which states, roles and languages stand in the database.</summary>
internal static class Codes
{
    public static string Of(ActingRole role) => role switch
    {
        ActingRole.Patient => "patient",
        ActingRole.Therapist => "therapist",
        ActingRole.Administrator => "administrator",
        _ => "system",
    };

    public static ActingRole Role(string code) => code switch
    {
        "patient" => ActingRole.Patient,
        "therapist" => ActingRole.Therapist,
        "administrator" => ActingRole.Administrator,
        "system" => ActingRole.System,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No role."),
    };

    public static PurchaseKind Purchase(string code) => code == "allowance" ? PurchaseKind.Allowance : PurchaseKind.TopUp;

    public static string Of(AppointmentStatus status) => status switch
    {
        AppointmentStatus.Booked => "booked",
        AppointmentStatus.Cancelled => "cancelled",
        _ => "no_show",
    };

    public static AppointmentStatus Status(string code) => code switch
    {
        "booked" => AppointmentStatus.Booked,
        "cancelled" => AppointmentStatus.Cancelled,
        "no_show" => AppointmentStatus.NoShow,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No status."),
    };

    public static string Of(MessageKind kind) => MessageKinds[kind];

    public static MessageKind Kind(string code) => MessageKinds.First(each => each.Value == code).Key;

    private static readonly Dictionary<MessageKind, string> MessageKinds = new()
    {
        [MessageKind.VisitBooked] = "visit_booked",
        [MessageKind.VisitMoved] = "visit_moved",
        [MessageKind.VisitCancelled] = "visit_cancelled",
        [MessageKind.LinkFollows] = "link_follows",
        [MessageKind.AttemptRefused] = "attempt_refused",
        [MessageKind.MeetFailed] = "meet_failed",
        [MessageKind.MeetStopped] = "meet_stopped",
    };

    public static Language? LanguageOrNull(string? code) => code is null ? null : Enum.Parse<Language>(code, ignoreCase: true);

    public static DateTimeZone? ZoneOrNull(string? id) => id is null ? null : DateTimeZoneProviders.Tzdb[id];
}
