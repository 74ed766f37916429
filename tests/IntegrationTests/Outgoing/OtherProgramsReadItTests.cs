using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Scheduling.IntegrationTests.Outgoing;

/// <summary>
/// Every kind of mail in every language is read by programs that have nothing to do with ours: Python's e-mail package and icalendar. And
/// nothing that a passer-by could read on a screen gives anybody away (T33).
/// </summary>
public sealed class OtherProgramsReadItTests(MailFixture portal) : IClassFixture<MailFixture>
{
    private static readonly string[] Forbidden =
        ["terap", "psych", "zdrow", "therap", "health", "терап", "псих", "здоров", "zażółć", "therapist", "company", "gęślą"];

    [Theory]
    [InlineData("pl")]
    [InlineData("en")]
    [InlineData("ru")]
    public async Task Every_mail_is_understood_by_others(string language)
    {
        var administrator = portal.World.User("Admin", "-", "administrator");
        portal.Database.Do("INSERT INTO {usermeta} (user_id, meta_key, meta_value) VALUES (@administrator, 'locale', @locale)",
            new { administrator, locale = language is "en" ? "en_GB" : $"{language}_{language.ToUpperInvariant()}" });
        using var visit = await Visit.Book(portal, before: (patient, therapist) =>
        {
            portal.Database.Do("UPDATE {p}patients SET language = @language WHERE user_id = @patient", new { patient, language });
            portal.Database.Do("UPDATE {p}therapists SET language = @language WHERE user_id = @therapist", new { therapist, language });
        });
        await portal.SendDue();
        await visit.Move(visit.Start + Duration.FromHours(2));
        await portal.SendDue();
        portal.Database.Do("UPDATE {p}meetings SET meet_link = 'https://meet.example.test/room' WHERE public_id = @Id", new { visit.Id });
        Plant(visit, "link_follows");
        await portal.SendDue();
        portal.Database.Do("UPDATE {p}meetings SET meet_link = NULL WHERE public_id = @Id", new { visit.Id });
        Plant(visit, "meet_failed", administrator);
        Plant(visit, "meet_stopped", administrator);
        portal.Database.Do("""
            INSERT INTO {p}refused_attempts (patient_id, by_user, by_role, company_id, month, unused_minutes, attempted_at)
            VALUES (@Patient, @Patient, 'patient', @Company, '2027-01-01', 20, '2027-01-11 07:00:00')
            """, visit);
        Plant(visit, "attempt_refused", administrator);
        await portal.SendDue();
        await visit.Cancel();
        await portal.SendDue();

        var mails = await Read([.. portal.Smtp.To(visit.Patient), .. portal.Smtp.To(visit.Therapist), .. portal.Smtp.To(administrator)]);

        Assert.Equal(4 + 3 + 3, mails.Count);
        Assert.All(mails, mail => MustBeSound(mail, language));
        var calendars = mails.Take(4).Select(mail => mail.GetProperty("calendar")).ToArray();
        Assert.Equal([0, 1, 2, 3], calendars.Select(calendar => calendar.GetProperty("sequence").GetInt32()));
        Assert.Equal(["REQUEST", "REQUEST", "REQUEST", "CANCEL"], calendars.Select(calendar => calendar.GetProperty("method").GetString()));
        Assert.Single(calendars.Select(calendar => calendar.GetProperty("uid").GetString()).Distinct());
        Assert.Equal("2027-01-12T10:00:00+00:00", calendars[3].GetProperty("start").GetString());
    }

