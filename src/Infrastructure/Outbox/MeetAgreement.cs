using Scheduling.Application.Ports;
using Scheduling.Infrastructure.Google;

namespace Scheduling.Infrastructure.Outbox;

/// <summary>
/// Makes Google agree with a visit as it is now (ADR 9): asks what there is to do, does the next step and says how it ended. Every step may
/// be done again without harm, because ids are ours and what Google has is read before it is changed.
/// </summary>
internal sealed class MeetAgreement(CalendarClients google, MeetQueue queue, IUsersDirectory users, PortalOptions portal, IClock clock)
{
    private const int RequestsInARow = 3;
    private const int MostGenerations = 20;

    private static readonly Duration[] Polls =
        [.. new[] { 2, 5, 15, 60, 60, 60, 60, 60, 60, 60 }.Select(seconds => Duration.FromSeconds(seconds))];

    /// <param name="isRefused">What this organiser was refused for a moment ago: then he is not asked again.</param>
    /// <exception cref="GoogleRefusal">Google refused or did not answer.</exception>
    /// <exception cref="LeaseLostException">Another worker has the row.</exception>
    public async Task<MeetOutcome> Reach(
        MeetRow row, MeetVisit visit, Func<string, GoogleFault?> isRefused, CancellationToken cancellationToken)
    {
        var id = VisitEvent.Id(visit.PublicId, row.Generation);
        if (row.Generation < visit.NewestGeneration)
        {
            return MeetOutcome.Done;
        }

        if (visit.IsCancelled)
        {
            return await Remove(row, id, MeetOutcome.Done, isRefused, cancellationToken);
        }

        if (visit.EndsAt <= clock.GetCurrentInstant())
        {
            return MeetOutcome.Dropped;
        }

        var organiser = google.OrganiserFor(visit.GoogleAccount);
        if (row.Called && organiser is not null && !string.Equals(row.Organiser, organiser, StringComparison.OrdinalIgnoreCase))
        {
            return await LeaveOldOrganiser(row, id, isRefused, cancellationToken);
        }

        row.Organiser = organiser ?? throw new GoogleRefusal(GoogleFault.New(FaultKind.Configuration, GoogleFault.OrganiserMissing));
        var turn = new Turn(row, visit, id, As(organiser, isRefused), cancellationToken);
        return row.EventStartsAt switch
        {
            null => await Make(turn),
            { } start when start != visit.StartsAt => await Move(turn),
            _ when visit.HasLink => MeetOutcome.Done,
            _ => await Look(turn),
        };
    }

    private CalendarClient As(string organiser, Func<string, GoogleFault?> isRefused) =>
        isRefused(organiser) is { } known ? throw new GoogleRefusal(known) : google.For(organiser);

    private async Task<MeetOutcome> Remove(
        MeetRow row, string id, MeetOutcome then, Func<string, GoogleFault?> isRefused, CancellationToken cancellationToken)
    {
        if (row.Called)
        {
            await As(row.Organiser!, isRefused).Delete(id, cancellationToken);
        }

        return then;
    }

    /// <summary>Whose account is gone or closed to us keeps his event; the visit gets a new one all the same.</summary>
    private async Task<MeetOutcome> LeaveOldOrganiser(MeetRow row, string id, Func<string, GoogleFault?> isRefused, CancellationToken cancellationToken)
    {
        try
        {
            return await Remove(row, id, MeetOutcome.NextGeneration, isRefused, cancellationToken);
        }
        catch (GoogleRefusal refusal) when (refusal.Fault.Kind == FaultKind.Configuration)
        {
            return MeetOutcome.NextGeneration;
        }
    }

    /// <summary>A taken id is our own event, made by a call whose answer was lost, or (nearly impossible) a stranger's.</summary>
    private async Task<MeetOutcome> Make(Turn turn)
    {
        var (row, visit, id, client, cancellationToken) = turn;
        var wasCalled = row.Called;
        var guest = google.Options!.InvitePatient ? (await users.Find(visit.PatientId, cancellationToken))?.Email : null;
        var title = visit.TitleFor(row.Organiser!, google.Options, portal.DefaultLanguage);
        await BeginWriting(turn);
        CalendarEvent made;
        try
        {
            made = await client.Insert(
                VisitEvent.New(id, visit.PublicId, title, visit.StartsAt, visit.EndsAt, row.ConferenceRequest, guest), cancellationToken);
        }
        catch (GoogleRefusal refusal) when (refusal.Fault.Kind == FaultKind.Duplicate)
        {
            return await Look(turn);
        }
        catch (GoogleRefusal refusal) when (refusal.Fault.IsRefusal)
        {
            row.Called = wasCalled;
            throw refusal.Fault.Kind == FaultKind.Gone
                ? new GoogleRefusal(GoogleFault.New(FaultKind.Configuration, GoogleFault.CalendarNotFound, "notFound"), refusal)
                : refusal;
        }

        return await Follow(turn, made);
    }

