using ParserAdmin.Core.Data;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Fetching.Cache;

/// <summary>
/// Makes every fetch conditional where the page is remembered (requirements 5.8). After a 304 it gives back the remembered body: whoever
/// reads the page sees no difference, so items stay seen, and only <see cref="FetchedPage.NotModified"/> tells.
/// </summary>
internal sealed class CachingFetcher(PageFetcher inner, IPageCache memory, TimeProvider clock) : IPageFetcher
{
    public async Task<FetchedPage> FetchAsync(GatedRun run, FetchRequest request, CancellationToken cancellationToken)
    {
        if (request.IsConditional || request.Fresh || request.Body is not null)
            return await inner.FetchAsync(run, request, cancellationToken);
        var key = PageKey.Of(run.SourceId, request);
        if (await memory.FindAsync(key, cancellationToken) is not { } known || known.Unpack() is not { } body)
            return await FetchWholeAsync(run, request, key, cancellationToken);
        var conditional = request with { ETag = known.ETag, LastModified = known.LastModified };
        var page = await inner.FetchAsync(run, conditional, cancellationToken);
        if (!page.NotModified)
            return await KeepAsync(run, page, key, cancellationToken);
        if (page.Address.AbsoluteUri != known.Address)
            // The redirect leads elsewhere now, and that page's "unchanged" is not about the one that we know.
            return Together(page, await FetchWholeAsync(run, request, key, cancellationToken));
        await memory.ConfirmAsync(known, cancellationToken);
        return page with { Body = body, ContentType = known.ContentType, ETag = known.ETag, LastModified = known.LastModified };
    }

    private static FetchedPage Together(FetchedPage first, FetchedPage second) =>
        second with
        {
            Requests = first.Requests + second.Requests,
            BytesReceived = first.BytesReceived + second.BytesReceived,
        };

    private async Task<FetchedPage> FetchWholeAsync(GatedRun run, FetchRequest request, string key, CancellationToken cancellationToken) =>
        await KeepAsync(run, await inner.FetchAsync(run, request, cancellationToken), key, cancellationToken);

    private async Task<FetchedPage> KeepAsync(GatedRun run, FetchedPage page, string key, CancellationToken cancellationToken)
    {
        if (CachedPage.Of(key, run.SourceId, page, clock.UtcMilliseconds()) is { } kept)
            await memory.RememberAsync(kept, cancellationToken);
        return page;
    }
}
