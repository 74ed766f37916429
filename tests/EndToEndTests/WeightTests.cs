using System.IO.Compression;
using System.Text;

namespace Scheduling.EndToEndTests;

/// <summary>Pages are light: for a slow connection, and for an old telephone.</summary>
[Collection(InOnePortal.Name)]
public sealed class WeightTests(DemoFixture portal)
{
    private const int Kilobyte = 1000;

    [Theory]
    [MemberData(nameof(Situation.Names), MemberType = typeof(Situation))]
    public async Task A_page_weighs_little_and_has_few_elements(string situation)
    {
        var at = Situation.Called(situation);
        await using var window = await at.Open(portal, 1280, "ru");

        var html = Compressed(Encoding.UTF8.GetBytes(await window.Page.ContentAsync()));
        var styles = await WeightOf(window, "[...document.querySelectorAll('link[rel=stylesheet]')].map(each => each.href)");
        var scripts = await WeightOf(window, "[...document.scripts].map(each => each.src)");

        Assert.InRange(styles, 1, 20 * Kilobyte);
        Assert.InRange(scripts, 0, 10 * Kilobyte);
        Assert.InRange(html + styles + scripts, 1, (at.IsForPatients ? 20 : 40) * Kilobyte);
        Assert.InRange(await window.Page.EvaluateAsync<int>("document.getElementsByTagName('*').length"), 10, 800);
    }

    private static async Task<int> WeightOf(Window window, string addresses)
    {
        var sum = 0;
        foreach (var address in await window.Page.EvaluateAsync<string[]>(addresses))
        {
            var answer = await window.Page.APIRequest.GetAsync(address);
            Assert.True(answer.Ok, address);
            sum += Compressed(await answer.BodyAsync());
        }

        return sum;
    }

    /// <summary>As a web server does it while answering: quality 5 of 11.</summary>
    private static int Compressed(byte[] body)
    {
        var room = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        Assert.True(BrotliEncoder.TryCompress(body, room, out var written, quality: 5, window: 22));
        return written;
    }
}
