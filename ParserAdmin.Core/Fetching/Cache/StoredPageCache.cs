using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Core.Fetching.Cache;

/// <summary>Keeps pages in the table <c>http_cache</c>, written in batches, bounded by age and by size a source.</summary>
internal sealed class StoredPageCache(IDbContextFactory<ParserDbContext> contexts, TimeProvider clock, ILogger<StoredPageCache> logger)
    : IPageCache,
        IUpkeep,
        IDisposable
{
    // A page that no crawl asked for in a month is of no use any more.
    internal static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    // Some 40,000 pages of the usual size.
    internal const long MostBytesASource = 256L * 1024 * 1024;

    private const int BatchPages = 50;
    private const long BatchBytes = 4L * 1024 * 1024;

    // "Used" is exact to a day, so that an unchanged site costs no writes.
    private static readonly TimeSpan UsedAge = TimeSpan.FromDays(1);

    // Compiled once: it runs before every request.
    private readonly Func<ParserDbContext, string, Task<CachedPage?>> _find = EF.CompileAsyncQuery(
        (ParserDbContext context, string key) => context.Set<CachedPage>().AsNoTracking().SingleOrDefault(page => page.Key == key)
    );

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private Dictionary<string, CachedPage> _pending = [];
    private Dictionary<string, CachedPage> _underway = [];
    private long _pendingBytes;

    public void Dispose() => _writing.Dispose();

    public async Task<CachedPage?> FindAsync(string key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_pending.TryGetValue(key, out var fresh) || _underway.TryGetValue(key, out fresh))
                return fresh;
        }

        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            return await _find(context, key);
        }
        catch (Exception failed) when (StorageFaults.IsOutage(failed))
        {
            // Whether the run may go on without the database is the gate's to say; it is asked next.
            logger.LogWarning("A remembered page could not be read: {Problem}", failed.Message);
            return null;
        }
    }

    public async Task RememberAsync(CachedPage page, CancellationToken cancellationToken)
    {
        bool full;
        lock (_lock)
        {
            _pending[page.Key] = page;
            _pendingBytes += page.StoredBytes;
            full = _pending.Count >= BatchPages || _pendingBytes >= BatchBytes;
        }

        if (!full)
            return;
        try
        {
            await FlushAsync(cancellationToken);
        }
        catch (Exception failed) when (StorageFaults.IsNo(failed))
        {
            logger.LogWarning("Pages could not be remembered: {Problem}", failed.Message);
        }
    }

    public async Task ConfirmAsync(CachedPage page, CancellationToken cancellationToken)
    {
        var now = clock.UtcMilliseconds();
        if (now - page.UsedAt < UsedAge)
            return;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context
            .Set<CachedPage>()
            .Where(stored => stored.Key == page.Key)
            .ExecuteUpdateAsync(set => set.SetProperty(stored => stored.UsedAt, now), cancellationToken);
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            lock (_lock)
            {
                (_underway, _pending, _pendingBytes) = (_pending, [], 0);
                if (_underway.Count == 0)
                    return;
            }

            await WriteAsync([.. _underway.Values], cancellationToken);
        }
        finally
        {
            // What could not be written is fetched anew another time.
            lock (_lock)
                _underway = [];
            _writing.Release();
        }
    }

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var old = clock.UtcMilliseconds() - Memory;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Set<CachedPage>().Where(page => page.UsedAt < old).ExecuteDeleteAsync(cancellationToken);
        var sizes = await context
            .Set<CachedPage>()
            .GroupBy(page => page.SourceId)
            .Select(group => new { SourceId = group.Key, Bytes = group.Sum(page => (long)page.StoredBytes) })
            .Where(source => source.Bytes > MostBytesASource)
            .ToListAsync(cancellationToken);
        foreach (var source in sizes)
            await ShrinkAsync(context, source.SourceId, source.Bytes - MostBytesASource, cancellationToken);
    }

    /// <summary>Forgets what was used longest ago.</summary>
    private static async Task ShrinkAsync(ParserDbContext context, string sourceId, long excess, CancellationToken cancellationToken)
    {
        while (excess > 0)
        {
            var oldest = await context
                .Set<CachedPage>()
                .Where(page => page.SourceId == sourceId)
                .OrderBy(page => page.UsedAt)
                .ThenBy(page => page.Key)
                .Select(page => new { page.Key, page.StoredBytes })
                .Take(500)
                .ToListAsync(cancellationToken);
            if (oldest.Count == 0)
                return;
            var keys = new List<string>();
            foreach (var page in oldest.TakeWhile(_ => excess > 0))
            {
                keys.Add(page.Key);
                excess -= page.StoredBytes;
            }

            await context.Set<CachedPage>().Where(page => keys.Contains(page.Key)).ExecuteDeleteAsync(cancellationToken);
        }
    }

    private async Task WriteAsync(List<CachedPage> pages, CancellationToken cancellationToken)
    {
        var keys = pages.ConvertAll(page => page.Key);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var known = (
            await context.Set<CachedPage>().Where(page => keys.Contains(page.Key)).Select(page => page.Key).ToListAsync(cancellationToken)
        ).ToHashSet();
        context.AddRange(pages.Where(page => !known.Contains(page.Key)));
        context.UpdateRange(pages.Where(page => known.Contains(page.Key)));
        await context.SaveChangesAsync(cancellationToken);
    }
}
