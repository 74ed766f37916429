using Microsoft.AspNetCore.WebUtilities;
using Scheduling.Application.Appointments;
using Scheduling.Web.Resources;
using Scheduling.Web.Setup;

namespace Scheduling.Web.Pages.Shared;

/// <summary>Small things that several views say alike.</summary>
internal static class SharedPages
{
    /// <summary>The page at hand in another language, for people who are not signed in; null = as the session or the browser wants it.</summary>
    public static string InLanguage(HttpContext context, string? language)
    {
        var (path, query) = context.Asked();
        query.Remove("lang");
        if (language is not null)
        {
            query["lang"] = language;
        }

        return QueryHelpers.AddQueryString(path, query);
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

/// <summary>Clocks at a moment, for the notes on whose clocks the times are.</summary>
internal sealed record ZoneAt(ReaderTime Clock, Instant At);
