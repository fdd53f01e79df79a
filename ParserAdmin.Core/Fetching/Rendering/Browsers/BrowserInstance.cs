using System.Diagnostics;
using Microsoft.Playwright;
using ParserAdmin.Core.Fetching.Http;

namespace ParserAdmin.Core.Fetching.Rendering.Browsers;

/// <summary>
/// One Chromium with the driver that holds it. Its processes hang on pipes of this one: they end when it does, also after a kill.
/// </summary>
internal sealed class BrowserInstance : IDisposable
{
    /// <summary>Longest wait for a browser to do what it is told.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private IPlaywright? _driver;

    private BrowserInstance(IPlaywright driver, IBrowser browser, Process process) =>
        (_driver, Browser, _process) = (driver, browser, process);

    public IBrowser Browser { get; }

    /// <summary>Given back and not closed. Guarded by the pool, as are the counts.</summary>
    public List<BrowserTab> Idle { get; } = [];

    public List<BrowserTab> Busy { get; } = [];

    /// <summary>Tabs that a run waits for.</summary>
    public int Opening { get; set; }

    public int Pages { get; set; }

    /// <summary>Gets no new pages, and ends with the last one it has.</summary>
    public bool IsRetired { get; set; }

    /// <summary>Does not do what it is told: it is not asked to close, but killed.</summary>
    public bool IsHung { get; set; }

    public bool IsUsed => Busy.Count + Opening > 0;

    public bool IsAlive => Browser.IsConnected;

    /// <exception cref="PlaywrightException">It did not start; says why at length.</exception>
    /// <exception cref="OperationCanceledException">Whoever wanted it has ended, and it does, too.</exception>
    public static async Task<BrowserInstance> StartAsync(
        string executable,
        BrowserOptions options,
        string proxy,
        string keyHash,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var driver = await Playwright.CreateAsync();
        try
        {
            var browser = await driver
                .Chromium.LaunchAsync(
                    new BrowserTypeLaunchOptions
                    {
                        ExecutablePath = executable,
                        Headless = options.Headless,
                        // Chromium refuses its sandbox to root.
                        ChromiumSandbox = options.Sandbox ?? !Environment.IsPrivilegedProcess,
                        Args = ChromiumArguments.Of(keyHash),
                        // Without a list of exceptions: even loopback goes through it.
                        Proxy = new Proxy { Server = proxy },
                        // Ctrl+C is for this program, which lets running pages end first.
                        HandleSIGINT = false,
                        HandleSIGTERM = false,
                        HandleSIGHUP = false,
                        Timeout = (float)StartLimit.TotalMilliseconds,
                    }
                )
                .WaitAsync(cancellationToken);
            return new BrowserInstance(driver, browser, await BrowserProcesses.MainAsync(browser).WaitAsync(StartLimit, cancellationToken));
        }
        catch
        {
            await EndAsync(driver, cancellationToken.IsCancellationRequested ? keyHash : null, time);
            throw;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _driver, null) is not { } driver)
            return;
        driver.Dispose();
        _process.Dispose();
    }

    public async Task CloseAsync(TimeProvider time)
    {
        try
        {
            if (IsHung)
                Kill();
            else
                await Browser.CloseAsync().WaitAsync(Patience, time);
        }
        catch (Exception gone) when (BrowserFaults.IsGone(gone))
        {
            Kill();
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>
    /// A driver waits for a browser that has begun to start, for as long as that one may take. At the end of the program nobody has the
    /// time.
    /// </summary>
    private static async Task EndAsync(IPlaywright driver, string? keyHash, TimeProvider time)
    {
        try
        {
            var ended = Task.Run(driver.Dispose);
            if (keyHash is not null)
                BrowserProcesses.KillAll(keyHash);
            await ended.WaitAsync(Patience, time);
        }
        catch (TimeoutException)
        {
            // After StartLimit it kills the browser and ends by itself, with or without this program.
        }
    }

    private void Kill()
    {
        // While its driver still holds it, its number cannot belong to another process yet.
        if (IsAlive)
            BrowserProcesses.Kill(_process);
    }
}
