using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.People;

/// <summary>Tells whose key it is.</summary>
public sealed class KeyRing(IDbContextFactory<ParserDbContext> contexts, TimeProvider clock)
{
    public static readonly TimeSpan UseNotedEvery = TimeSpan.FromMinutes(1);

    /// <summary>The key with this value, or null if there is none or it was revoked. Notes its use at most once a minute.</summary>
    public async Task<ApiKey?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        var hash = ApiKey.HashOf(secret);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var key = await context.Set<ApiKey>().AsNoTracking().SingleOrDefaultAsync(key => key.Hash == hash && key.RevokedAt == null, cancellationToken);
        var now = clock.UtcMilliseconds();
        if (key is not null && (key.LastUsedAt is null || now - key.LastUsedAt >= UseNotedEvery))
        {
            // No decision of a person, so no audit: one column is written and nothing else.
            await context.Set<ApiKey>().Where(used => used.Id == key.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(used => used.LastUsedAt, now), cancellationToken);
        }

        return key;
    }
}
