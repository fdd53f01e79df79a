using Microsoft.AspNetCore.DataProtection.KeyManagement.Internal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ParserAdmin.Core.Data.Keys;

/// <summary>The data protection keys of this installation: where they lie, and their first reading.</summary>
public sealed class ProtectionKeys(
    IDbContextFactory<ParserDbContext> contexts,
    IKeyRingProvider keys,
    KeySeal seal,
    DatabasePlace place,
    ILogger<ProtectionKeys> logger
)
{
    public KeyStorage Storage =>
        place.IsFile ? KeyStorage.Folder
        : seal.IsSet ? KeyStorage.Encrypted
        : KeyStorage.Plain;

    /// <summary>
    /// At a node's start, once the schema is there: from here on no request waits for them. Of nodes that start at once the first makes the
    /// key, and the others find it.
    /// </summary>
    /// <exception cref="InvalidOperationException">They are encrypted with another secret; the message says what to do.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (Storage == KeyStorage.Folder)
        {
            if (seal.IsSet)
                logger.LogWarning("{Setting}:Secret does nothing on SQLite, whose keys lie in the data folder", KeyOptions.Section);
            _ = keys.GetCurrentKeyRing();
            return;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var held = await context.Dialect.LockMigrationAsync(context, cancellationToken);
        await SealAsync(context, cancellationToken);
        _ = keys.GetCurrentKeyRing();
        if (Storage == KeyStorage.Plain)
        {
            logger.LogWarning(
                "Whoever reads the database, or a copy of it, can read the secrets in it: set {Setting}:Secret, the same on every node",
                KeyOptions.Section
            );
        }
    }

    /// <summary>What was stored without a secret, or with the last one, is stored with the one that holds now.</summary>
    private async Task SealAsync(ParserDbContext context, CancellationToken cancellationToken)
    {
        foreach (var key in await context.Set<ProtectionKey>().ToListAsync(cancellationToken))
        {
            var element = seal.Open(key);
            if (!seal.IsCurrent(key))
                seal.Close(key, element);
        }

        await context.SaveChangesAsync(cancellationToken);
    }
}
