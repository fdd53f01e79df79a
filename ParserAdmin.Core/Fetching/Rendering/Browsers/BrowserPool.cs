using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ParserAdmin.Core.Fetching.Rendering.Relay;

namespace ParserAdmin.Core.Fetching.Rendering.Browsers;

/// <summary>
/// This node's browser: one at a time, started by the first page that needs it, closed when none does. Bounded in open pages, in pages
/// until a fresh one takes over, and in memory. A run that is stopped waits for none of it: starting and closing go on without the run.
/// </summary>
public sealed class BrowserPool : IUpkeep, IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan TabRest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BrowserRest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(20);
    private const long MiB = 1024 * 1024;

    private readonly BrowserLauncher _launcher;
    private readonly RenderSessions _sessions;
    private readonly BrowserOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<BrowserPool> _logger;
    private readonly SemaphoreSlim _slots;
    private long _pages;
    private int _open;

    internal BrowserPool(
        RenderProxy proxy,
        RenderSessions sessions,
        IOptions<BrowserOptions> options,
        TimeProvider time,
        ILogger<BrowserPool> logger
    )
    {
        (_sessions, _options, _time, _logger) = (sessions, options.Value, time, logger);
        _launcher = new(new BrowserStarter(proxy, _options, time, logger), sessions, time, logger);
        _slots = new(_options.Pages, _options.Pages);
    }

    /// <summary>What runs now.</summary>
    internal BrowserInstance? Current => _launcher.Current;

    /// <summary>Tabs and browsers being closed.</summary>
    internal BrowserCleanup Cleanup => _launcher.Cleanup;

    public BrowserState State()
    {
        lock (_launcher.Lock)
        {
            var isRunning = _launcher.Current is { IsAlive: true };
            var status =
                isRunning ? "ok"
                : _launcher.Problem is not null ? "failing"
                : ChromiumFinder.Find(_options) is null ? "missing"
                : "idle";
            var problem = status == "missing" ? ChromiumFinder.Advice : _launcher.Problem;
            return new(status, _launcher.Version, _open, _pages, _launcher.Crashes, isRunning ? _launcher.Memory : null, problem);
        }
    }

    /// <summary>Ends tabs and browsers that rest, and a browser that has grown too large, with the pages in it.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_launcher.Current is not { } browser)
            return;
        var memory = await MeasureAsync(browser);
        lock (_launcher.Lock)
        {
            if (!browser.IsAlive || (!browser.IsUsed && _time.GetElapsedTime(_launcher.LastUse) > BrowserRest))
            {
                _launcher.Drop(browser);
                return;
            }

            foreach (var tab in browser.Idle.Where(tab => _time.GetElapsedTime(tab.IdleSince) > TabRest).ToList())
            {
                browser.Idle.Remove(tab);
                Close(tab);
            }

            Judge(browser, memory);
        }
    }

    public Task SweepAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _launcher.Dispose();
        _slots.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _launcher.DisposeAsync();
        _slots.Dispose();
    }

    /// <param name="key">Tabs of one key share nothing with those of another.</param>
    /// <exception cref="FetchException">Internal: there is no browser on this machine, or it does not start.</exception>
    internal async Task<BrowserTab> RentAsync(Uri address, string key, string userAgent, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            var browser = await _launcher.UsableAsync(address, cancellationToken);
            return TakeIdle(browser, key) ?? await OpenAsync(browser, key, userAgent, address, cancellationToken);
        }
        catch
        {
            _slots.Release();
            throw;
        }
    }

    /// <summary>Returns at once; what is to be closed is closed later.</summary>
    /// <param name="isClean">Whether the tab may be used again.</param>
    internal void Return(BrowserTab tab, bool isClean)
    {
        var browser = tab.Browser;
        lock (_launcher.Lock)
        {
            _open--;
            _pages++;
            _launcher.LastUse = tab.IdleSince = _time.GetTimestamp();
            browser.Busy.Remove(tab);
            browser.IsRetired |= ++browser.Pages >= _options.PagesPerBrowser;
            if (isClean && browser is { IsAlive: true, IsRetired: false } && browser.Idle.Count < 2 * _options.Pages)
                browser.Idle.Add(tab);
            else
                Close(tab);
            DropIfDone(browser);
        }

        _slots.Release();
    }

    private BrowserTab? TakeIdle(BrowserInstance browser, string key)
    {
        lock (_launcher.Lock)
        {
            if (browser.Idle.FindLast(idle => idle.Key == key) is not { } tab)
                return null;
            browser.Idle.Remove(tab);
            return Take(tab);
        }
    }

    private async Task<BrowserTab> OpenAsync(
        BrowserInstance browser,
        string key,
        string userAgent,
        Uri address,
        CancellationToken cancellationToken
    )
    {
        lock (_launcher.Lock)
            browser.Opening++;
        var opening = BrowserTab.OpenAsync(browser, _sessions, key, userAgent, _time);
        try
        {
            var tab = await opening.WaitAsync(OpenLimit, _time, cancellationToken);
            lock (_launcher.Lock)
                return Take(tab);
        }
        catch (Exception failed)
        {
            Cleanup.Begin(() => AbandonAsync(browser, opening));
            if (BrowserFaults.IsGone(failed))
                throw BrowserFaults.Crashed(address, failed);
            throw;
        }
        finally
        {
            lock (_launcher.Lock)
            {
                browser.Opening--;
                DropIfDone(browser);
            }
        }
    }

    private BrowserTab Take(BrowserTab tab)
    {
        tab.Browser.Busy.Add(tab);
        _open++;
        return tab;
    }

    private void DropIfDone(BrowserInstance browser)
    {
        if (browser is { IsRetired: true, IsUsed: false })
            _launcher.Drop(browser);
    }

    /// <summary>The run that wanted the tab is gone; the tab may be there a moment later.</summary>
    private async Task AbandonAsync(BrowserInstance browser, Task<BrowserTab> opening)
    {
        try
        {
            await CloseAsync(await opening.WaitAsync(BrowserInstance.Patience, _time));
        }
        catch (Exception gone) when (BrowserFaults.IsGone(gone))
        {
            _launcher.GiveUp(browser);
        }
    }

    private void Close(BrowserTab tab) => Cleanup.Begin(() => CloseAsync(tab));

    private async Task CloseAsync(BrowserTab tab)
    {
        if (!await tab.CloseAsync(_time))
            _launcher.GiveUp(tab.Browser);
    }

    private async Task<long> MeasureAsync(BrowserInstance browser)
    {
        try
        {
            return await BrowserProcesses.MeasureAsync(browser.Browser).WaitAsync(BrowserInstance.Patience, _time);
        }
        catch (Exception gone) when (BrowserFaults.IsGone(gone))
        {
            _logger.LogDebug("The browser could not be measured: {Problem}", BrowserFaults.Short(gone));
            return 0;
        }
    }

    /// <summary>Half of what it may have, and nothing open, is waste; all of it is a page that has gone wrong.</summary>
    private void Judge(BrowserInstance browser, long memory)
    {
        if (_launcher.Current == browser)
            _launcher.Memory = memory;
        browser.IsRetired |= memory > _options.MemoryMegabytes * MiB / 2;
        if (memory > _options.MemoryMegabytes * MiB && browser.Busy.Count > 0)
        {
            _logger.LogWarning("The browser holds {Memory} MiB and is closed", memory / MiB);
            foreach (var page in browser.Busy.Select(tab => tab.Session.Render))
                page?.Fail(BrowserFaults.Overfed(page.Request.Address, _options.MemoryMegabytes));
            _launcher.Drop(browser, isCrash: true);
        }
        else
        {
            DropIfDone(browser);
        }
    }
}
