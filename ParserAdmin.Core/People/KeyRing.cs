using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.People;

/// <summary>Tells whose key it is.</summary>
public sealed class KeyRing(IDbContextFactory<ParserDbContext> contexts, TimeProvider clock)
{
    public static readonly TimeSpan UseNotedEvery = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<Guid, DateTime> _used = new();

    /// <summary>
    /// The key with this value, or null if there is none, it was revoked or it ran out. Its use is noted for <see cref="WriteUsesAsync"/>.
    /// </summary>
    public async Task<ApiKey?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        var hash = ApiKey.HashOf(secret);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var key = await context.Set<ApiKey>().AsNoTracking().SingleOrDefaultAsync(key => key.Hash == hash, cancellationToken);
        var now = clock.UtcMilliseconds();
        if (key?.IsGoodAt(now) != true)
            return null;
        if (key.LastUsedAt is null || now - key.LastUsedAt >= UseNotedEvery)
            _used[key.Id] = now;
        return key;
    }

    /// <summary>
    /// Stores the last uses, each at most once a minute. Apart from the calls themselves: that a use cannot be written, on a read-only
    /// database, is no reason to refuse one. No decision of a person, so no audit: one column is written and nothing else.
    /// </summary>
    public async Task WriteUsesAsync(CancellationToken cancellationToken)
    {
        if (_used.IsEmpty)
            return;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var use in _used.ToArray())
        {
            await context
                .Set<ApiKey>()
                .Where(used => used.Id == use.Key)
                .ExecuteUpdateAsync(set => set.SetProperty(used => used.LastUsedAt, use.Value), cancellationToken);
            _used.TryRemove(use);
        }
    }
}
