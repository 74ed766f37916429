using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Scheduling.Domain.Appointments;
using Scheduling.Web.Resources;

namespace Scheduling.UnitTests.Web;

/// <summary>Every text exists in three languages with the same values in it, and every number finds its form.</summary>
public sealed partial class TextTests
{
    private static readonly Dictionary<string, Dictionary<string, string>> Texts = Languages.All.ToDictionary(
        language => language, Read, StringComparer.Ordinal);

    [Fact]
    public void The_three_languages_have_the_same_keys_and_no_empty_text()
    {
        foreach (var language in Languages.All)
        {
            Assert.Equal(Plain("pl"), Plain(language));
            Assert.DoesNotContain(Texts[language], text => string.IsNullOrWhiteSpace(text.Value));
        }
    }

    [Fact]
    public void The_three_languages_use_the_same_values()
    {
        foreach (var key in Plain("pl"))
        {
            Assert.Single(Languages.All.Select(language => Values(Texts[language][key])).Distinct(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Every_refusal_has_a_sentence_and_every_reason_of_a_day_a_word()
    {
        foreach (var reason in Enum.GetValues<RefusalReason>())
        {
            Assert.Contains($"refusal.{reason.Code()}", Texts["pl"].Keys);
            if (reason <= RefusalReason.TooSoonAfterAnotherVisit)
            {
                Assert.Contains($"day.{reason.Code()}", Texts["pl"].Keys);
            }
        }
    }

    [Fact]
    public void Every_key_that_pages_and_code_name_exists()
    {
        var web = Path.Combine(Root(), "src", "Web");
        var named = Directory.EnumerateFiles(web, "*.cs*", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => NamedKey().Matches(File.ReadAllText(file)).Select(match => match.Groups["key"].Value))
            .ToHashSet(StringComparer.Ordinal);

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, key => !Texts["pl"].ContainsKey(key));
    }

    [Fact]
    public void Every_noun_has_every_form_of_every_language_for_0_to_125_and_one_and_a_half()
    {
        var nouns = Texts["pl"].Keys.Where(key => key.StartsWith("n.", StringComparison.Ordinal)).Select(key => key.Split('.')[1]).Distinct().ToArray();
        Assert.NotEmpty(nouns);
        foreach (var language in Languages.All)
        {
            foreach (var count in Enumerable.Range(0, 126).Select(number => (decimal)number).Append(1.5m))
            {
                var form = Plural.Form(CultureInfo.GetCultureInfo(language), count);
                Assert.All(nouns, noun => Assert.Contains($"n.{noun}.{form}", Texts[language].Keys));
            }
        }
    }

    [Theory]
    [InlineData("en", "one", "1")]
    [InlineData("en", "other", "0,2,5,11,21,101,1.5")]
    [InlineData("pl", "one", "1")]
    [InlineData("pl", "few", "2,3,4,22,23,24,102,104,122")]
    [InlineData("pl", "many", "0,5,6,10,11,12,13,14,15,20,21,25,31,100,101,111,112,113,114")]
    [InlineData("pl", "other", "1.5")]
    [InlineData("ru", "one", "1,21,31,101,121")]
    [InlineData("ru", "few", "2,3,4,22,24,102,122")]
    [InlineData("ru", "many", "0,5,11,12,13,14,20,25,100,111,112,113,114")]
    [InlineData("ru", "other", "1.5")]
    public void A_number_takes_the_form_that_CLDR_says(string language, string form, string counts)
    {
        foreach (var count in counts.Split(',').Select(text => decimal.Parse(text, CultureInfo.InvariantCulture)))
        {
            Assert.Equal((count, form), (count, Plural.Form(CultureInfo.GetCultureInfo(language), count)));
        }
    }

    private static IReadOnlyList<string> Plain(string language) =>
        [.. Texts[language].Keys.Where(key => !key.StartsWith("n.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static string Values(string text) => string.Join(' ', Placeholder().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    private static Dictionary<string, string> Read(string language) =>
        XDocument.Load(Path.Combine(Root(), "src", "Web", "Resources", $"Texts.{language}.resx")).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Scheduling.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Run inside the repository.");
        }

        return folder.FullName;
    }

    [GeneratedRegex("\\{\\d\\}", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();

    /// <summary>T["key"…] and words["key"…] with the whole key written out.</summary>
    [GeneratedRegex("(?:T|words|this)\\[\\s*\"(?<key>[a-zA-Z_0-9.]+[a-zA-Z_0-9])\"[,\\]]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedKey();
}
