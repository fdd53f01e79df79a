using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Options;
using ParserAdmin.Core.Fetching.Cache;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Fetching.Rendering.Browsers;
using ParserAdmin.Core.Fetching.Sessions;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Fetching.Rendering;

/// <summary>
/// Fetches a document like any other page, with all that belongs to it (robots.txt, the host's turn, redirects, login, conditional
/// requests), and where the request wants it, lets a browser make the page of it.
/// </summary>
internal sealed class RenderingFetcher(
    CachingFetcher inner,
    BrowserPool pool,
    PageRenderer renderer,
    IEnumerable<IFetchObserver> observers,
    IOptions<FetchingOptions> fetching,
    IOptions<BrowserOptions> limits,
    TimeProvider time
) : IPageFetcher
{
    private readonly IFetchObserver[] _observers = [.. observers];

    // A browser keeps cookies, also for someone who is not signed in. They end with the run.
    private readonly ConditionalWeakTable<GatedRun, FetchSession> _strangers = [];

    public async Task<FetchedPage> FetchAsync(GatedRun run, FetchRequest request, CancellationToken cancellationToken)
    {
        if (request.Rendering is not { } rendering)
            return await inner.FetchAsync(run, request, cancellationToken);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, run.Stopping);
        var signed = request with { Session = request.Session ?? _strangers.GetOrCreateValue(run) };
        var context = new FetchContext(run, signed, _observers, linked.Token);
        var again = new Retries(context, Random.Shared, time);
        while (true)
        {
            var document = await inner.FetchAsync(run, signed, linked.Token);
            context.Tally.Requests += document.Requests;
            context.Tally.BytesReceived += document.BytesReceived;
            if (!IsHtml(document))
                return document;
            try
            {
                return await RenderAsync(context, document, rendering);
            }
            catch (FetchException error)
            {
                await again.WaitAsync(error);
            }
        }
    }

    private static bool IsHtml(FetchedPage page) =>
        page.ContentType is null || page.ContentType.Contains("html", StringComparison.OrdinalIgnoreCase);

    private async Task<FetchedPage> RenderAsync(FetchContext context, FetchedPage document, PageRendering rendering)
    {
        var address = document.Address;
        var userAgent = context.Request.Politeness.UserAgent ?? fetching.Value.FullUserAgent;
        var tab = await pool.RentAsync(address, $"{context.Run.JobId} {userAgent}", userAgent, context.Stop);
        var isClean = false;
        var render = new RenderContext(context, document, rendering, limits.Value, time);
        var began = time.GetTimestamp();
        try
        {
            await BrowserCookies.BringAsync(tab, context.Request).WaitAsync(render.Ended);
            tab.Session.Begin(render);
            var (shown, body, isClosed) = await renderer.RenderAsync(tab, render, address);
            tab.Session.End();
            await BrowserCookies.TakeAsync(tab, context.Request).WaitAsync(render.Ended);
            isClean = isClosed;
            return document with
            {
                Address = shown,
                ContentType = "text/html; charset=utf-8",
                Body = body,
                Elapsed = document.Elapsed + time.GetElapsedTime(began),
                BytesReceived = context.Tally.BytesReceived + render.BytesReceived,
                Requests = context.Tally.Requests + render.Requests,
                IsRendered = true,
            };
        }
        catch (Exception error)
        {
            throw Named(error, context, render, address);
        }
        finally
        {
            tab.Session.End();
            render.Dispose();
            context.Tally.Requests += render.Requests;
            context.Tally.BytesReceived += render.BytesReceived;
            pool.Return(tab, isClean);
        }
    }

    /// <summary>What ended a page shows itself in many ways; the first cause is the one that counts.</summary>
    private static Exception Named(Exception error, FetchContext context, RenderContext render, Uri address)
    {
        if (render.Failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
        if (context.Stop.IsCancellationRequested)
            return new OperationCanceledException("The run was stopped while a browser showed a page.", error, context.Stop);
        return error switch
        {
            TimeoutException => FetchFaults.OfTimeout(address, context.Request.Politeness.Timeout, error),
            _ when BrowserFaults.IsGone(error) => render.FaultOf(address) ?? BrowserFaults.Crashed(address, error),
            _ => error,
        };
    }
}
