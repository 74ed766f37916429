using MediatR;
using Scheduling.Application.Notifications;
using Scheduling.Application.Ports;
using Scheduling.Infrastructure.Database;
using Scheduling.Infrastructure.Mail;
using Scheduling.Infrastructure.Outbox;
using Scheduling.Infrastructure.Repositories;

namespace Scheduling.Infrastructure.Queries.Notifications;

internal sealed class OutgoingHandler(DbSession session, IUsersDirectory directory, PortalOptions options, MailOptions mail, MeetCalendars meet, IClock clock)
    : IRequestHandler<Outgoing, OutgoingView>
{
    /// <summary>By index each: what failed, what waits, and the latest of all.</summary>
    private const string SelectMessages = """
        SELECT DISTINCT g.public_id, g.created_at, g.kind, g.receiver_id, g.address, g.receiver_role, g.state, g.reason, g.due_at, g.tries, g.last_answer
        FROM (
            (SELECT id FROM {p}messages WHERE state = 'failed' AND channel = 'email' ORDER BY due_at DESC LIMIT 50)
            UNION (SELECT id FROM {p}messages WHERE state = 'queued' AND channel = 'email' ORDER BY due_at LIMIT 50)
            UNION (SELECT id FROM {p}messages ORDER BY created_at DESC LIMIT 50)) chosen
        JOIN {p}messages g ON g.id = chosen.id
        ORDER BY g.state = 'failed' DESC, g.state = 'queued' DESC, g.created_at DESC
        """;

    /// <summary>Work that did not come to an end, and the coming visits, whose links can be entered also where Google is off.</summary>
    private const string SelectMeets = """
        SELECT m.public_id, m.starts_at, m.therapist_id, m.active IS NOT NULL AND m.ends_at > @now AS is_ahead, m.meet_link, o.state, o.due_at, o.tries,
               o.fault, o.last_answer
        FROM (
            (SELECT w.meeting_id AS id FROM {p}outbox w WHERE w.state IN ('failed', 'configuration') AND @googleIsOn ORDER BY w.due_at DESC LIMIT 50)
            UNION (SELECT v.id FROM {p}meetings v WHERE v.active = 1 AND v.starts_at > @now - INTERVAL 4 HOUR ORDER BY v.starts_at LIMIT 50)) chosen
        JOIN {p}meetings m ON m.id = chosen.id
        LEFT JOIN {p}outbox o ON o.meeting_id = m.id AND o.generation = (SELECT MAX(n.generation) FROM {p}outbox n WHERE n.meeting_id = m.id)
        ORDER BY o.state IN ('failed', 'configuration') DESC, m.starts_at
        """;

    private const string CountFailed = """
        SELECT (SELECT COUNT(*) FROM {p}messages WHERE state = 'failed')
             + (SELECT COUNT(*) FROM {p}outbox o JOIN {p}meetings m ON m.id = o.meeting_id
                WHERE o.state IN ('failed', 'configuration') AND m.ends_at > @now AND @googleIsOn)
        """;

    public async Task<OutgoingView> Handle(Outgoing request, CancellationToken cancellationToken)
    {
        var asked = new { now = clock.GetCurrentInstant(), googleIsOn = meet.AreOn };
        var failed = await session.QueryOne<long>(CountFailed, asked, cancellationToken);
        var messages = request.CountOnly ? [] : await session.Query<MessageRow>(SelectMessages, null, cancellationToken);
        var meets = request.CountOnly ? [] : await session.Query<MeetRow>(SelectMeets, asked, cancellationToken);
        var people = messages.Select(row => row.ReceiverId).OfType<ulong>().Concat(meets.Select(row => row.TherapistId));
        var names = await directory.Names([.. people.Distinct()], cancellationToken);
        return new OutgoingView(
            options.TimeZone.Id,
            mail.IsOn,
            meet.AreOn,
            failed,
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

        public bool IsAhead { get; init; }

        public string? State { get; init; }

        public int Tries { get; init; }

        public string? Fault { get; init; }

        public string? LastAnswer { get; init; }

        public string? MeetLink { get; init; }

        public MeetLine Read(IReadOnlyDictionary<ulong, string> names) => new(
            Guid.ParseExact(PublicId, "N"), StartsAt, names.GetValueOrDefault(TherapistId, ""), IsAhead, State, Tries, Fault, LastAnswer, MeetLink);
    }
}
