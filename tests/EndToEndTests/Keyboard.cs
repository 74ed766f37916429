using Microsoft.Playwright;

namespace Scheduling.EndToEndTests;

/// <summary>Presses keys, counts them, and tells where they led.</summary>
internal sealed class Keyboard(IPage page)
{
    private const string WhereNow = """
        wanted => {
            const at = document.activeElement;
            if (!at || at === document.body || at === document.documentElement) return null;
            const rings = [at, at.closest('label')].some(each => each && getComputedStyle(each).outlineStyle !== 'none' && parseFloat(getComputedStyle(each).outlineWidth) > 0);
            const box = at.getBoundingClientRect();
            return {
                place: [...document.querySelectorAll('*')].indexOf(at),
                name: (at.getAttribute('aria-label') || at.textContent || at.name || '').trim().slice(0, 40),
                shown: rings && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
                wanted: at.matches(wanted),
            };
        }
        """;

    public int Pressed { get; private set; }

    /// <summary>Every stop so far.</summary>
    public List<Stop> Stops { get; } = [];

    public async Task Press(string key)
    {
        await page.Keyboard.PressAsync(key);
        Pressed++;
    }

    /// <summary>Where the focus is; null: on nothing.</summary>
    public Task<Stop?> Where(string wanted = "*") => page.EvaluateAsync<Stop?>(WhereNow, wanted);

    /// <summary>Tab until the wanted thing has the focus.</summary>
    public async Task TabTo(string wanted)
    {
        for (var tries = 0; tries < 30; tries++)
        {
            await Press("Tab");
            if (await Where(wanted) is not { } stop)
            {
                continue;
            }

            Stops.Add(stop);
            if (stop.Wanted)
            {
                return;
            }
        }

        Assert.Fail($"No Tab leads to {wanted}; it leads to {string.Join(", ", Stops.Select(each => each.Name))}.");
    }

    /// <summary>By the skip link into the page, and on to the wanted thing.</summary>
    public async Task SkipTo(string wanted)
    {
        await TabTo(Patient.Skip);
        await Press("Enter");
        Stops.Add(await Where() ?? throw new InvalidOperationException("The skip link led nowhere."));
        await TabTo(wanted);
    }

    /// <summary>Tab once through everything, wherever the page put the focus at first: past the end it goes on at the beginning.</summary>
    public async Task TabThrough()
    {
        for (var ends = 0; ends < 2;)
        {
            await Press("Tab");
            var stop = await Where();
            if (stop is null)
            {
                ends++;
            }
            else if (Stops.Exists(each => each.Place == stop.Place))
            {
                return;
            }
            else
            {
                Stops.Add(stop);
            }
        }
    }
}

/// <summary>A thing that had the focus, and whether one could see that.</summary>
internal sealed class Stop
{
    public int Place { get; set; }

    public string Name { get; set; } = "";

    public bool Shown { get; set; }

    public bool Wanted { get; set; }
}
