using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Rendering;
using ParserAdmin.Core.Fetching.Rendering.Browsers;
using ParserAdmin.Tests.Browser;
using ParserAdmin.Tests.Fakes;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Rendering;

/// <summary>A stop ends a run whatever its browser does, and the browser is tidied up behind it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class BrowserStopTests : IDisposable
{
    // It tells that it runs, and then never lets go of its thread.
    private const string Spinning =
        "<script>const r = new XMLHttpRequest(); r.open('GET', '/begun', false); r.send(); while (true) { }</script>";
    private static readonly PageRendering Never = new(".never", TimeSpan.FromMinutes(1));
    private readonly BrowserRig _rig;
    private readonly TestRun _run = new();
    private readonly SemaphoreSlim _begun = new(0);

    public BrowserStopTests(BrowserRig rig)
    {
        _rig = rig;
        _rig.Site.Requests.Clear();
        Serve(Spinning);
    }

    public void Dispose()
    {
        _run.Dispose();
        _begun.Dispose();
    }

    [BrowserFact]
    public async Task Fetch_StoppedWhileItsScriptsSpin_EndsAndThePoolIsWhole()
    {
        // As many as the pool has places: a place that leaked would keep the next one waiting.
        using var other = new TestRun();
        var fetches = new[] { _rig.FetchAsync(_run, "/", Never), _rig.FetchAsync(other, "/", Never) };
        await _begun.WaitAsync(FetchRig.Patience);
        await _begun.WaitAsync(FetchRig.Patience);

        _run.Stop();
        other.Stop();

        foreach (var fetch in fetches)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        Assert.Equal(0, _rig.Pool.State().OpenPages);
        Serve("<p class=there>");
        using var next = new TestRun();
        using var afterNext = new TestRun();
        await Task.WhenAll(
            _rig.FetchAsync(next, "/", new PageRendering(".there", FetchRig.Patience)),
            _rig.FetchAsync(afterNext, "/", new PageRendering(".there", FetchRig.Patience))
        );
        await _rig.Pool.Cleanup.DoneAsync();
        var browser = _rig.Pool.Current!;
        Assert.Equal(browser.Idle.Count, browser.Browser.Contexts.Count);
    }

    [BrowserFact]
    public async Task Fetch_StoppedWhileTheBrowserHangs_EndsFirstAndThenTheBrowserIsKilled()
    {
        var clock = new ManualTimeProvider();
        await using var services = BrowserRig.Services(
            _rig.Site,
            _rig.Resolver,
            _rig,
            clock,
            (nameof(BrowserOptions.ExecutablePath), Chromium.Path)
        );
        var pool = services.GetRequiredService<BrowserPool>();
        Serve("<script>fetch('/begun')</script>");
        var fetch = FetchAsync(services, _run, Never);
        await _begun.WaitAsync(FetchRig.Patience);
        var processes = await ChromiumProcesses.IdsAsync(pool.Current!.Browser);
        await ChromiumProcesses.FreezeAsync(pool.Current.Browser);

        _run.Stop();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        // Its tab cannot be closed yet: the browser does not answer, and the clock that bounds the wait for it stands still.
        var tidied = pool.Cleanup.DoneAsync();
        Assert.False(tidied.IsCompleted);
        await clock.WaitForTimerAsync(BrowserInstance.Patience);
        clock.Advance(BrowserInstance.Patience);
        await tidied.WaitAsync(FetchRig.Patience);
        Assert.Null(pool.Current);
        await ChromiumProcesses.EndedAsync(processes).WaitAsync(FetchRig.Patience);

        Serve("<p class=there>");
        using var next = new TestRun();
        await FetchAsync(services, next, new PageRendering(".there", FetchRig.Patience));
        processes = await ChromiumProcesses.IdsAsync(pool.Current!.Browser);
        await services.DisposeAsync();
        await ChromiumProcesses.EndedAsync(processes).WaitAsync(FetchRig.Patience);
    }

    [BrowserFact]
    public async Task Fetch_StoppedWhileTheBrowserStarts_EndsAndNothingIsLeftOver()
    {
        using var directory = new TestDirectory();
        var (program, mark) = (directory.File("chromium"), directory.File("started"));
        // It never says that it is there, and hears nothing.
        await File.WriteAllTextAsync(program, $"#!/bin/sh\necho $$ > {mark}.new\nmv {mark}.new {mark}\nread never <&3\n");
        await MakeExecutableAsync(program);
        await using var services = BrowserRig.Services(_rig.Site, _rig.Resolver, _rig, (nameof(BrowserOptions.ExecutablePath), program));
        var fetch = FetchAsync(services, _run, Never);
        await ThereAsync(mark).WaitAsync(FetchRig.Patience);
        var process = int.Parse(await File.ReadAllTextAsync(mark), CultureInfo.InvariantCulture);

        _run.Stop();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        var pool = services.GetRequiredService<BrowserPool>();
        Assert.Equal(("idle", 0), (pool.State().Status, pool.State().OpenPages));
        // Twice, as a container does that knows it under two names.
        await pool.DisposeAsync();
        await services.DisposeAsync();
        await ChromiumProcesses.EndedAsync([process]).WaitAsync(FetchRig.Patience);
    }

    private Task<FetchedPage> FetchAsync(IServiceProvider services, TestRun run, PageRendering rendering) =>
        services
            .GetRequiredService<IPageFetcher>()
            .FetchAsync(run, new FetchRequest(_rig.Site.At("/"), FetchRig.Hasty) { Rendering = rendering }, CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(90));

    private void Serve(string page) =>
        _rig.Site.Answer = context =>
        {
            if (context.Request.Path == "/begun")
                _begun.Release();
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync(context.Request.Path == "/" ? page : "");
        };

    private static async Task MakeExecutableAsync(string file)
    {
        using var shell = System.Diagnostics.Process.Start("/bin/chmod", ["+x", file]);
        await shell.WaitForExitAsync();
    }

    private static async Task ThereAsync(string file)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!File.Exists(file))
            await timer.WaitForNextTickAsync();
    }
}
