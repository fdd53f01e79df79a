namespace ParserAdmin.Core.Fetching.Cache;

/// <summary>Pages as they were fetched last; a seam, so that the fetcher is tested without a database.</summary>
internal interface IPageCache
{
    Task<CachedPage?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps a page in place of the one before. It is on disk a little later: what a killed process forgets is only fetched anew.
    /// </summary>
    Task RememberAsync(CachedPage page, CancellationToken cancellationToken);

    /// <summary>Notes that the server confirmed a page.</summary>
    Task ConfirmAsync(CachedPage page, CancellationToken cancellationToken);
}
