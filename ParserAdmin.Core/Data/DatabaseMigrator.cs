using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
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
        var known = context.Database.GetMigrations().ToList();
        var applied = await AppliedAsync(context, cancellationToken);
        if (applied.FirstOrDefault(name => !known.Contains(name)) is { } newer)
            throw new InvalidOperationException(
                $"The database was written by a newer ParserAdmin (it holds {newer}). Start that version, or restore a backup made by this one.");
        foreach (var pending in known.Except(applied))
            logger.LogInformation("Applying database migration {Migration}", pending);
        await context.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>The history table is made first, because reading one that is not there makes EF log an error on a healthy first start.</summary>
    private static async Task<IReadOnlyList<string>> AppliedAsync(ParserDbContext context, CancellationToken cancellationToken)
    {
        if (!await context.Database.CanConnectAsync(cancellationToken))
            return [];
        await context.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
        return [.. await context.Database.GetAppliedMigrationsAsync(cancellationToken)];
    }
}
