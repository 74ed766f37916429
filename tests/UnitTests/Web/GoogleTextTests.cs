using System.Reflection;
using System.Xml.Linq;
using Scheduling.Infrastructure.Google;

namespace Scheduling.UnitTests.Web;

/// <summary>Every fault of Google has a sentence that says what to do, and every sentence a fault.</summary>
public sealed class GoogleTextTests
{
    private static readonly string[] Steps = ["credentials", "token", "calendar", "meet", "event", "removed", "organiser", "host"];

    [Fact]
    public void Every_code_has_its_words_and_nothing_is_left_over()
    {
        var codes = Constants(typeof(GoogleFault)).Concat(Constants(typeof(GoogleCheck)).Where(code => !code.Contains(' ', StringComparison.Ordinal)));
        var expected = codes.Select(code => $"google.fix.{code}").Concat(Steps.Select(step => $"google.step.{step}"));

        Assert.Equal(expected.Order(StringComparer.Ordinal), Keys().Where(key => key.StartsWith("google.fix.", StringComparison.Ordinal)
            || key.StartsWith("google.step.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Constants(Type type) => type
        .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(field => field.IsLiteral && field.FieldType == typeof(string))
        .Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<string> Keys()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Scheduling.sln")))
        {
            folder = folder.Parent!;
        }

        return XDocument.Load(Path.Combine(folder.FullName, "src", "Web", "Resources", "Texts.en.resx")).Root!
            .Elements("data").Select(data => data.Attribute("name")!.Value);
    }
}
