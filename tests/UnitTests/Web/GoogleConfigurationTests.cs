using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using NodaTime;
using Scheduling.Infrastructure.Google;
using Scheduling.Web.Setup;

namespace Scheduling.UnitTests.Web;

/// <summary>What switches Google on, and which halves of it end the start (DOMAIN §14).</summary>
public sealed class GoogleConfigurationTests : IDisposable
{
    private static readonly (string, string)[] RefreshToken =
        [("Google:ClientId", "client"), ("Google:ClientSecret", "secret"), ("Google:RefreshToken", "token")];

    private readonly string folder = Directory.CreateTempSubdirectory("google").FullName;

    [Fact]
    public void Without_credentials_Google_is_off_and_no_mail_waits_for_a_link()
    {
        var configuration = Read(("Google:Organizer", "shared"), ("Google:EventTitle", "Visit"), ("Meet:WaitMinutes", "30"));

        Assert.Null(configuration.Google);
        Assert.Equal(Duration.Zero, configuration.Portal.LongestWaitForLink);
    }

    [Fact]
    public void A_key_file_switches_it_on_with_the_therapist_as_organiser()
    {
        var google = Read(("Google:CredentialsFile", KeyFile(tokenUri: "https://token.example/t"))).Google!;

        Assert.Equal(GoogleOrganizer.Therapist, google.Organizer);
        Assert.Equal("primary", google.CalendarId);
        Assert.Equal("https://www.googleapis.com/calendar/v3/", google.BaseUri.AbsoluteUri);
        Assert.Equal("https://token.example/t", google.TokenUri.AbsoluteUri);
        Assert.Equal("portal@project.example", google.ServiceAccount!.Email);
        Assert.False(google.InvitePatient);
        Assert.Null(google.EventTitle);
    }

    [Fact]
    public void A_refresh_token_switches_it_on_with_the_shared_organiser()
    {
        var configuration = Read([.. RefreshToken, ("Google:BaseUri", "http://127.0.0.1:5000/calendar/v3"), ("Google:TokenUri", "http://127.0.0.1:5000/token")]);

        Assert.Equal(GoogleOrganizer.Shared, configuration.Google!.Organizer);
        Assert.Equal("http://127.0.0.1:5000/calendar/v3/", configuration.Google.BaseUri.AbsoluteUri);
        Assert.Equal("http://127.0.0.1:5000/token", configuration.Google.TokenUri.AbsoluteUri);
        Assert.Equal(Duration.FromMinutes(10), configuration.Portal.LongestWaitForLink);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("120", 120)]
    public void The_wait_for_a_link_is_as_configured(string minutes, int expected) =>
        Assert.Equal(Duration.FromMinutes(expected), Read([.. RefreshToken, ("Meet:WaitMinutes", minutes)]).Portal.LongestWaitForLink);

    [Theory]
    [InlineData("Meet:WaitMinutes", "121")]
    [InlineData("Meet:WaitMinutes", "-1")]
    [InlineData("Meet:WaitMinutes", "soon")]
    [InlineData("Google:Organizer", "me")]
    [InlineData("Google:Organizer", "1")]
    [InlineData("Google:Organizer", "therapist")]
    [InlineData("Google:InvitePatient", "yes")]
    [InlineData("Google:BaseUri", "calendar/v3")]
    [InlineData("Google:BaseUri", "ftp://google.example/")]
    [InlineData("Google:TokenUri", "token")]
    [InlineData("Google:ImpersonatedUser", "somebody")]
    public void A_malformed_key_is_named(string key, string value) => Names(key, [.. RefreshToken, (key, value)]);

    [Theory]
    [InlineData("Google:ClientId")]
    [InlineData("Google:ClientSecret")]
    [InlineData("Google:RefreshToken")]
    public void Two_of_the_three_of_a_refresh_token_are_too_few(string missing)
    {
        Names(missing, [.. RefreshToken.Where(each => each.Item1 != missing)]);
        Names(missing, [.. RefreshToken, (missing, " ")]);
    }

    [Fact]
    public void A_key_file_that_is_missing_unreadable_or_something_else_ends_the_start()
    {
        Names("Google:CredentialsFile", ("Google:CredentialsFile", Path.Combine(folder, "nothing.json")));
        Names("Google:CredentialsFile", ("Google:CredentialsFile", Path.Combine(folder, "no", "folder.json")));
        Names("Google:CredentialsFile", ("Google:CredentialsFile", folder));
        Names("Google:CredentialsFile", ("Google:CredentialsFile", Write("not json")));
        Names("Google:CredentialsFile", ("Google:CredentialsFile", Write("[]")));
        Names("Google:CredentialsFile", ("Google:CredentialsFile", Write("""{"type":"authorized_user"}""")));
        Names("Google:CredentialsFile", ("Google:CredentialsFile", Write("""{"type":"service_account","private_key":"x"}""")));
        Names("Google:CredentialsFile", ("Google:CredentialsFile", Write("""{"type":"service_account","client_email":"a@b.example","private_key":"x"}""")));
        Names("Google:CredentialsFile", ("Google:CredentialsFile", Write("""{"type":"service_account","client_email":"a@b.example"}""")));
        Names("Google:CredentialsFile", [.. RefreshToken, ("Google:CredentialsFile", KeyFile())]);
    }

    [Fact]
    public void A_shared_organiser_of_a_service_account_has_a_name()
    {
        Names("Google:ImpersonatedUser", ("Google:CredentialsFile", KeyFile()), ("Google:Organizer", "shared"));
        Assert.Equal("visits@provider.example", Read(
            ("Google:CredentialsFile", KeyFile()), ("Google:Organizer", "Shared"), ("Google:ImpersonatedUser", "visits@provider.example")).Google!.ImpersonatedUser);
    }

    [Fact]
    public void Nothing_prints_the_secrets()
    {
        Assert.DoesNotContain("PRIVATE KEY", Read(("Google:CredentialsFile", KeyFile())).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", Read(RefreshToken).ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void Names(string key, params (string, string)[] settings)
    {
        var fault = Assert.Throws<ConfigurationFault>(() => Read(settings));
        Assert.StartsWith(key.Replace(":", "__", StringComparison.Ordinal) + ": ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    private static PortalConfiguration Read(params (string Key, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["ConnectionStrings:Portal"] = "Server=127.0.0.1;Database=x" };
        foreach (var (key, value) in settings)
        {
            values[key] = value;
        }

        return PortalConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), isDevelopment: true);
    }

    private string KeyFile(string? tokenUri = null)
    {
        using var key = RSA.Create(2048);
        return Write(JsonSerializer.Serialize(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["type"] = "service_account",
            ["client_email"] = "portal@project.example",
            ["private_key"] = key.ExportPkcs8PrivateKeyPem(),
            ["private_key_id"] = "1",
            ["token_uri"] = tokenUri,
        }));
    }

    private string Write(string text)
    {
        var path = Path.Combine(folder, Guid.NewGuid().ToString("N") + ".json");
        File.WriteAllText(path, text);
        return path;
    }
}
