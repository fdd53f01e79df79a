using Microsoft.Playwright;

namespace ParserAdmin.Core.Fetching.Rendering;

/// <summary>
/// One Chromium with the driver that holds it. Its processes hang on pipes of this one: they end when it does, also after a kill.
/// </summary>
internal sealed class BrowserInstance : IDisposable
{
    /// <summary>Longest wait for a browser to do what it is told.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private IPlaywright? _driver;

    private BrowserInstance(IPlaywright driver, IBrowser browser) => (_driver, Browser) = (driver, browser);

    public IBrowser Browser { get; }

    /// <summary>Given back and not closed. Guarded by the pool, as are the counts.</summary>
    public List<BrowserTab> Idle { get; } = [];

    public List<BrowserTab> Busy { get; } = [];

    public int Pages { get; set; }

    /// <summary>Gets no new pages, and ends with the last one it has.</summary>
    public bool IsRetired { get; set; }

    public bool IsAlive => Browser.IsConnected;

    /// <exception cref="PlaywrightException">It did not start; says why at length.</exception>
    public static async Task<BrowserInstance> StartAsync(string executable, BrowserOptions options, string proxy, string keyHash)
    {
        var driver = await Playwright.CreateAsync();
        try
        {
            var browser = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
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
            });
            return new BrowserInstance(driver, browser);
        }
        catch
        {
            driver.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _driver, null) is { } driver)
            driver.Dispose();
    }

    public async Task CloseAsync()
    {
        IsRetired = true;
        try
        {
            await Browser.CloseAsync().WaitAsync(Patience);
        }
        catch (Exception gone) when (BrowserFaults.IsGone(gone))
        {
            // What does not close by itself goes with its driver.
        }
        finally
        {
            Dispose();
        }
    }
}
