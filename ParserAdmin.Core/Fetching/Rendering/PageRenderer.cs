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
    public async Task<(Uri Address, byte[] Body, bool IsClosed)> RenderAsync(BrowserTab tab, RenderTrip trip, Uri address)
    {
        var page = await tab.Context.NewPageAsync().WaitAsync(trip.Ended);
        using var answers = new MainAnswers(page);
        page.Crash += (_, _) => trip.Fail(BrowserFaults.Crashed(address, null));
        page.Popup += (_, popup) => _ = popup.CloseAsync();
        await GoAsync(page, trip, address);
        await WaitAsync(page, trip, address);
        var body = await ReadAsync(page, trip, address);
        if (answers is { Status: >= 400, Address: { } failed })
            throw trip.FaultOf(failed) ?? FetchFaults.OfStatus(failed, answers.Status, null);
        if (!Uri.TryCreate(page.Url, UriKind.Absolute, out var shown) || (shown.Scheme != Uri.UriSchemeHttp && shown.Scheme != Uri.UriSchemeHttps))
            throw trip.AnyFault() ?? BrowserFaults.Lost(address);
        // Of a page that failed nobody waits for the end: it goes with its tab.
        return (Redirects.WithoutFragment(shown), body, await CloseAsync(page, trip));
    }

    private static async Task GoAsync(IPage page, RenderTrip trip, Uri address)
    {
        try
        {
            await page.GotoAsync(address.AbsoluteUri, new PageGotoOptions
            {
                WaitUntil = WaitUntilState.DOMContentLoaded,
                Timeout = (float)trip.Request.Politeness.Timeout.TotalMilliseconds,
            }).WaitAsync(trip.Ended);
        }
        catch (PlaywrightException moved) when (moved.Message.Contains("interrupted by another navigation", StringComparison.Ordinal))
        {
            // Its script went on elsewhere at once; what comes then is what is waited for.
        }
    }

    private async Task WaitAsync(IPage page, RenderTrip trip, Uri address)
    {
        var rendering = trip.Rendering;
        if (rendering.Wait is { } selector)
        {
            try
            {
                await page.WaitForSelectorAsync($"css={selector}", new PageWaitForSelectorOptions
                {
                    State = WaitForSelectorState.Attached,
                    Timeout = (float)rendering.WaitTimeout.TotalMilliseconds,
                }).WaitAsync(trip.Ended);
            }
            catch (TimeoutException)
            {
                throw BrowserFaults.NotThere(address, selector, rendering.WaitTimeout, trip.AnyFault());
            }

            return;
        }

        // A page that polls never rests; it is read as it is then.
        var began = time.GetTimestamp();
        while (!trip.IsQuiet(Rest) && time.GetElapsedTime(began) < rendering.WaitTimeout)
            await Task.Delay(Look, time, trip.Ended);
    }

    private async Task<byte[]> ReadAsync(IPage page, RenderTrip trip, Uri address)
    {
        var limit = options.Value.MaxBodyBytes;
        // Asked first, so that a monstrous page is not carried over.
        var length = await page.EvaluateAsync<double>("() => document.documentElement ? document.documentElement.outerHTML.length : 0")
            .WaitAsync(trip.Request.Politeness.Timeout, time, trip.Ended);
        if (length > limit)
            throw FetchFaults.TooLarge(address, limit);
        var html = await page.ContentAsync().WaitAsync(trip.Request.Politeness.Timeout, time, trip.Ended);
        var body = System.Text.Encoding.UTF8.GetBytes(html);
        return body.Length <= limit ? body : throw FetchFaults.TooLarge(address, limit);
    }

    private async Task<bool> CloseAsync(IPage page, RenderTrip trip)
    {
        try
        {
            await page.CloseAsync().WaitAsync(BrowserInstance.Patience, time, trip.Ended);
            return true;
        }
        catch (Exception gone) when (BrowserFaults.IsGone(gone))
        {
            // What is read is read; only the tab is spoilt.
            return false;
        }
    }
}
