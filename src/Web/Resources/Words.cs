using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Scheduling.Web.Resources;

/// <summary>Names the resource files <c>Texts.pl|en|ru.resx</c>.</summary>
internal sealed class Texts;

/// <summary>Every text that a person reads, in the language of the request.</summary>
internal sealed class Words(IStringLocalizer<Texts> texts)
{
    public string this[string key, params object[] values] => texts[key, values];

    /// <summary>A number with its noun in the right form, for example "5 days"; the noun's forms stand under <c>n.noun.one|few|many|other</c>.</summary>
    public string Count(string noun, decimal count) => texts[$"n.{noun}.{Plural.Form(CultureInfo.CurrentUICulture, count)}", count];

    /// <summary>"12 h 30 min", without a plural.</summary>
    public string Duration(int minutes)
    {
        var (hours, rest) = (Math.Abs(minutes) / 60, Math.Abs(minutes) % 60);
        var text = (hours, rest) switch
        {
            (0, _) => this["duration.minutes", rest],
            (_, 0) => this["duration.hours", hours],
            _ => this["duration", hours, rest],
        };
        return minutes < 0 ? "−" + text : text;
    }
}
