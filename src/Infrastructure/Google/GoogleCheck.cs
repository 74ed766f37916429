using MySql.Data.MySqlClient;
using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.Google;

/// <summary>Does for each organiser what a visit will need, with an event of its own that is removed again.</summary>
internal sealed class GoogleCheck(CalendarClients google, DbSession session, IClock clock) : IGoogleCheck
{
    public const string SharedHost = "shared_host";
    public const string ScopeForCheck = "scope_for_check";
    public const string NotRemoved = "not_removed";

    private const string SelectAccounts = "SELECT NULLIF(TRIM(google_account), '') FROM {p}therapists ORDER BY user_id";

    private static readonly TimeSpan[] Polls = [.. new[] { 1, 1, 2, 4, 8, 8 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    public async Task<IReadOnlyList<GoogleCheckStep>?> Run(CancellationToken cancellationToken)
    {
        if (google.Options is not { } options)
        {
            return null;
        }

        var therapists = options.Organizer == GoogleOrganizer.Therapist ? await Therapists(cancellationToken) : [null];
        var organisers = therapists.Select(google.OrganiserFor).Append(options.ImpersonatedUser).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var steps = new List<GoogleCheckStep> { new("credentials", GoogleStepState.Ok) }; // the portal would not have started without them
        foreach (var organiser in options.Account is null ? organisers : [CalendarClients.ConsentedAccount])
        {
            await Check(organiser, steps, cancellationToken);
        }

        if (therapists.Any(account => google.OrganiserFor(account) is null) || organisers.Length == 0)
        {
            steps.Add(new("organiser", organisers.Length == 0 ? GoogleStepState.Failed : GoogleStepState.Warning, null, GoogleFault.OrganiserMissing));
        }
        else if (therapists.Any(account => account is null))
        {
            steps.Add(new("host", GoogleStepState.Warning, null, SharedHost));
        }

        return steps;
    }

    private async Task<IReadOnlyList<string?>> Therapists(CancellationToken cancellationToken)
    {
        try
        {
            var accounts = await session.Query<string?>(SelectAccounts, null, cancellationToken);
            await session.Forget(); // no connection is held while Google is asked
            return accounts;
        }
        catch (Exception fault) when (fault is MySqlException or BusyException)
        {
            throw new CannotBeDoneException("The therapists' accounts cannot be read: the database does not answer, or 'migrate' has not run.", fault);
        }
    }

    private async Task Check(string organiser, List<GoogleCheckStep> steps, CancellationToken cancellationToken)
    {
        var walk = new Walk(steps, google.Options!.Account is null ? organiser : null);
        var client = google.For(organiser);
        if (await walk.Step("token", () => client.Authorize(cancellationToken)) is null
            && await walk.Calendar(() => google.For(organiser, alsoCalendars: true).Describe(cancellationToken)))
        {
            var id = VisitEvent.Id(Guid.NewGuid().ToString("N"), 0);
            var mayBeThere = true;
            try
            {
                mayBeThere = await walk.Step("event", () => MakeWithLink(client, id, cancellationToken))
                    is null or { Code: GoogleFault.NoAnswer or GoogleFault.ConferenceFailed };
            }
            finally
            {
                if (mayBeThere) // also when whoever asked has gone meanwhile
                {
                    await walk.Step("removed", () => client.Delete(id, CancellationToken.None), NotRemoved);
                }
            }
        }
    }

    private async Task MakeWithLink(CalendarClient client, string id, CancellationToken cancellationToken)
    {
        var start = clock.GetCurrentInstant() + Duration.FromDays(1);
        var made = await client.Insert(
            VisitEvent.New(id, "check", google.Options!.EventTitle ?? "Test", start, start + Duration.FromMinutes(15), request: 1, guest: null), cancellationToken);
        foreach (var wait in Polls.TakeWhile(_ => made.Link() is null && !made.ConferenceFailed()))
        {
            await Task.Delay(wait, cancellationToken);
            made = await client.Get(id, cancellationToken);
        }

        _ = made.Link() ?? throw new GoogleRefusal(GoogleFault.New(FaultKind.Invalid, GoogleFault.ConferenceFailed));
    }

    /// <summary>The steps of one account.</summary>
    private sealed class Walk(List<GoogleCheckStep> steps, string? account)
    {
        public async Task<GoogleFault?> Step(string code, Func<Task> call, string? fix = null)
        {
            var fault = await FaultOf(call);
            Add(code, fault is null ? GoogleStepState.Ok : GoogleStepState.Failed, fault is null ? null : fix ?? fault.Code);
            return fault;
        }

        /// <summary>False: it makes no sense to go on. The scope for it is this check's alone; without it the test event proves what is left.</summary>
        public async Task<bool> Calendar(Func<Task<CalendarDescription>> read)
        {
            CalendarDescription? calendar = null;
            switch (await FaultOf(async () => calendar = await read()))
            {
                case null:
                    Add("calendar", GoogleStepState.Ok);
                    Add("meet", calendar!.AllowsMeet ? GoogleStepState.Ok : GoogleStepState.Failed, calendar.AllowsMeet ? null : GoogleFault.MeetNotAvailable);
                    return calendar.AllowsMeet;
                case { Code: GoogleFault.DelegationMissing or GoogleFault.ScopeMissing }:
                    Add("calendar", GoogleStepState.Warning, ScopeForCheck);
                    return true;
                case var fault:
                    Add("calendar", GoogleStepState.Failed, fault.Kind == FaultKind.Gone ? GoogleFault.CalendarNotFound : fault.Code);
                    return false;
            }
        }

        private void Add(string code, GoogleStepState state, string? fix = null) => steps.Add(new(code, state, account, fix));

        private static async Task<GoogleFault?> FaultOf(Func<Task> call)
        {
            try
            {
                await call();
                return null;
            }
            catch (GoogleRefusal refusal)
            {
                return refusal.Fault;
            }
        }
    }
}
