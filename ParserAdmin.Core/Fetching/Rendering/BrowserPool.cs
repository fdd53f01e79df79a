using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;

namespace ParserAdmin.Core.Fetching.Rendering;

/// <summary>
/// This node's browser: one at a time, started by the first page that needs it, closed when none does. Bounded in open pages, in pages until a
/// fresh one takes over, and in memory.
/// </summary>
public sealed class BrowserPool : IUpkeep, IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan TabRest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BrowserRest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(20);
    private const long MiB = 1024 * 1024;

    private readonly RenderProxy _proxy;
    private readonly RenderSessions _sessions;
    private readonly BrowserOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<BrowserPool> _logger;
    private readonly SemaphoreSlim _slots;
    private readonly SemaphoreSlim _door = new(1, 1);
    private readonly List<BrowserInstance> _all = [];
    private BrowserInstance? _browser;
    private long _lastUse;
    private long? _memory;
    private long _pages;
    private int _crashes;
    private int _open;
    private string? _version;
    private string? _problem;

    internal BrowserPool(RenderProxy proxy, RenderSessions sessions, IOptions<BrowserOptions> options, TimeProvider time, ILogger<BrowserPool> logger)
    {
        (_proxy, _sessions, _options, _time, _logger) = (proxy, sessions, options.Value, time, logger);
        _slots = new(_options.Pages, _options.Pages);
    }

    /// <summary>What runs now.</summary>
    internal BrowserInstance? Current => _browser;

    public BrowserState State()
    {
        var isRunning = _browser is { IsAlive: true };
        var status = isRunning ? "ok" : _problem is not null ? "failing" : ChromiumFinder.Find(_options) is null ? "missing" : "idle";
        return new(status, _version, _open, Interlocked.Read(ref _pages), _crashes, isRunning ? _memory : null, status == "missing" ? ChromiumFinder.Advice : _problem);
    }

    /// <summary>Ends tabs and browsers that rest, and a browser that has grown too large, with the pages in it.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_browser is not { } browser)
            return;
        // Before the door: a run that is being stopped gives its tab back through it, and must not wait for a look.
        var memory = await MeasureAsync(browser);
        await _door.WaitAsync(cancellationToken);
        try
        {
            if (!browser.IsAlive || (browser.Busy.Count == 0 && _time.GetElapsedTime(_lastUse) > BrowserRest))
            {
                await DropAsync(browser);
                return;
            }

            foreach (var tab in browser.Idle.Where(tab => _time.GetElapsedTime(tab.IdleSince) > TabRest).ToList())
            {
                browser.Idle.Remove(tab);
                _ = tab.CloseAsync();
            }

            await JudgeAsync(browser, memory);
        }
        finally
        {
            _door.Release();
        }
    }

    public Task SweepAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>For a container that is not disposed asynchronously: the browser is not asked to close, it loses its driver.</summary>
    public void Dispose()
    {
        foreach (var browser in _all)
            browser.Dispose();
        _all.Clear();
        _door.Dispose();
        _slots.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _all)
            await browser.CloseAsync();
        _browser = null;
        Dispose();
    }

    /// <param name="key">Tabs of one key share nothing with those of another.</param>
    /// <exception cref="FetchException">Internal: there is no browser on this machine, or it does not start.</exception>
    internal async Task<BrowserTab> RentAsync(Uri address, string key, string userAgent, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            await _door.WaitAsync(cancellationToken);
            try
            {
                var browser = await UsableAsync(address, cancellationToken);
                var tab = browser.Idle.FindLast(idle => idle.Key == key) ?? await BrowserTab.OpenAsync(browser, _sessions, key, userAgent).WaitAsync(OpenLimit, cancellationToken);
                browser.Idle.Remove(tab);
                browser.Busy.Add(tab);
                Interlocked.Increment(ref _open);
                return tab;
            }
            catch (Exception failed) when (BrowserFaults.IsGone(failed))
            {
                if (_browser is { } broken)
                    await DropAsync(broken);
                throw BrowserFaults.Crashed(address, failed);
            }
            finally
            {
                _door.Release();
            }
        }
        catch
        {
            _slots.Release();
            throw;
        }
    }

    /// <param name="isClean">Whether the tab may be used again.</param>
    internal async Task ReturnAsync(BrowserTab tab, bool isClean)
    {
        await _door.WaitAsync(CancellationToken.None);
        try
        {
            var browser = tab.Browser;
            browser.Busy.Remove(tab);
            Interlocked.Increment(ref _pages);
            _lastUse = tab.IdleSince = _time.GetTimestamp();
            browser.IsRetired |= ++browser.Pages >= _options.PagesPerBrowser;
            if (isClean && browser is { IsAlive: true, IsRetired: false } && browser.Idle.Count < 2 * _options.Pages)
                browser.Idle.Add(tab);
            else
                // Not waited for: a run that is stopped has to end, also where its page hangs.
                _ = tab.CloseAsync();
            if (browser.IsRetired && browser.Busy.Count == 0)
                await DropAsync(browser);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
            _door.Release();
            _slots.Release();
        }
    }

    private async Task<BrowserInstance> UsableAsync(Uri address, CancellationToken cancellationToken)
    {
        if (_browser is { IsAlive: true, IsRetired: false } running)
            return running;
        if (_browser is { IsAlive: false } dead)
            await DropAsync(dead);
        // One that is retired ends with its last page; its successor need not wait for that.
        var executable = ChromiumFinder.Find(_options) ?? throw BrowserFaults.Missing(address);
        try
        {
            var proxy = await _proxy.StartAsync(cancellationToken);
            _browser = await BrowserInstance.StartAsync(executable, _options, proxy, _proxy.KeyHash);
            _all.Add(_browser);
        }
        catch (Exception failed) when (BrowserFaults.IsGone(failed))
        {
            _problem = BrowserFaults.Short(failed);
            _logger.LogError(failed, "The browser {Executable} could not be started", executable);
            throw BrowserFaults.NotStarted(address, _problem);
        }

        (_problem, _version, _lastUse) = (null, _browser.Browser.Version, _time.GetTimestamp());
        _logger.LogInformation("Browser started: {Version}", _version);
        return _browser;
    }

    private async Task<long> MeasureAsync(BrowserInstance browser)
    {
        try
        {
            return await BrowserMemory.MeasureAsync(browser.Browser).WaitAsync(BrowserInstance.Patience);
        }
        catch (Exception gone) when (BrowserFaults.IsGone(gone))
        {
            _logger.LogDebug("The browser could not be measured: {Problem}", BrowserFaults.Short(gone));
            return 0;
        }
    }

    /// <summary>Half of what it may have, and nothing open, is waste; all of it is a page that has gone wrong.</summary>
    private async Task JudgeAsync(BrowserInstance browser, long memory)
    {
        if (_browser == browser)
            _memory = memory;
        browser.IsRetired |= memory > _options.MemoryMegabytes * MiB / 2;
        if (memory > _options.MemoryMegabytes * MiB && browser.Busy.Count > 0)
        {
            _logger.LogWarning("The browser holds {Memory} MiB and is closed", memory / MiB);
            foreach (var tab in browser.Busy)
                if (tab.Session.Trip is { } trip)
                    trip.Fail(BrowserFaults.Overfed(trip.Request.Address, _options.MemoryMegabytes));
            _crashes++;
            await DropAsync(browser);
        }
        else if (browser.IsRetired && browser.Busy.Count == 0)
        {
            await DropAsync(browser);
        }
    }

    private async Task DropAsync(BrowserInstance browser)
    {
        // Closed for its memory already, and now its last tab comes back.
        if (!_all.Remove(browser))
            return;
        if (!browser.IsAlive)
            _crashes++;
        if (_browser == browser)
            (_browser, _memory) = (null, null);
        foreach (var tab in browser.Idle)
            _sessions.Close(tab.Session);
        browser.Idle.Clear();
        await browser.CloseAsync();
    }
}