    private static void MustBeSound(JsonElement mail, string language)
    {
        var parts = mail.GetProperty("parts").EnumerateArray().ToArray();
        Assert.All(parts, part => Assert.Empty(part.GetProperty("defects").EnumerateArray()));
        var calendar = mail.GetProperty("calendar");
        Assert.Equal(
            calendar.ValueKind == JsonValueKind.Null
                ? ["multipart/alternative", "text/plain", "text/html"]
                : ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar", "application/ics"],
            parts.Select(part => part.GetProperty("type").GetString()));
        Assert.Equal(1, mail.GetProperty("receivers").GetInt32());
        Assert.Equal("auto-generated", mail.GetProperty("auto").GetString());
        Assert.Matches("^<[0-9a-f]{32}@provider.test>$", mail.GetProperty("id").GetString());
        Assert.Equal("Centrum Łączności <portal@provider.test>", mail.GetProperty("from").GetString()!.Replace("\"", "", StringComparison.Ordinal));
        Assert.Equal(
            ["auto-submitted", "content-type", "date", "from", "message-id", "mime-version", "subject", "to"],
            mail.GetProperty("headers").EnumerateArray().Select(header => header.GetString()));
        Assert.Contains($"<html lang=\"{language}\">", mail.GetProperty("html").GetString(), StringComparison.Ordinal);
        var shown = mail.GetProperty("subject").GetString() + (calendar.ValueKind == JsonValueKind.Null ? "" : calendar.GetProperty("summary").GetString());
        Assert.All(Forbidden, word => Assert.DoesNotContain(word, shown, StringComparison.OrdinalIgnoreCase));
        if (calendar.ValueKind != JsonValueKind.Null)
        {
            Assert.Empty(calendar.GetProperty("errors").EnumerateArray());
            Assert.InRange(calendar.GetProperty("longest").GetInt32(), 1, 75);
            Assert.Equal(0, calendar.GetProperty("bare").GetInt32());
            Assert.Equal(
                calendar.GetProperty("method").GetString(),
                parts.Single(part => part.GetProperty("type").GetString() == "text/calendar").GetProperty("method").GetString());
            Assert.Equal($"mailto:{mail.GetProperty("to").GetString()}", calendar.GetProperty("attendee").GetString());
        }
    }

    /// <summary>A message that another part of the portal would write.</summary>
    private void Plant(Visit visit, string kind, ulong? administrator = null)
    {
        portal.Database.Do("UPDATE {p}meetings SET ical_sequence = ical_sequence + @more WHERE public_id = @Id", new { visit.Id, more = administrator is null ? 1 : 0 });
        portal.Database.Do(
            """
            INSERT INTO {p}messages (public_id, channel, kind, meeting_id, attempt_id, receiver_role, receiver_id, starts_at, ical_sequence, detail, created_at, due_at)
            SELECT REPLACE(UUID(), '-', ''), 'email', @kind, IF(@kind = 'attempt_refused', NULL, m.id),
                   IF(@kind = 'attempt_refused', (SELECT MAX(id) FROM {p}refused_attempts), NULL), IF(@administrator IS NULL, 'patient', 'administrator'),
                   COALESCE(@administrator, m.patient_id), m.starts_at, IF(@administrator IS NULL, m.ical_sequence, NULL),
                   IF(@kind = 'meet_stopped', 'delegation_missing', NULL), '2027-01-11 07:00:00', '2027-01-11 07:00:00'
            FROM {p}meetings m WHERE m.public_id = @Id
            """,
            new { visit.Id, kind, administrator });
    }

    private static async Task<IReadOnlyList<JsonElement>> Read(IReadOnlyList<ReceivedMail> mails)
    {
        var folder = Directory.CreateTempSubdirectory("portal-mails-");
        try
        {
            for (var number = 0; number < mails.Count; number++)
            {
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, FormattableString.Invariant($"{number:00}.eml")), mails[number].Raw, new UTF8Encoding(false));
            }

            using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "read_mails.py"), folder.FullName])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            })!;
            var errors = python.StandardError.ReadToEndAsync();
            var read = await python.StandardOutput.ReadToEndAsync();
            await python.WaitForExitAsync();
            Assert.True(python.ExitCode == 0, await errors);
            return [.. JsonDocument.Parse(read).RootElement.EnumerateArray()];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
