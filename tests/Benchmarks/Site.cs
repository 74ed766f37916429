using Scheduling.Infrastructure.Database;

namespace Scheduling.Benchmarks;

/// <summary>What the address of the page of free times names: a day, nothing (the week with the earliest time), or a month, whose table is then open.</summary>
internal enum View
{
    Day,
    Week,
    Month,
}

/// <summary>One seeded portal with its signed-in patients and everything that is measured on it, each by a number of clients.</summary>
internal sealed class Site : IAsyncDisposable
{
    private const int Viewers = 16;

    private readonly HttpClient http;
    private readonly ConnectionFactory connections;
    private readonly TableNames tables = new("wp_");
    private readonly Client stranger;
    private readonly Client[] viewers;
    private readonly Client ofFive;
    private readonly Client ofOne;
    private readonly Client[,] own;
    private readonly Client[,] shared;
    private readonly int[] next = new int[Seed.Bookers];
    private readonly Stack<(Client Client, string Visit)> booked = new();

    private Site(Server server, Host host, HttpClient http, Client[] viewers, Client ofFive, Client ofOne, Client[,] own, Client[,] shared)
    {
        (Server, Host, this.http) = (server, host, http);
        (this.viewers, this.ofFive, this.ofOne, this.own, this.shared) = (viewers, ofFive, ofOne, own, shared);
        stranger = new Client(http, "");
        connections = new ConnectionFactory(server.ConnectionString);
    }

    public Server Server { get; }

    public Host Host { get; }

    public int Booked
    {
        get
        {
            lock (booked)
            {
                return booked.Count;
            }
        }
    }

