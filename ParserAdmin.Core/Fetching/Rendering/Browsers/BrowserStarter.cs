using System.ComponentModel;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Fetching.Rendering.Relay;

namespace ParserAdmin.Core.Fetching.Rendering.Browsers;

/// <summary>Starts Chromium behind the proxy, or says why it cannot.</summary>
internal sealed class BrowserStarter(RenderProxy proxy, BrowserOptions options, TimeProvider time, ILogger logger)
{
    /// <param name="ending">The program ends: what has begun to start is ended, too.</param>
    public async Task<BrowserStart> StartAsync(CancellationToken ending)
    {
        if (ChromiumFinder.Find(options) is not { } executable)
            return new(null);
        if (BrowserDisplay.IsMissing(options, Environment.GetEnvironmentVariable))
            return new(null, BrowserDisplay.Advice);
        try
        {
            var way = await proxy.StartAsync(ending);
            var browser = await BrowserInstance.StartAsync(executable, options, way, proxy.KeyHash, time, ending);
            logger.LogInformation("Browser started: {Version}", browser.Browser.Version);
            return new(browser);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return new(null, "The program is ending.");
        }
        catch (Exception failed) when (failed is Win32Exception || BrowserFaults.IsGone(failed))
        {
            var problem = BrowserFaults.OfStart(failed);
            logger.LogError("The browser {Executable} could not be started: {Problem}", executable, problem);
            logger.LogDebug(failed, "What was tried");
            return new(null, problem);
        }
    }
}
