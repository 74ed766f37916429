using System.Globalization;

namespace Scheduling.IntegrationTests.Outgoing;

/// <summary>What both sides of a visit are sent, and what stands in it (R44, R46, R60).</summary>
public sealed class VisitMailTests(MailFixture portal) : IClassFixture<MailFixture>
{
    [Fact]
    public async Task A_booking_is_confirmed_to_both_sides_and_fits_into_their_calendars()
    {
        using var visit = await Visit.Book(portal);

        await portal.SendDue();

        foreach (var (side, other) in new[] { (visit.Patient, "Therapist"), (visit.Therapist, "Zażółć Gęślą") })
        {
            var mail = new ParsedMail(Assert.Single(portal.Smtp.To(side)));
            Assert.Equal("Spotkanie 12 stycznia 2027, 09:00", mail.Subject);
            Assert.Equal("\"Centrum Łączności\" <portal@provider.test>", mail.From.Replace("\"\"", "\"", StringComparison.Ordinal));
            Assert.Contains("wtorek, 12 stycznia 2027, 09:00–09:50, ", mail.Text, StringComparison.Ordinal);
            Assert.Contains(other, mail.Text, StringComparison.Ordinal);
            Assert.Contains("link przyjdzie w osobnej wiadomości", mail.Text, StringComparison.Ordinal);
            Assert.Contains("+48 22 000 00 00", mail.Text, StringComparison.Ordinal);
            Assert.Equal(("REQUEST", "REQUEST"), (mail.CalendarMethod, mail.Calendar!.Method));
            Assert.Equal(("Spotkanie", 0, "CONFIRMED"), (mail.Event.Summary, mail.Event.Sequence, mail.Event.Status));
            Assert.Equal($"visit-{visit.Id}@portal.provider.test", mail.Event.Uid);
            Assert.Equal(visit.Start.ToDateTimeUtc(), mail.Event.Start!.AsUtc);
            Assert.Equal((visit.Start + Duration.FromMinutes(50)).ToDateTimeUtc(), mail.Event.End!.AsUtc);
            Assert.Equal("mailto:portal@provider.test", mail.Event.Organizer!.Value!.ToString());
            var attendee = Assert.Single(mail.Event.Attendees);
            Assert.Equal(($"mailto:{FakeSmtp.AddressOf(side)}", false), (attendee.Value!.ToString(), attendee.Rsvp));
        }

        Assert.Contains($"http://portal.provider.test/visits/{visit.Id}", new ParsedMail(portal.Smtp.To(visit.Patient)[0]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelling_is_told_to_both_sides_and_taken_out_of_their_calendars()
    {
        using var visit = await Visit.Book(portal);
        await portal.SendDue();
        await visit.Cancel();

        await portal.SendDue();

        foreach (var (side, says) in new[] { (visit.Patient, "odwołane przez Ciebie"), (visit.Therapist, "odwołała druga strona") })
        {
            var mail = new ParsedMail(portal.Smtp.To(side)[1]);
            Assert.Equal("Odwołano: spotkanie 12 stycznia 2027, 09:00", mail.Subject);
            Assert.Contains(says, mail.Text, StringComparison.Ordinal);
            Assert.Equal(("CANCEL", "CANCEL"), (mail.CalendarMethod, mail.Calendar!.Method));
            Assert.Equal((1, "CANCELLED"), (mail.Event.Sequence, mail.Event.Status));
            Assert.Equal(new ParsedMail(portal.Smtp.To(side)[0]).Event.Uid, mail.Event.Uid);
        }
    }

    [Fact]
    public async Task A_move_is_told_once_to_each_with_the_old_time()
    {
        using var visit = await Visit.Book(portal);
        await portal.SendDue();
        await visit.Move(visit.Start + Duration.FromHours(3));

        await portal.SendDue();

        var mail = new ParsedMail(portal.Smtp.To(visit.Patient)[1]);
        Assert.Equal("Nowy termin spotkania: 12 stycznia 2027, 12:00", mail.Subject);
        Assert.Contains("Poprzednio: wtorek, 12 stycznia 2027, 09:00", mail.Text, StringComparison.Ordinal);
        Assert.Equal(("REQUEST", 1), (mail.CalendarMethod, mail.Event.Sequence));
        Assert.Equal((visit.Start + Duration.FromHours(3)).ToDateTimeUtc(), mail.Event.Start!.AsUtc);
        Assert.Equal(2, portal.Smtp.To(visit.Therapist).Count);
    }

    [Theory]
    [InlineData("pl", "Europe/Warsaw", "Spotkanie 12 stycznia 2027, 09:00", "UTC+1)")]
    [InlineData("en", "America/New_York", "Meeting on 12 January 2027, 03:00", "UTC-5")]
    [InlineData("ru", "Asia/Kolkata", "Встреча 12 января 2027, 13:30", "UTC+5:30")]
    public async Task Everybody_reads_in_his_own_language_and_on_his_own_clocks(string language, string zone, string subject, string clock)
    {
        using var visit = await Visit.Book(portal, before: (patient, _) => portal.Database.Do(
            "UPDATE {p}patients SET language = @language, time_zone = @zone WHERE user_id = @patient", new { patient, language, zone }));

        await portal.SendDue();

        var mail = new ParsedMail(Assert.Single(portal.Smtp.To(visit.Patient)));
        Assert.Equal(subject, mail.Subject);
        Assert.Contains(clock, mail.Text, StringComparison.Ordinal);
        Assert.Contains($"<html lang=\"{language}\">", mail.Html, StringComparison.Ordinal);
        Assert.StartsWith("Spotkanie", new ParsedMail(Assert.Single(portal.Smtp.To(visit.Therapist))).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Google_the_therapists_own_link_is_used()
    {
        using var visit = await Visit.Book(portal, before: (_, therapist) => portal.Database.Do(
            "UPDATE {p}therapists SET fallback_link = 'https://meet.example.test/room' WHERE user_id = @therapist", new { therapist }));

        await portal.SendDue();

        var mail = new ParsedMail(Assert.Single(portal.Smtp.To(visit.Patient)));
        Assert.Contains("Link: https://meet.example.test/room", mail.Text, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://meet.example.test/room\">", mail.Html, StringComparison.Ordinal);
        Assert.Equal("https://meet.example.test/room", mail.Event.Location);
    }

    [Fact]
    public async Task Subjects_and_calendars_name_nobody_and_no_logs_tell_addresses()
    {
        using var visit = await Visit.Book(portal);
        await visit.Move(visit.Start + Duration.FromHours(1));
        await portal.SendDue();
        await visit.Cancel();
        await portal.SendDue();

        string[] forbidden = ["terap", "psych", "zdrow", "therap", "health", "терап", "псих", "здоров", "Zażółć", "Therapist", "Company"];
        foreach (var mail in portal.Smtp.To(visit.Patient).Concat(portal.Smtp.To(visit.Therapist)).Select(raw => new ParsedMail(raw)))
        {
            Assert.All(forbidden, word => Assert.DoesNotContain(word, mail.Subject + mail.CalendarText, StringComparison.OrdinalIgnoreCase));
        }

        Assert.All(portal.Logs.All, line => Assert.DoesNotContain(FakeSmtp.AddressOf(visit.Patient), line, StringComparison.Ordinal));
        Assert.Empty(portal.Smtp.Faults);
    }

    [Fact]
    public async Task A_hostile_name_adds_no_header_and_no_receiver()
    {
        using var visit = await Visit.Book(portal, before: (_, therapist) => portal.Database.Do(
            "UPDATE {users} SET display_name = @name WHERE ID = @therapist",
            new { therapist, name = "X\r\nBcc: <eve@example.test>\r\n\r\n<script>alert(1)</script>" }));

        await portal.SendDue();

        var mail = new ParsedMail(Assert.Single(portal.Smtp.To(visit.Patient)));
        Assert.Equal(FakeSmtp.AddressOf(visit.Patient), mail.To);
        Assert.DoesNotContain("<script>", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Smtp.Received, each => each.To == "eve@example.test");
        Assert.DoesNotContain("\nBcc:", portal.Smtp.To(visit.Patient)[0].Raw, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_name_that_looks_like_an_address_is_no_link_and_an_address_with_a_line_break_reaches_nobody_else()
    {
        using var visit = await Visit.Book(portal, before: (patient, therapist) =>
        {
            portal.Database.Do("UPDATE {users} SET display_name = 'https://evil.example/login' WHERE ID = @therapist", new { therapist });
            portal.Database.Do("UPDATE {users} SET user_email = @mail WHERE ID = @therapist", new { therapist, mail = "x@example.test\r\nRCPT TO:<eve@example.test>" });
        });

        await portal.SendDue();

        var mail = new ParsedMail(Assert.Single(portal.Smtp.To(visit.Patient)));
        Assert.Contains("https://evil.example/login", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"https://evil.example", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Smtp.Received, each => each.To.Contains("eve", StringComparison.Ordinal));
        Assert.Equal([("visit_booked", "failed", null)], visit.Messages(visit.Therapist));
    }

    [Fact]
    public async Task Only_a_time_that_was_told_before_is_called_the_old_one()
    {
        using var visit = await Visit.Book(portal);
        await portal.SendDue();
        await visit.Move(visit.Start + Duration.FromHours(2));
        await visit.Move(visit.Start + Duration.FromHours(4));

        await portal.SendDue();

        Assert.Equal(2, portal.Smtp.To(visit.Patient).Count);
        var mail = new ParsedMail(portal.Smtp.To(visit.Patient)[1]);
        Assert.Contains("Poprzednio: wtorek, 12 stycznia 2027, 09:00", mail.Text, StringComparison.Ordinal);
        Assert.Equal(2, mail.Event.Sequence);
    }

    [Fact]
    public void Lines_of_a_calendar_are_at_most_75_octets_also_with_long_names()
    {
        var file = new Application.Notifications.CalendarFile("u", Visit.TomorrowAtNine, Visit.TomorrowAtNine + Duration.FromHours(1), TestClock.Start, "Встреча", false, null)
        {
            To = new Application.Notifications.Invitation(string.Concat(Enumerable.Repeat("Zażółć \"gęślą\" 🙂;, ", 20)), "a@b.test", "c@d.test"),
        };

        Assert.All(file.ToString().Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Contains("Zażółć gęślą 🙂", Ical.Net.Calendar.Load(file.ToString())!.Events.Single().Organizer!.CommonName, StringComparison.Ordinal);
        Assert.Equal("REQUEST", file.Method, CultureInfo.InvariantCulture.CompareInfo.GetStringComparer(CompareOptions.None));
    }
}