    /// <summary>What is there? It may be deleted, moved by hand, or not ours.</summary>
    private async Task<MeetOutcome> Look(Turn turn)
    {
        if (await IfThere(turn.Client.Get(turn.Id, turn.CancellationToken)) is not { } found || !found.IsOf(turn.Visit.PublicId))
        {
            return Next(turn.Row);
        }

        return found.IsDeleted() ? await Revive(turn, found)
            : found.IsAt(turn.Visit.StartsAt, turn.Visit.EndsAt) ? await Follow(turn, found)
            : await Move(turn);
    }

    /// <summary>R46: only the times, so that the link stays.</summary>
    private async Task<MeetOutcome> Move(Turn turn) => await Change(turn, VisitEvent.Times(turn.Visit.StartsAt, turn.Visit.EndsAt));

    private async Task<MeetOutcome> Revive(Turn turn, CalendarEvent found)
    {
        turn.Row.ConferenceRequest = Math.Max(turn.Row.ConferenceRequest, found.Request()) + 1;
        return await Change(turn, VisitEvent.Times(turn.Visit.StartsAt, turn.Visit.EndsAt) with
        {
            Status = "confirmed",
            ConferenceData = VisitEvent.Conference(turn.Id, turn.Row.ConferenceRequest),
        });
    }

    private async Task<MeetOutcome> Change(Turn turn, CalendarEvent change)
    {
        await BeginWriting(turn);
        return await IfThere(turn.Client.Patch(turn.Id, change, turn.CancellationToken)) is { } changed && !changed.IsDeleted()
            ? await Follow(turn, changed)
            : Next(turn.Row);
    }

    /// <summary>The event is there with the visit's times; is there a link?</summary>
    private static async Task<MeetOutcome> Follow(Turn turn, CalendarEvent found)
    {
        var row = turn.Row;
        row.EventStartsAt = turn.Visit.StartsAt;
        row.ConferenceRequest = Math.Max(row.ConferenceRequest, found.Request());
        if (turn.Visit.HasLinkByHand)
        {
            return MeetOutcome.Done;
        }

        if (found.Link() is { } link)
        {
            return MeetOutcome.Linked(link);
        }

        return found.ConferenceFailed() || row.Polls >= Polls.Length ? await AskForAnother(turn) : MeetOutcome.Pending(Polls[row.Polls++]);
    }

    /// <summary>Three requests in a row; then administrators are told, and whoever wishes again begins anew.</summary>
    private static async Task<MeetOutcome> AskForAnother(Turn turn)
    {
        var row = turn.Row;
        if (row.State == "pending" && row.ConferenceRequest % RequestsInARow == 0)
        {
            return MeetOutcome.Failed(GoogleFault.New(FaultKind.Invalid, GoogleFault.ConferenceFailed), tellsOfVisit: true);
        }

        row.ConferenceRequest++;
        var change = new CalendarEvent { ConferenceData = VisitEvent.Conference(turn.Id, row.ConferenceRequest) };
        if (await IfThere(turn.Client.Patch(turn.Id, change, turn.CancellationToken)) is not { } changed)
        {
            return Next(row);
        }

        row.Polls = 1;
        return changed.Link() is { } link ? MeetOutcome.Linked(link) : MeetOutcome.Pending(Polls[0]);
    }

    private static MeetOutcome Next(MeetRow row) => row.Generation < MostGenerations
        ? MeetOutcome.NextGeneration
        : throw new GoogleRefusal(GoogleFault.New(FaultKind.Invalid, GoogleFault.EventGone));

    private static async Task<CalendarEvent?> IfThere(Task<CalendarEvent> call)
    {
        try
        {
            return await call;
        }
        catch (GoogleRefusal refusal) when (refusal.Fault.Kind == FaultKind.Gone)
        {
            return null;
        }
    }

    private async Task BeginWriting(Turn turn)
    {
        if (!await queue.MayWrite(turn.Row, turn.CancellationToken))
        {
            throw new LeaseLostException();
        }
    }

    private sealed record Turn(MeetRow Row, MeetVisit Visit, string Id, CalendarClient Client, CancellationToken CancellationToken);
}

/// <summary>The row's lease ran out and another worker may have it: nothing more is done with it here.</summary>
internal sealed class LeaseLostException() : Exception("The lease is another's by now.");
