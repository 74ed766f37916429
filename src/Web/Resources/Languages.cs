using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Scheduling.Web.Resources;

/// <summary>The three languages of the portal and the culture that writes dates for each (Monday first, 24 hours).</summary>
internal static class Languages
{
    public static IReadOnlyList<string> All { get; } = ["pl", "en", "ru"];

    public static string? Find(string code) => All.FirstOrDefault(each => string.Equals(each, code, StringComparison.OrdinalIgnoreCase));

    public static CultureInfo Culture(string code) => CultureInfo.GetCultureInfo(Find(code) switch
    {
        "en" => "en-GB",
        "ru" => "ru-RU",
        _ => "pl-PL",
    });

    /// <summary>The language's own name, as the switch of languages shows it.</summary>
    public static string OwnName(string code) => code switch
    {
        "en" => "English",
        "ru" => "русский",
        _ => "polski",
    };

    /// <summary>The first language of ours that the browser asks for.</summary>
    public static string? OfBrowser(IList<StringWithQualityHeaderValue> accepted) => accepted
        .OrderByDescending(language => language.Quality ?? 1)
        .Select(language => Find(language.Value.ToString().Split('-')[0]))
        .FirstOrDefault(known => known is not null);
}
