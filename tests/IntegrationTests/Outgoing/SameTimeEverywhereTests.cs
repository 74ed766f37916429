using System.Globalization;
using NodaTime.Text;

namespace Scheduling.IntegrationTests.Outgoing;

/// <summary>
/// T39: page, mail and calendar tell one time, also where clocks change, months and years end; the month charged is the company's local one.
/// </summary>
public sealed partial class SameTimeEverywhereTests : IClassFixture<MailFixture>, IDisposable
{
    private readonly MailFixture portal;

    /// <summary>28 March 2027 is Easter Sunday.</summary>
    public SameTimeEverywhereTests(MailFixture portal)
    {
        this.portal = portal;
        portal.Database.Do("REPLACE INTO {p}provider_settings (name, value) VALUES ('polish_holidays', 'off')");
    }

    public void Dispose() => portal.Clock.Now = TestClock.Start;

    [Theory]
    [InlineData("2027-03-28T01:00:00Z", "28 March 2027, 03:00", "UTC+2", "2027-03-01")]
    [InlineData("2027-03-28T00:30:00Z", "28 March 2027, 01:30", "UTC+1", "2027-03-01")]
    [InlineData("2027-10-31T00:30:00Z", "31 October 2027, 02:30", "UTC+2", "2027-10-01")]
    [InlineData("2027-10-31T02:00:00Z", "31 October 2027, 03:00", "UTC+1", "2027-10-01")]
    [InlineData("2027-01-31T23:00:00Z", "1 February 2027, 00:00", "UTC+1", "2027-02-01")]
    [InlineData("2027-12-31T22:30:00Z", "31 December 2027, 23:30", "UTC+1", "2027-12-01")]
    [InlineData("2028-02-29T08:00:00Z", "29 February 2028, 09:00", "UTC+1", "2028-02-01")]
    [InlineData("2027-07-31T21:30:00Z", "31 July 2027, 23:30", "UTC+2", "2027-07-01")]
    public async Task A_visit_has_one_time(string start, string local, string offset, string month)
    {
        var at = InstantPattern.General.Parse(start).Value;
        portal.Clock.Now = at - Duration.FromDays(9);

        using var visit = await Visit.Book(portal, start: at, before: (patient, therapist) =>
        {
            portal.Database.Do("UPDATE {p}patients SET language = 'en', visit_minutes = 30 WHERE user_id = @patient", new { patient });
            portal.Database.Do(
                "UPDATE {p}therapist_availability SET from_minute = 0, until_minute = 1440 WHERE therapist_id = @therapist", new { therapist });
        });
        await portal.SendDue();

        Assert.Equal(month, portal.Database.Value<string>("SELECT CAST(budget_month AS CHAR) FROM {p}meetings WHERE public_id = @Id", new { visit.Id }));
        var page = (await visit.Browser.Get($"/visits/{visit.Id}")).Text;
        var mail = new ParsedMail(portal.Smtp.To(visit.Patient).Single(each => each.Raw.Contains(visit.Id, StringComparison.Ordinal)));
        var download = Ical.Net.Calendar.Load((await visit.Browser.Get($"/visits/{visit.Id}/visit.ics")).Body)!.Events.Single();
        Assert.Equal($"Meeting on {local}", mail.Subject);
        Assert.Contains($"{local}–", page, StringComparison.Ordinal);
        Assert.Contains($"{local}–", mail.Text, StringComparison.Ordinal);
        Assert.Contains(offset, page, StringComparison.Ordinal);
        Assert.Contains(offset, mail.Text, StringComparison.Ordinal);
        Assert.Equal((at.ToDateTimeUtc(), at.ToDateTimeUtc()), (mail.Event.Start!.AsUtc, download.Start!.AsUtc));
        Assert.Equal(mail.Event.Uid, download.Uid);
        portal.Database.MustBeSound();
    }

    [Theory]
    [InlineData("2027-03-28", new[] { "01:30", "03:00" })]
    [InlineData("2027-10-31", new[] { "01:30", "02:00", "02:30", "03:00" })]
    public async Task A_missing_hour_is_not_offered_and_a_doubled_one_once(string day, string[] around)
    {
        var company = portal.World.Company();
        var therapist = portal.World.Therapist(companies: company);
        portal.Database.Do("UPDATE {p}therapist_availability SET from_minute = 0, until_minute = 1440 WHERE therapist_id = @therapist", new { therapist });
        portal.Clock.Now = InstantPattern.General.Parse($"{day}T12:00:00Z").Value - Duration.FromDays(3);
        using var browser = await portal.SignedIn(portal.World.Patient(company));

        var page = (await browser.Get(string.Create(CultureInfo.InvariantCulture, $"/book?day={day}"))).Text;

        var warsaw = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];
        var offered = Offered().Matches(page).Select(match => InstantPattern.General.Parse(match.Groups["start"].Value).Value.InZone(warsaw)).Distinct()
            .Where(time => LocalDatePattern.Iso.Format(time.Date) == day && time.Hour is >= 1 and <= 3 && (time.Hour, time.Minute) is not ((1, 0) or (3, 30)))
            .OrderBy(time => time.ToInstant()).ToArray();

        Assert.Equal(around, offered.Select(time => time.ToString("HH:mm", CultureInfo.InvariantCulture)));
        Assert.DoesNotContain(offered, time => time.Hour == 2 && time.Offset == Offset.FromHours(1)); // the earlier one of the two
    }

    [System.Text.RegularExpressions.GeneratedRegex("start=(?<start>20[0-9TZ:-]+)", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, 1000)]
    private static partial System.Text.RegularExpressions.Regex Offered();
}
