using System.Text;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Cache;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Cache;

public sealed class StoredPageMemoryTests
{
    [Theory, EachDatabase]
    public async Task Remember_ThenANewProcess_FindsIt(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var memory = host.Get<StoredPageCache>();
        await memory.RememberAsync(Page(host, "k1", "first"), CancellationToken.None);
        Assert.Equal("first", Text(await memory.FindAsync("k1", CancellationToken.None)));
        await memory.FlushAsync(CancellationToken.None);
        await memory.RememberAsync(Page(host, "k1", "second"), CancellationToken.None);
        await memory.RememberAsync(Page(host, "k2", "other"), CancellationToken.None);
        await memory.FlushAsync(CancellationToken.None);
        await using var next = await host.JoinAsync();

        var found = await next.Get<StoredPageCache>().FindAsync("k1", CancellationToken.None);

        Assert.Equal(("second", "\"second\"", "text/html"), (Text(found), found!.ETag, found.ContentType));
        Assert.Null(await next.Get<StoredPageCache>().FindAsync("k3", CancellationToken.None));
    }

    [Theory, EachDatabase]
    public async Task Sweep_PagesOfLastMonth_AreForgottenUnlessConfirmed(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var memory = host.Get<StoredPageCache>();
        await memory.RememberAsync(Page(host, "old", "old"), CancellationToken.None);
        await memory.RememberAsync(Page(host, "used", "used"), CancellationToken.None);
        await memory.FlushAsync(CancellationToken.None);
        host.Clock.Advance(TimeSpan.FromDays(20));
        await memory.ConfirmAsync((await memory.FindAsync("used", CancellationToken.None))!, CancellationToken.None);
        host.Clock.Advance(TimeSpan.FromDays(20));

        await memory.SweepAsync(CancellationToken.None);

        Assert.Null(await memory.FindAsync("old", CancellationToken.None));
        Assert.NotNull(await memory.FindAsync("used", CancellationToken.None));
    }

    [Fact]
    public async Task Sweep_SourceWithTooMuch_LosesWhatWasUsedLongestAgo()
    {
        await using var host = await CoreHost.CreateAsync();
        var memory = host.Get<StoredPageCache>();
        for (var i = 0; i < 4; i++)
        {
            var page = Page(host, $"k{i}", "text");
            page.StoredBytes = (int)(StoredPageCache.MostBytesASource / 2);
            await memory.RememberAsync(page, CancellationToken.None);
            host.Clock.Advance(TimeSpan.FromHours(1));
        }

        await memory.FlushAsync(CancellationToken.None);

        await memory.SweepAsync(CancellationToken.None);

        await using var context = await host.OpenAsync();
        Assert.Equal(["k2", "k3"], await context.Set<CachedPage>().OrderBy(page => page.Key).Select(page => page.Key).ToListAsync());
    }

    private static CachedPage Page(CoreHost host, string key, string text)
    {
        var fetched = new FetchedPage(
            new Uri("https://shop.example/"),
            200,
            "text/html",
            Encoding.UTF8.GetBytes(text),
            $"\"{text}\"",
            null,
            false,
            TimeSpan.Zero,
            1,
            1
        );
        return CachedPage.Of(key, "shop", fetched, host.Clock.UtcMilliseconds())!;
    }

    private static string? Text(CachedPage? page) => page?.Unpack() is { } body ? Encoding.UTF8.GetString(body) : null;
}
