using ParserAdmin.Core.Extraction;

namespace ParserAdmin.Core.Invocables.Steps.Pages;

/// <summary>The next page of a walk, under way while its reader is busy with this one. Disposing ends it and waits for its end.</summary>
internal sealed class PageAhead(CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private Task<ExtractedPage>? _page;
    private Uri? _address;

    public void Begin(Uri address, Func<CancellationToken, Task<ExtractedPage>> read) => (_address, _page) = (address, read(_ending.Token));

    /// <returns>Null where that page was not begun.</returns>
    public Task<ExtractedPage>? Take(Uri address)
    {
        if (_page is null || _address != address)
            return null;
        var page = _page;
        _page = null;
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();

        // How a page ends that nobody waits for any more matters to nobody.
        if (_page is not null)
            await ((Task)_page).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }
}
