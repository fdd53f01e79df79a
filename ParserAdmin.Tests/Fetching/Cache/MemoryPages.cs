using System.Collections.Concurrent;
using ParserAdmin.Core.Fetching.Cache;

namespace ParserAdmin.Tests.Fetching.Cache;

/// <summary>Pages remembered as long as the test runs.</summary>
internal sealed class MemoryPages : IPageMemory
{
    public ConcurrentDictionary<string, RememberedPage> Pages { get; } = new();

    public int Confirmed { get; private set; }

    public Task<RememberedPage?> FindAsync(string key, CancellationToken cancellationToken) => Task.FromResult(Pages.GetValueOrDefault(key));

    public Task RememberAsync(RememberedPage page, CancellationToken cancellationToken)
    {
        Pages[page.Key] = page;
        return Task.CompletedTask;
    }

    public Task ConfirmAsync(RememberedPage page, CancellationToken cancellationToken)
    {
        Confirmed++;
        return Task.CompletedTask;
    }
}
