using System.Collections.Concurrent;
using ParserAdmin.Core.Fetching.Cache;

namespace ParserAdmin.Tests.Fetching.Cache;

/// <summary>Pages remembered as long as the test runs.</summary>
internal sealed class MemoryPageCache : IPageCache
{
    public ConcurrentDictionary<string, CachedPage> Pages { get; } = new();

    public int Confirmed { get; private set; }

    public Task<CachedPage?> FindAsync(string key, CancellationToken cancellationToken) => Task.FromResult(Pages.GetValueOrDefault(key));

    public Task RememberAsync(CachedPage page, CancellationToken cancellationToken)
    {
        Pages[page.Key] = page;
        return Task.CompletedTask;
    }

    public Task ConfirmAsync(CachedPage page, CancellationToken cancellationToken)
    {
        Confirmed++;
        return Task.CompletedTask;
    }
}
