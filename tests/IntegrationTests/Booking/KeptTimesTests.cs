using Microsoft.Extensions.DependencyInjection;
using Scheduling.Application.Appointments;
using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;
using Scheduling.Domain.Appointments;
using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Database;

namespace Scheduling.IntegrationTests.Booking;

/// <summary>
/// R34c with what pages keep in memory (docs/adr/0010): whoever changes what, here or on another instance, the very next page shows it; and
/// nothing that was rolled back is ever remembered.
/// </summary>
public sealed class KeptTimesTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static readonly Instant TuesdayAtNine = Instant.FromUtc(2027, 1, 12, 8, 0);

    [Fact]
    public async Task What_is_booked_moved_and_cancelled_here_shows_on_the_next_page_of_every_instance()
    {
        using var elsewhere = new OtherInstance(portal);
        var company = portal.World.Company();
        var therapist = portal.World.Therapist(companies: company);
        using var booking = await portal.SignedIn(portal.World.Patient(company));
        var watcher = portal.World.Patient(company);
        using var here = await portal.SignedIn(watcher);
        using var there = await elsewhere.SignedIn(watcher);
        Browser[] watchers = [here, there];
        var eleven = TuesdayAtNine + Duration.FromHours(2);
        await Shows(watchers, therapist, TuesdayAtNine, eleven);

        var form = await booking.OpenConfirm(therapist, TuesdayAtNine);
        var visit = (await booking.Confirm(form, therapist, therapist, TuesdayAtNine)).BookedVisit;
        await Hides(watchers, therapist, TuesdayAtNine);

        await booking.Post($"/visits/{visit}/move/confirm", form, ("start", Browser.Iso(eleven)));
        await Shows(watchers, therapist, TuesdayAtNine);
        await Hides(watchers, therapist, eleven);

        await booking.Post($"/visits/{visit}/cancel", form);
        await Shows(watchers, therapist, TuesdayAtNine, eleven);
        portal.Database.MustBeSound();
    }

    [Theory]
    [InlineData("INSERT INTO {p}therapist_absences (therapist_id, from_local, until_local) VALUES (@therapist, '2027-01-12', '2027-01-13')")]
    [InlineData("INSERT INTO {p}therapist_suspensions (therapist_id, from_date) VALUES (@therapist, '2027-01-12')")]
    [InlineData("INSERT INTO {p}therapist_availability_exceptions (therapist_id, on_date, kind, from_minute, until_minute) VALUES (@therapist, '2027-01-12', 'closes', 0, 1440)")]
    [InlineData("UPDATE {p}therapist_availability SET valid_until = '2027-01-11' WHERE therapist_id = @therapist")]
    [InlineData("UPDATE {p}company_therapists SET until_date = '2027-01-11' WHERE therapist_id = @therapist")]
    [InlineData("INSERT INTO {p}substitutions (therapist_id, substitute_id, from_date, until_date) VALUES (@therapist, @other, '2027-01-12', '2027-01-12')")]
    [InlineData("UPDATE {p}therapists SET max_visits_per_day = 0 WHERE user_id = @therapist")]
    public async Task Whatever_closes_a_therapists_time_shows_on_the_next_page(string change)
    {
        var company = portal.World.Company();
        var therapist = portal.World.Therapist(companies: company);
        var other = portal.World.Therapist();
        using var watcher = await portal.SignedIn(portal.World.Patient(company));
        await Shows([watcher], therapist, TuesdayAtNine);

        portal.Database.Do(change, new { therapist, other });
        portal.World.Count(therapist);

        await Hides([watcher], therapist, TuesdayAtNine);
    }

    [Fact]
    public async Task Days_off_and_what_a_company_buys_or_changes_show_on_the_next_page()
    {
        var company = portal.World.Company();
        var therapist = portal.World.Therapist(companies: company);
        using var watcher = await portal.SignedIn(portal.World.Patient(company));
        await Shows([watcher], therapist, TuesdayAtNine);

        portal.Database.Do("INSERT INTO {p}holidays (on_date, name) VALUES ('2027-01-12', 'day off')");
        await Hides([watcher], therapist, TuesdayAtNine);
        portal.Database.Do("DELETE FROM {p}holidays");
        await Shows([watcher], therapist, TuesdayAtNine);

        portal.Database.Do("UPDATE {p}companies SET version = version + 1, booking_notice_hours = 48 WHERE id = @company", new { company });
        await Hides([watcher], therapist, TuesdayAtNine);
        portal.Database.Do("UPDATE {p}companies SET version = version + 1, booking_notice_hours = 3 WHERE id = @company", new { company });
        portal.Database.Do("UPDATE {p}number_of_purchased_hours SET minutes = 0 WHERE company_id = @company", new { company });
        portal.Database.Do("UPDATE {p}companies SET version = version + 1 WHERE id = @company", new { company });
        Assert.Contains("hours used up", (await Page(watcher, therapist)).Text, StringComparison.Ordinal);
    }

    /// <summary>
    /// Inside a unit of work the therapist's version is the unit's own: after the rollback somebody else comes to the same number with something
    /// else in it.
    /// </summary>
    [Fact]
    public async Task What_a_unit_of_work_read_and_then_rolled_back_is_not_remembered()
    {
        var company = portal.World.Company();
        var therapist = portal.World.Therapist(companies: company);
        var patient = new PatientId(portal.World.Patient(company));
        var free = await Facts(patient);
        await using (var scope = portal.Services.CreateAsyncScope())
        {
            var session = scope.ServiceProvider.GetRequiredService<DbSession>();
            var result = await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Run(
                async () =>
                {
                    await session.Execute("UPDATE {p}therapists SET version = version + 1, buffer_minutes = 90 WHERE user_id = @therapist", new { therapist }, default);
                    var facts = scope.ServiceProvider.GetRequiredService<IBookingFacts>();
                    return new Nothing((await facts.Load(patient, Week, default))!.Facts.Therapists[0].Calendar.Buffer);
                },
                default);
            Assert.Equal(new Minutes(90), result.Seen);
        }

        portal.Database.Do("UPDATE {p}therapists SET version = version + 1, buffer_minutes = 15 WHERE user_id = @therapist", new { therapist });

        Assert.Equal(Minutes.Zero, free.Calendar.Buffer);
        Assert.Equal(new Minutes(15), (await Facts(patient)).Calendar.Buffer);
    }

    /// <summary>Visits come in whole seconds after a moment, so that moment must not be the clock's own.</summary>
    [Fact]
    public async Task Own_visits_and_therapists_visits_are_exact_whatever_the_clocks_fraction_of_a_second()
    {
        var company = portal.World.Company();
        var therapist = portal.World.Therapist(companies: company);
        var patient = portal.World.Patient(company);
        using var browser = await portal.SignedIn(patient);
        await browser.Confirm(await browser.OpenConfirm(therapist, TuesdayAtNine), therapist, therapist, TuesdayAtNine);
        portal.Clock.Now = TestClock.Start + Duration.FromMilliseconds(777);

        await using var scope = portal.Services.CreateAsyncScope();
        var loaded = (await scope.ServiceProvider.GetRequiredService<IBookingFacts>()
            .Load(new PatientId(patient), new TimeSlot(portal.Clock.Now - Duration.FromDays(8), portal.Clock.Now + Duration.FromDays(60)), default))!;
        portal.Clock.Now = TestClock.Start;

        var visit = new TimeSlot(TuesdayAtNine, new Minutes(50));
        Assert.Equal(visit, Assert.Single(loaded.OwnVisits).Slot);
        Assert.Equal(visit, Assert.Single(loaded.Facts.Patient.Visits));
        Assert.Equal(visit, Assert.Single(loaded.Facts.Therapists.Single().Visits));
    }

    private static TimeSlot Week => new(TuesdayAtNine, TuesdayAtNine + Duration.FromDays(7));

    private async Task<TherapistFacts> Facts(PatientId patient)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<IBookingFacts>().Load(patient, Week, default))!.Facts.Therapists[0];
    }

    private static Task<Answer> Page(Browser browser, ulong therapist) => browser.Get($"/book?t={therapist}&day=2027-01-12");

    private static async Task Shows(IEnumerable<Browser> watchers, ulong therapist, params Instant[] starts)
    {
        foreach (var watcher in watchers)
        {
            var page = await Page(watcher, therapist);
            Assert.All(starts, start => Assert.Contains(Link(start), page.Text, StringComparison.Ordinal));
        }
    }

    private static async Task Hides(IEnumerable<Browser> watchers, ulong therapist, params Instant[] starts)
    {
        foreach (var watcher in watchers)
        {
            var page = await Page(watcher, therapist);
            Assert.Equal(System.Net.HttpStatusCode.OK, page.Status);
            Assert.All(starts, start => Assert.DoesNotContain(Link(start), page.Text, StringComparison.Ordinal));
        }
    }

    private static string Link(Instant start) => $"&start={Browser.Iso(start)}\"";

    private sealed record Nothing(Minutes Seen) : ICommandResult
    {
        public bool Commits => false;
    }
}
