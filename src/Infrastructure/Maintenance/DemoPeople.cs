using Scheduling.Application.Ports;

namespace Scheduling.Infrastructure.Maintenance;

/// <summary>The people and companies of the demo; every name is made up.</summary>
internal static class DemoPeople
{
    public const string Password = "demo";

    /// <summary>WordPress's phpass of that password; the same for all, as it is no secret.</summary>
    public const string PasswordHash = "$P$BSched202A9ziNlHeb7u.ywBwGXORr0";

    public static IReadOnlyList<DemoCompany> Companies { get; } =
    [
        new(1, "Aster Software", AllowanceMinutes: 40 * 60, IntervalDays: 7, Therapists: [2, 3, 4]),
        new(2, "Bora Logistyka", AllowanceMinutes: 10 * 60, IntervalDays: null, Therapists: [2, 4]),
        new(3, "Cedr Studio", AllowanceMinutes: 12 * 60, IntervalDays: null, Therapists: [5]),
    ];

    /// <summary>Weekday (1 = Monday), from and until hour.</summary>
    public static IReadOnlyList<DemoTherapist> Therapists { get; } =
    [
        new(2, Step: 60, Buffer: 0, VisitsPerDay: null, [(1, 8, 12), (1, 13, 17), (2, 8, 12), (2, 13, 17), (3, 8, 12), (4, 8, 12), (4, 13, 17), (5, 8, 14)]),
        new(3, Step: 60, Buffer: 10, VisitsPerDay: null, [(1, 10, 18), (3, 10, 18), (5, 10, 18)]),
        new(4, Step: 60, Buffer: 0, VisitsPerDay: 5, [(2, 12, 20), (4, 12, 20), (6, 9, 13)]),
        new(5, Step: 30, Buffer: 0, VisitsPerDay: null, [(1, 7, 15), (2, 7, 15), (3, 7, 15), (4, 7, 12)]),
    ];

    /// <summary>The one who is away next week.</summary>
    public const ulong AwayNextWeek = 3;

    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new(1, "admin", "Ada Wrona", ["scheduling_admin"]),
        new(2, "anna", "Anna Nowicka", ["therapist"]),
        new(3, "piotr", "Piotr Zieliński", ["therapist"]),
        new(4, "olga", "Olga Wiśniewska", ["therapist", "scheduling_admin"]),
        new(5, "marek", "Marek Lis", ["therapist"]),
        new(11, "jan", "Jan Kowal", ["patient"], Company: 1),
        new(12, "ewa", "Ewa Maj", ["patient"], Company: 1) { IntervalDays = 0, VisitMinutes = 25 },
        new(13, "tomasz", "Tomasz Gil", ["patient"], Company: 1),
        new(14, "olena", "Ołena Petrenko", ["patient"], Company: 1) { Language = "ru" },
        new(15, "kate", "Kate Morris", ["patient"], Company: 1) { Language = "en" },
        new(16, "basia", "Barbara Sowa", ["patient"], Company: 2),
        new(17, "igor", "Igor Dąb", ["patient"], Company: 2),
        new(18, "zofia", "Zofia Klon", ["patient"], Company: 2),
        new(19, "adam", "Adam Brzoza", ["patient"], Company: 3),
        new(20, "lena", "Lena Wilk", ["patient"], Company: 3) { NoticeHours = 24 },
        new(21, "pawel", "Paweł Jawor", ["patient"]),
        new(22, "nina", "Nina Cole", ["patient"], Company: 3) { Language = "en", TimeZone = "America/New_York" },
    ];

    /// <summary>Those that the sign-in page lists; the key names the line of what to try.</summary>
    public static IReadOnlyList<DemoAccount> Listed { get; } =
    [
        new("jan", Password, "patient", "demo.jan"),
        new("tomasz", Password, "patient", "demo.tomasz"),
        new("basia", Password, "patient", "demo.basia"),
        new("adam", Password, "patient", "demo.adam"),
        new("ewa", Password, "patient", "demo.ewa"),
        new("olena", Password, "patient", "demo.olena"),
        new("nina", Password, "patient", "demo.nina"),
        new("pawel", Password, "patient", "demo.pawel"),
        new("anna", Password, "therapist", "demo.anna"),
        new("olga", Password, "therapist, administrator", "demo.olga"),
        new("admin", Password, "administrator", "demo.admin"),
    ];
}

internal sealed record DemoCompany(ulong Id, string Name, int AllowanceMinutes, int? IntervalDays, IReadOnlyList<ulong> Therapists);

internal sealed record DemoTherapist(ulong Id, int Step, int Buffer, int? VisitsPerDay, IReadOnlyList<(int Day, int From, int Until)> Week);

internal sealed record DemoPerson(ulong Id, string Login, string Name, IReadOnlyList<string> Roles, ulong? Company = null)
{
    public int? IntervalDays { get; init; }

    public int? VisitMinutes { get; init; }

    public int? NoticeHours { get; init; }

    public string? Language { get; init; }

    public string? TimeZone { get; init; }
}
