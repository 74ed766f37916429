using Microsoft.AspNetCore.WebUtilities;
using Scheduling.Application.Appointments;
using Scheduling.Web.Resources;

namespace Scheduling.Web.Pages.Shared;

/// <summary>Small things that several views say alike.</summary>
internal static class SharedPages
{
    /// <summary>The page at hand in another language, for people who are not signed in.</summary>
    public static string WithLanguage(HttpRequest request, string language)
    {
        var query = QueryHelpers.ParseQuery(request.QueryString.Value).Where(pair => pair.Key is not "lang").ToDictionary(StringComparer.Ordinal);
        query["lang"] = language;
        return QueryHelpers.AddQueryString(request.Path.Value ?? "/", query);
    }
}

/// <summary>The box on top of a page with what is wrong; each line leads to its field (SCREENS §3).</summary>
/// <param name="Lines">Field id (empty = none) and text.</param>
internal sealed record ErrorSummary(IReadOnlyList<(string Field, string Text)> Lines)
{
    public static ErrorSummary Of(string text, string field = "") => new([(field, text)]);
}

/// <summary>Times to press, as a list.</summary>
/// <param name="Therapist">Null = any.</param>
/// <param name="Names">Of the therapists who hold the times.</param>
internal sealed record Offers(IReadOnlyList<TimeOffer> Times, ulong? Therapist, ReaderTime Clock, IReadOnlyDictionary<ulong, string> Names);

/// <summary>Clocks at a moment, for the note that a script shows where the device's clocks differ.</summary>
internal sealed record ZoneAt(ReaderTime Clock, Instant At);
