// Planted for Rules/NoAsyncVoid.
using System.Diagnostics.CodeAnalysis;

namespace Planted.NoAsyncVoid.Scheduling.Web.Pages;

internal sealed class Page
{
    internal static async Task Awaited() => await Task.Yield();

    internal static Action Synchronous() => () => { };

    internal static async void Forgotten() => await Task.Yield();

    [SuppressMessage("Design", "MA0147:Avoid async void method for delegate", Justification = "The rule is proven on it")]
    internal static Action Hidden() => async () => await Task.Yield();
}
