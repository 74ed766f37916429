using FluentValidation;
using Microsoft.AspNetCore.Http;
using Scheduling.Application.Pipeline;

namespace Scheduling.Web.Filters;

/// <summary>The status with which a fault of the application answers; the page of the status says the rest in the person's language.</summary>
internal static class Faults
{
    public static int StatusOf(Exception fault) => fault switch
    {
        NotAllowedException => StatusCodes.Status404NotFound,
        ValidationException => StatusCodes.Status400BadRequest,
        BadHttpRequestException malformed => malformed.StatusCode,
        BusyException => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
