using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Fetching.Rendering.Browsers;

namespace ParserAdmin.Core.Fetching.Rendering;

/// <summary>Opens a document in a tab, waits for what its scripts make of it, and reads that.</summary>
internal sealed class PageRenderer(IOptions<FetchingOptions> options, TimeProvider time)
{
    // A page is at rest when nothing has come from outside for so long.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);

    /// <returns>The page as HTML in UTF-8, its address by now, and whether its tab may be used again.</returns>
    /// <exception cref="FetchException">Timeout, TooLarge, or the class of what the page went on to.</exception>
    public async Task<(Uri Address, byte[] Body, bool IsClosed)> RenderAsync(BrowserTab tab, RenderContext render, Uri address)
    {
        var page = await tab.Context.NewPageAsync().WaitAsync(render.Ended);
        using var answers = new MainAnswers(page);
        page.Crash += (_, _) => render.Fail(BrowserFaults.Crashed(address, null));
        page.Popup += (_, popup) => _ = popup.CloseAsync();
        await GoAsync(page, render, address);
        await WaitAsync(page, render, address);
        var body = await ReadAsync(page, render, address);
        if (answers is { Status: >= 400, Address: { } failed })
            throw render.FaultOf(failed) ?? FetchFaults.OfStatus(failed, answers.Status, null);
        if (
            !Uri.TryCreate(page.Url, UriKind.Absolute, out var shown)
            || (shown.Scheme != Uri.UriSchemeHttp && shown.Scheme != Uri.UriSchemeHttps)
        )
        {
            throw render.AnyFault() ?? BrowserFaults.Lost(address);
        }
        // Of a page that failed nobody waits for the end: it goes with its tab.
        return (Redirects.WithoutFragment(shown), body, await CloseAsync(page, render));
    }

    private static async Task GoAsync(IPage page, RenderContext render, Uri address)
    {
        try
        {
            await page.GotoAsync(
                    address.AbsoluteUri,
                    new PageGotoOptions
                    {
                        WaitUntil = WaitUntilState.DOMContentLoaded,
                        Timeout = (float)render.Request.Politeness.Timeout.TotalMilliseconds,
                    }
                )
                .WaitAsync(render.Ended);
        }
        catch (PlaywrightException moved) when (moved.Message.Contains("interrupted by another navigation", StringComparison.Ordinal))
        {
            // Its script went on elsewhere at once; what comes then is what is waited for.
        }
    }

    private async Task WaitAsync(IPage page, RenderContext render, Uri address)
    {
        var rendering = render.Rendering;
        if (rendering.Wait is { } selector)
        {
            try
            {
                await page.WaitForSelectorAsync(
                        $"css={selector}",
                        new PageWaitForSelectorOptions
                        {
                            State = WaitForSelectorState.Attached,
                            Timeout = (float)rendering.WaitTimeout.TotalMilliseconds,
                        }
                    )
                    .WaitAsync(render.Ended);
            }
            catch (TimeoutException)
            {
                throw BrowserFaults.NotThere(address, selector, rendering.WaitTimeout, render.AnyFault());
            }

            return;
        }

        // A page that polls never rests; it is read as it is then.
        var began = time.GetTimestamp();
        while (!render.IsQuiet(Rest) && time.GetElapsedTime(began) < rendering.WaitTimeout)
            await Task.Delay(Look, time, render.Ended);
    }

    private async Task<byte[]> ReadAsync(IPage page, RenderContext render, Uri address)
    {
        var limit = options.Value.MaxBodyBytes;
        // Asked first, so that a monstrous page is not carried over.
        var length = await page.EvaluateAsync<double>("() => document.documentElement ? document.documentElement.outerHTML.length : 0")
            .WaitAsync(render.Request.Politeness.Timeout, time, render.Ended);
        if (length > limit)
            throw FetchFaults.TooLarge(address, limit);
        var html = await page.ContentAsync().WaitAsync(render.Request.Politeness.Timeout, time, render.Ended);
        var body = System.Text.Encoding.UTF8.GetBytes(html);
        return body.Length <= limit ? body : throw FetchFaults.TooLarge(address, limit);
    }

    private async Task<bool> CloseAsync(IPage page, RenderContext render)
    {
        try
        {
            await page.CloseAsync().WaitAsync(BrowserInstance.Patience, time, render.Ended);
            return true;
        }
        catch (Exception gone) when (BrowserFaults.IsGone(gone))
        {
            // What is read is read; only the tab is spoilt.
            return false;
        }
    }
}
