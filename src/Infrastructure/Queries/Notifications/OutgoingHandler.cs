using MediatR;
using Scheduling.Application.Notifications;
using Scheduling.Application.Ports;
using Scheduling.Infrastructure.Database;
using Scheduling.Infrastructure.Mail;
using Scheduling.Infrastructure.Outbox;
using Scheduling.Infrastructure.Repositories;

namespace Scheduling.Infrastructure.Queries.Notifications;

internal sealed class OutgoingHandler(DbSession session, IUsersDirectory directory, PortalOptions options, MailOptions mail, MeetCalendars meet)
    : IRequestHandler<Outgoing, OutgoingView>
{
    private const string SelectMessages = """
        SELECT g.public_id, g.created_at, g.kind, g.receiver_id, g.address, g.receiver_role, g.state, g.reason, g.due_at, g.tries, g.last_answer
        FROM {p}messages g
        ORDER BY g.state = 'failed' DESC, g.state = 'queued' DESC, g.created_at DESC
        LIMIT 100
        """;

    private const string SelectMeets = """
        SELECT m.public_id, m.starts_at, m.therapist_id, o.state, o.due_at, o.tries, o.fault, o.last_answer, m.meet_link
        FROM {p}outbox o
        JOIN {p}meetings m ON m.id = o.meeting_id
        ORDER BY o.state IN ('failed', 'configuration') DESC, o.state IN ('queued', 'pending') DESC, o.created_at DESC
        LIMIT 100
        """;

    public async Task<OutgoingView> Handle(Outgoing request, CancellationToken cancellationToken)
    {
        var messages = await session.Query<MessageRow>(SelectMessages, null, cancellationToken);
        var meets = meet.AreOn ? await session.Query<MeetRow>(SelectMeets, null, cancellationToken) : [];
        var people = messages.Select(row => row.ReceiverId).OfType<ulong>().Concat(meets.Select(row => row.TherapistId));
        var names = await directory.Names([.. people.Distinct()], cancellationToken);
        return new OutgoingView(
            options.TimeZone.Id,
            mail.IsOn,
            meet.AreOn,
            [.. messages.Select(row => row.Read(names))],
            [.. meets.Select(row => row.Read(names))]);
    }

    private sealed class MessageRow
    {
        public string PublicId { get; init; } = "";

        public Instant CreatedAt { get; init; }

        public string Kind { get; init; } = "";

        public ulong? ReceiverId { get; init; }

        public string? Address { get; init; }

        public string ReceiverRole { get; init; } = "";

        public string State { get; init; } = "";

        public string? Reason { get; init; }

        public Instant DueAt { get; init; }

        public int Tries { get; init; }

        public string? LastAnswer { get; init; }

        public MessageLine Read(IReadOnlyDictionary<ulong, string> names) => new(
            Guid.ParseExact(PublicId, "N"),
            CreatedAt,
            Codes.Kind(Kind),
            ReceiverId is { } user ? names.GetValueOrDefault(user, "") : Address ?? "",
            Codes.Role(ReceiverRole),
            State,
            Reason,
            DueAt,
            Tries,
            LastAnswer);
    }

    private sealed class MeetRow
    {
        public string PublicId { get; init; } = "";

        public Instant StartsAt { get; init; }

        public ulong TherapistId { get; init; }

        public string State { get; init; } = "";

        public Instant DueAt { get; init; }

        public int Tries { get; init; }

        public string? Fault { get; init; }

        public string? LastAnswer { get; init; }

        public string? MeetLink { get; init; }

        public MeetLine Read(IReadOnlyDictionary<ulong, string> names) => new(
            Guid.ParseExact(PublicId, "N"), StartsAt, names.GetValueOrDefault(TherapistId, ""), State, DueAt, Tries, Fault, LastAnswer, MeetLink);
    }
}
