using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Rendering;
using ParserAdmin.Core.Fetching.Rendering.Browsers;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Browser;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Rendering;

[Collection(BrowserCollection.Name)]
public sealed class BrowserPoolTests : IAsyncLifetime, IDisposable
{
    private readonly BrowserRig _rig;
    private readonly TestRun _run = new();
    private ServiceProvider? _services;

    public BrowserPoolTests(BrowserRig rig)
    {
        _rig = rig;
        _rig.Site.Requests.Clear();
        _rig.Site.Answer = context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<p>hello");
        };
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public void Dispose() => _run.Dispose();

    public async Task DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
    }

    [Fact]
    public async Task Fetch_NoBrowserOnThisMachine_SaysWhatToInstall()
    {
        var pool = Start((nameof(BrowserOptions.ExecutablePath), "/nowhere/chromium"));

        var error = await Assert.ThrowsAsync<FetchException>(FetchAsync);

        Assert.Equal(ErrorClass.Internal, error.Class);
        Assert.Contains("apt-get install chromium", error.Message, StringComparison.Ordinal);
        Assert.Equal(("missing", ChromiumFinder.Advice), (pool.State().Status, pool.State().Problem));
    }

    [Fact]
    public async Task Fetch_BrowserThatDoesNotStart_SaysWhy()
    {
        var pool = Start((nameof(BrowserOptions.ExecutablePath), "/bin/false"));

        var error = await Assert.ThrowsAsync<FetchException>(FetchAsync);

        Assert.Equal(ErrorClass.Internal, error.Class);
        Assert.Contains("exitCode=1", error.Message, StringComparison.Ordinal);
        Assert.Equal("failing", pool.State().Status);
    }

    [BrowserFact]
    public async Task Fetch_BrowserThatHasShownItsPages_IsFollowedByAFreshOne()
    {
        var pool = Start((nameof(BrowserOptions.ExecutablePath), Chromium.Path), (nameof(BrowserOptions.PagesPerBrowser), "1"));

        await FetchAsync();
        Assert.Null(pool.Current);
        await FetchAsync();

        Assert.Null(pool.Current);
        Assert.Equal((2, 0, "idle"), ((int)pool.State().Pages, pool.State().Crashes, pool.State().Status));
    }

    [BrowserFact]
    public async Task Flush_BrowserThatHasGrownTooLarge_IsClosed()
    {
        // No Chromium is so small.
        var pool = Start((nameof(BrowserOptions.ExecutablePath), Chromium.Path), (nameof(BrowserOptions.MemoryMegabytes), "256"));
        var asked = new TaskCompletionSource();
        _rig.Site.Answer = context =>
        {
            asked.TrySetResult();
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync(
                "<script>const kept = []; for (let i = 0; i < 400; i++) kept.push(new Uint8Array(1 << 20).fill(1)); document.title = "
                    + "'full'; setInterval(() => kept.length, 100)</script>"
            );
        };
        var fetch = FetchAsync(new PageRendering(".never", TimeSpan.FromSeconds(60)));
        await asked.Task;

        while (!fetch.IsCompleted)
        {
            await pool.FlushAsync(CancellationToken.None);
            await Task.Yield();
        }

        var error = await Assert.ThrowsAsync<FetchException>(() => fetch);
        Assert.Equal(ErrorClass.TooLarge, error.Class);
        Assert.Contains("256 MiB", error.Message, StringComparison.Ordinal);
    }

    private BrowserPool Start(params (string Key, string Value)[] options)
    {
        _services = BrowserRig.Services(_rig.Site, _rig.Resolver, _rig, options);
        return _services.GetRequiredService<BrowserPool>();
    }

    private Task<FetchedPage> FetchAsync() => FetchAsync(BrowserRig.AtRest);

    private Task<FetchedPage> FetchAsync(PageRendering rendering) =>
        _services!
            .GetRequiredService<IPageFetcher>()
            .FetchAsync(_run, new FetchRequest(_rig.Site.At("/"), FetchRig.Hasty) { Rendering = rendering }, CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(90));
}
