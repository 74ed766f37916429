using Scheduling.IntegrationTests.Google;

namespace Scheduling.IntegrationTests.Faults;

/// <summary>What a patient does, and the kind of message that both sides get of it.</summary>
public enum Act
{
    Booking,
    Cancelling,
    Moving,
}

/// <summary>Who of the portal is at work when it is killed.</summary>
public enum AtWork
{
    Request,
    GoogleWorker,
    MailWorker,
}

/// <summary>
/// A named moment at which the portal is killed. <paramref name="Stop"/> sees to it that the portal gets no further, and answers whether it
/// has got there.
/// </summary>
public sealed record KillPoint(string Name, Act Act, AtWork AtWork, Func<KilledPortal, TwoSides, Func<bool>> Stop)
{
    private const string Claim = "SET lease = ";
    private const string Link = "SET meet_link = ";
    private const string SentMark = "SET state = 'sent'";

    /// <summary>Of a request that nobody was answered: the change is in the database nevertheless.</summary>
    public bool IsStored { get; private init; }

    /// <summary>A mail may go once more only where the mail server may have had it before the portal could write that down.</summary>
    public int MostCopies { get; private init; } = 1;

    public static IReadOnlyList<KillPoint> All { get; } =
    [
        Request("booking: nothing is written", Act.Booking, "INSERT INTO wp_meetings", Moment.Before),
        Request("booking: all is written", Act.Booking, "INSERT INTO wp_meetings", Moment.After),
        Request("booking: COMMIT is on its way", Act.Booking, "INSERT INTO wp_meetings", Moment.BeforeCommit),
        Request("booking: COMMIT is done", Act.Booking, "INSERT INTO wp_meetings", Moment.AfterCommit),
        Request("cancelling: all is written", Act.Cancelling, "UPDATE wp_meetings", Moment.After),
        Request("cancelling: COMMIT is done", Act.Cancelling, "UPDATE wp_meetings", Moment.AfterCommit),
        Request("moving: all is written", Act.Moving, "UPDATE wp_meetings", Moment.After),
        Request("moving: COMMIT is done", Act.Moving, "UPDATE wp_meetings", Moment.AfterCommit),

        Google("calendar: work is queued", "FROM wp_outbox\nWHERE state IN", Moment.Before),
        Google("calendar: work is being claimed", Claim, Moment.BeforeCommit),
        Google("calendar: work is claimed", Claim, Moment.AfterCommit),
        Google("calendar: it is noted that the call begins", "SET called = 1", Moment.After),
        Call("calendar: the call has come, no event is made", Act.Booking, "insert", isCarriedOut: false),
        Call("calendar: the event is made, the answer has not come", Act.Booking, "insert", isCarriedOut: true),
        Google("calendar: the answer has come", Link, Moment.Before),
        Google("calendar: the link is being stored", Link, Moment.BeforeCommit),
        Google("calendar: the link is stored", Link, Moment.AfterCommit) with { MostCopies = 2 },
        Call("calendar: the call to remove has come, the event is there", Act.Cancelling, "delete", isCarriedOut: false) with { MostCopies = 2 },
        Call("calendar: the event is removed, the answer has not come", Act.Cancelling, "delete", isCarriedOut: true) with { MostCopies = 2 },
        Call("calendar: the event is moved, the answer has not come", Act.Moving, "patch", isCarriedOut: true) with { MostCopies = 2 },

        Mail("mail: queued", "m.channel = 'email' AND m.due_at", Moment.Before),
        Mail("mail: being claimed", Claim, Moment.BeforeCommit),
        Mail("mail: claimed", Claim, Moment.AfterCommit),
        new("mail: the server has said nothing yet", Act.Booking, AtWork.MailWorker, Silence),
        new("mail: while the text is sent", Act.Booking, AtWork.MailWorker, Mood(SmtpMood.StallsAtText)) { MostCopies = 2 },
        new("mail: the server has the text and has not said so", Act.Booking, AtWork.MailWorker, Mood(SmtpMood.FallsSilentAfterText)) { MostCopies = 2 },
        Mail("mail: accepted, not marked", SentMark, Moment.Before) with { MostCopies = 2 },
        Mail("mail: being marked", SentMark, Moment.BeforeCommit) with { MostCopies = 2 },
        Mail("mail: marked", SentMark, Moment.AfterCommit) with { MostCopies = 2 },
        new("mail: all is done", Act.Booking, AtWork.MailWorker, (portal, people) => () => portal.IsAllSent(people)),
        Mail("mail of a cancelling: accepted, not marked", SentMark, Moment.Before) with { Act = Act.Cancelling, MostCopies = 2 },
    ];

    public override string ToString() => Name;

    /// <summary>After the COMMIT the worker of the same process may have begun before the kill.</summary>
    private static KillPoint Request(string name, Act act, string statement, Moment moment) =>
        new(name, act, AtWork.Request, Statement(statement, moment)) { IsStored = moment == Moment.AfterCommit, MostCopies = moment == Moment.AfterCommit ? 2 : 1 };

    private static KillPoint Google(string name, string statement, Moment moment) =>
        new(name, Act.Booking, AtWork.GoogleWorker, Statement(statement, moment));

    private static KillPoint Mail(string name, string statement, Moment moment) =>
        new(name, Act.Booking, AtWork.MailWorker, Statement(statement, moment));

    private static KillPoint Call(string name, Act act, string kind, bool isCarriedOut) => new(name, act, AtWork.GoogleWorker, (portal, _) =>
    {
        var hasCome = false;
        portal.Google.Next(
            kind,
            context =>
            {
                Volatile.Write(ref hasCome, true);
                return FakeGoogle.Hangs(context);
            },
            store: isCarriedOut);
        return () => Volatile.Read(ref hasCome);
    });

    private static Func<KilledPortal, TwoSides, Func<bool>> Statement(string text, Moment moment) => (portal, _) =>
    {
        var held = portal.Proxy.Hold(text, moment);
        return () => held.IsReached;
    };

    private static Func<KilledPortal, TwoSides, Func<bool>> Mood(SmtpMood mood) => (portal, people) =>
    {
        portal.Smtp.Meet(people.Patient, mood);
        return () => portal.Smtp.IsStuckWith(people.Patient);
    };

    private static Func<bool> Silence(KilledPortal portal, TwoSides people)
    {
        var before = portal.Smtp.Ignored;
        portal.Smtp.IsMute = true;
        return () => portal.Smtp.Ignored > before;
    }
}
