using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ParserAdmin.Core.Data;

/// <summary>Brings the schema up to this program's version at start, one process at a time.</summary>
public sealed class DatabaseMigrator(IDbContextFactory<ParserDbContext> contexts, ILogger<DatabaseMigrator> logger)
{
    /// <exception cref="InvalidOperationException">The database was written by a newer program.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var held = await context.Dialect.LockMigrationAsync(context, cancellationToken);
        var known = context.Database.GetMigrations().ToHashSet();
        if (await context.Database.CanConnectAsync(cancellationToken))
        {
            var newer = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).Where(applied => !known.Contains(applied)).ToList();
            if (newer.Count > 0)
                throw new InvalidOperationException(
                    $"The database was written by a newer ParserAdmin (it holds {newer[^1]}). Start that version, or restore a backup made by this one.");
        }

        foreach (var pending in await context.Database.GetPendingMigrationsAsync(cancellationToken))
            logger.LogInformation("Applying database migration {Migration}", pending);
        await context.Database.MigrateAsync(cancellationToken);
    }
}
