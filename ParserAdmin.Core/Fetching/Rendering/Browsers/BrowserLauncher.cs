using Microsoft.Extensions.Logging;

namespace ParserAdmin.Core.Fetching.Rendering.Browsers;

/// <summary>
/// The browser that takes pages, and those before it that end with their last one: who starts them, gives them up and closes them.
/// </summary>
internal sealed class BrowserLauncher(BrowserStarter starter, RenderSessions sessions, TimeProvider time, ILogger logger)
    : IAsyncDisposable,
        IDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly List<BrowserInstance> _all = [];
    private Task<BrowserStart>? _starting;

    /// <summary>
    /// Guards all that is said of browsers and their tabs. Never held over a wait: a run that is being stopped has to come by.
    /// </summary>
    public Lock Lock { get; } = new();

    /// <summary>Closes tabs and browsers.</summary>
    public BrowserCleanup Cleanup { get; } = new(logger);

    /// <summary>What takes pages now.</summary>
    public BrowserInstance? Current { get; private set; }

    /// <summary>The clock's time stamp of the last start or page.</summary>
    public long LastUse { get; set; }

    /// <summary>Of <see cref="Current"/>, in bytes.</summary>
    public long? Memory { get; set; }

    public int Crashes { get; private set; }

    public string? Version { get; private set; }

    /// <summary>What the last start failed with.</summary>
    public string? Problem { get; private set; }

    /// <exception cref="FetchException">Internal: there is no browser on this machine, or it does not start.</exception>
    public async Task<BrowserInstance> UsableAsync(Uri address, CancellationToken cancellationToken)
    {
        Task<BrowserStart> starting;
        lock (Lock)
        {
            if (Current is { IsAlive: false } dead)
                Drop(dead);
            // One that is retired ends with its last page; its successor need not wait for that.
            if (Current is { IsRetired: false } running)
                return running;
            // For whoever wants a page by then, not for this run alone: that one may be stopped meanwhile.
            starting = _starting ??= Task.Run(StartAsync, CancellationToken.None);
        }

        return (await starting.WaitAsync(cancellationToken)).For(address);
    }

    /// <summary>A browser that does not do what it is told gets no more pages, and is killed once its last page has ended.</summary>
    public void GiveUp(BrowserInstance browser)
    {
        lock (Lock)
        {
            browser.IsRetired = browser.IsHung = true;
            if (!browser.IsUsed)
                Drop(browser);
        }
    }

    /// <summary>Closes it, with the pages in it. Under the lock.</summary>
    /// <param name="isCrash">Ended because it misbehaved.</param>
    public void Drop(BrowserInstance browser, bool isCrash = false)
    {
        // Closed for its memory already, and now its last tab comes back.
        if (!_all.Remove(browser))
            return;
        if (isCrash || !browser.IsAlive)
            Crashes++;
        browser.IsRetired = true;
        if (Current == browser)
            (Current, Memory) = (null, null);
        foreach (var tab in browser.Idle)
            sessions.Close(tab.Session);
        browser.Idle.Clear();
        Cleanup.Begin(() => browser.CloseAsync(time));
    }

    /// <summary>
    /// For a container that is not disposed asynchronously: the browsers are not asked to close, they lose their drivers.
    /// </summary>
    public void Dispose()
    {
        if (_ending.IsCancellationRequested)
            return;
        _ending.Cancel();
        foreach (var browser in _all)
            browser.Dispose();
        _all.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        // A container ends what it knows under two names twice.
        if (_ending.IsCancellationRequested)
            return;
        await _ending.CancelAsync();
        // One that starts just now gives up, or is there and closed with the others.
        if (_starting is { } starting)
            await starting;
        lock (Lock)
        {
            foreach (var browser in _all.ToList())
                Drop(browser);
        }

        await Cleanup.DoneAsync();
        _ending.Dispose();
    }

    private async Task<BrowserStart> StartAsync()
    {
        BrowserStart? start = null;
        try
        {
            return start = await starter.StartAsync(_ending.Token);
        }
        finally
        {
            lock (Lock)
            {
                (_starting, Problem) = (null, start?.Problem);
                if (start?.Browser is { } browser)
                {
                    _all.Add(Current = browser);
                    (Version, LastUse) = (browser.Browser.Version, time.GetTimestamp());
                }
            }
        }
    }
}
