using ParserAdmin.Core.Extraction;

namespace ParserAdmin.Core.Invocables.Steps;

/// <summary>The next page of a walk, under way while its reader is busy with this one. Disposing ends it and waits for its end.</summary>
internal sealed class PageAhead(CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private Task<ExtractedPage>? _page;

    public void Begin(Func<CancellationToken, Task<ExtractedPage>> read) => _page = read(_ending.Token);

    /// <returns>Null where none was begun.</returns>
    public Task<ExtractedPage>? Take()
    {
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
