using Microsoft.AspNetCore.Html;

namespace Scheduling.Web.Resources;

/// <summary>Strokes on a 24 × 24 sheet, drawn for this portal; decoration only, so hidden from screen readers.</summary>
internal static class Icons
{
    private static readonly Dictionary<string, IHtmlContent> Drawn = new(StringComparer.Ordinal)
    {
        ["calendar"] = Svg("M4 6h16v14H4zM4 10.5h16M8.5 3.5v4M15.5 3.5v4"),
        ["left"] = Svg("M14.5 5.5 8 12l6.5 6.5"),
        ["right"] = Svg("M9.5 5.5 16 12l-6.5 6.5"),
        ["check"] = Svg("M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M7.8 12.4l2.9 2.9 5.6-6"),
        ["warning"] = Svg("M12 4 2.8 20h18.4zM12 10v4.6M12 17.2v.3"),
        ["error"] = Svg("M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM12 7.5v5.6M12 16.2v.3"),
        ["info"] = Svg("M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M12 11v5.6M12 7.5v.3"),
        ["video"] = Svg("M3.5 7h11v10h-11zM14.5 11l6-3.4v8.8l-6-3.4z"),
        ["globe"] = Svg("M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M3.2 12h17.6M12 3c-5 5.2-5 12.8 0 18M12 3c5 5.2 5 12.8 0 18"),
        ["bolt"] = Svg("M13.2 3 5.5 13.6h5.7L10.4 21l8.1-10.8h-5.9z"),
        ["copy"] = Svg("M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4"),
        ["clock"] = Svg("M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M12 7.2V12l3.4 2.2"),
        ["user"] = Svg("M12 4a3.8 3.8 0 1 1 0 7.6A3.8 3.8 0 0 1 12 4M4.5 20c.6-4.2 3.6-6 7.5-6s6.9 1.8 7.5 6z"),
    };

    /// <exception cref="KeyNotFoundException">No such icon.</exception>
    public static IHtmlContent Of(string name) => Drawn[name];

    private static HtmlString Svg(string strokes) => new($"""<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="{strokes}"/></svg>""");
}