    public static async Task<Site> Open(string connection, Size size)
    {
        var server = new Server(connection);
        await Seed.Fill(server, size);
        await using (var schema = server.Open())
        {
            await new MySql.Data.MySqlClient.MySqlCommand("CREATE TABLE wp_bench (id BIGINT AUTO_INCREMENT PRIMARY KEY, v INT NOT NULL) ENGINE=InnoDB", schema)
                .ExecuteNonQueryAsync();
        }

        var host = new Host(server.ConnectionString);
        var wire = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 64 })
        {
            BaseAddress = host.ClientOptions.BaseAddress,
        };
        var many = new Client[Viewers];
        for (var i = 0; i < Viewers; i++)
        {
            many[i] = await SignIn(Seed.FirstPatient + (ulong)(i * size.Companies)); // all of company 1
            await many[i].OpenForm("/settings"); // as a browser that has been here before: it has the cookie of forms
        }

        var (apart, together) = (await Bookers(isShared: false), await Bookers(isShared: true));
        return new Site(server, host, wire, many, await SignIn(Seed.PatientOfFive), await SignIn(Seed.PatientOfOne), apart, together);

        async Task<Client> SignIn(ulong patient) => new(wire, await host.SignedIn(patient));

        async Task<Client[,]> Bookers(bool isShared)
        {
            var clients = new Client[Seed.Bookers, Seed.PatientsPerBooker];
            for (var booker = 0; booker < Seed.Bookers; booker++)
            {
                for (var number = 0; number < Seed.PatientsPerBooker; number++)
                {
                    var client = await SignIn(Seed.BookerPatient(booker, number, isShared));
                    await client.OpenForm("/settings");
                    clients[booker, number] = client;
                }
            }

            return clients;
        }
    }

    public async Task<bool> Plain(int client, int number) => await stranger.Get(Host.Plain) == System.Net.HttpStatusCode.OK;

    public async Task<bool> PageWithOneQuery(int client, int number) => await stranger.Get("/bench/one") == System.Net.HttpStatusCode.OK;

    public async Task<bool> Facts(int client, int number) => await stranger.Get("/bench/facts") == System.Net.HttpStatusCode.OK;

    public async Task<bool> Select(int client, int number)
    {
        await using var session = new DbSession(connections, tables);
        return (await session.Query<Pages.Bench.OneModel.Row>(
            Pages.Bench.OneModel.Select, new { therapist = Seed.FirstTherapist, from = Seed.Now }, CancellationToken.None)).Count == 20;
    }

    public async Task<bool> Insert(int client, int number)
    {
        await using var session = new DbSession(connections, tables);
        return await session.Execute("INSERT INTO {p}bench (v) VALUES (@number)", new { number }, CancellationToken.None) == 1;
    }

    /// <summary>The page of free times as <paramref name="view"/> opens it; with any of the therapists who serve the patient's company.</summary>
    public Func<int, int, Task<bool>> Times(int therapists, View view) => (_, number) => Times(Viewer(therapists, number), view);

    public Task<bool> MonthOf20(int client, int number) => Times(Viewer(20, number), View.Month);

    public Task<bool> MonthOf5(int client, int number) => Times(Viewer(5, number), View.Month);

    /// <summary>The same with nothing known from the page before: everybody's version is counted up first.</summary>
    public async Task<bool> MonthOf20Anew(int client, int number)
    {
        await using var session = new DbSession(connections, tables);
        await session.Execute("UPDATE {p}therapists SET version = version + 1 WHERE user_id < @bookers ORDER BY user_id", new { bookers = Seed.FirstBooker }, CancellationToken.None);
        return await MonthOf20(client, number);
    }

    /// <summary>Somebody books with one of the twenty now and then: of sixteen requests one is a booking, the others look on.</summary>
    public Task<bool> MonthOf20WhileTheyBook(int client, int number) =>
        number % Viewers == 0 ? BookOneOfSeed(number / Viewers) : MonthOf20(client, number);

    public async Task<bool> MyVisits(int client, int number) => await viewers[number % Viewers].Get("/visits") == System.Net.HttpStatusCode.OK;

    public Task<bool> BookSpread(int client, int number) => Book(own, client, number);

    public Task<bool> BookOneCompany(int client, int number) => Book(shared, client, number);

    public async Task<bool> Cancel(int client, int number)
    {
        (Client Client, string Visit) visit;
        lock (booked)
        {
            visit = booked.Pop();
        }

        return await visit.Client.Cancel(visit.Visit);
    }

    /// <summary>In the calendar of a therapist of the seed, as people have it; a time that is taken already is an answer too.</summary>
    public async Task<bool> BookOneOfSeed(int number)
    {
        var (_, status) = await viewers[number % Viewers].Book(
            Seed.FirstTherapist + (ulong)(number % 20), Seed.Now + Duration.FromHours(50 + (24 * (number / 20 % 40)) + (number / 800 % 7)));
        return (int)status < 500;
    }

    /// <summary>These clients, of one company, want this time of the first booker's therapist, each so many milliseconds after the start; how many got it.</summary>
    public async Task<(int Won, int Unclear)> AllWant(int clients, int time, Func<int, double> delay)
    {
        var begin = System.Diagnostics.Stopwatch.StartNew();
        var answers = await Task.WhenAll(Enumerable.Range(0, clients).Select(i => Task.Run(async () =>
        {
            SpinWait.SpinUntil(() => begin.Elapsed.TotalMilliseconds >= delay(i));
            return await shared[i, 0].Book(Seed.BookerTherapist(0), Seed.BookerTime(time));
        })));
        return (answers.Count(answer => answer.Visit is not null), answers.Count(answer => (int)answer.Status >= 500));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        connections.Dispose();
        await Host.DisposeAsync();
        Server.Dispose();
    }

    private Client Viewer(int therapists, int number) => therapists switch
    {
        1 => ofOne,
        5 => ofFive,
        _ => viewers[number % Viewers],
    };

    private static async Task<bool> Times(Client client, View view) => await client.Get(view switch
    {
        View.Day => "/book?t=&day=2027-01-20",
        View.Week => "/book?t=",
        _ => "/book?t=&month=2027-01",
    }) == System.Net.HttpStatusCode.OK;

    private async Task<bool> Book(Client[,] clients, int client, int number)
    {
        var booker = client % Seed.Bookers;
        var who = clients[booker, number % Seed.PatientsPerBooker];
        var (visit, _) = await who.Book(Seed.BookerTherapist(booker), Seed.BookerTime(Interlocked.Increment(ref next[booker])));
        if (visit is null)
        {
            return false;
        }

        lock (booked)
        {
            booked.Push((who, visit));
        }

        return true;
    }
}
