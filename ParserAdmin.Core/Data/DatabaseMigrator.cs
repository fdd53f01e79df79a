using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging;

namespace ParserAdmin.Core.Data;

/// <summary>Brings the schema up to this program's version at start, one process at a time.</summary>
public sealed class DatabaseMigrator(IDbContextFactory<ParserDbContext> contexts, DatabasePlace place, ILogger<DatabaseMigrator> logger)
{
    /// <exception cref="InvalidOperationException">The database is another version's, or does not fit; the message says what to
    /// do.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var held = await context.Dialect.LockMigrationAsync(context, cancellationToken);
        var known = context.Database.GetMigrations().ToList();
        var applied = await AppliedAsync(context, cancellationToken);
        if (applied.FirstOrDefault(name => !known.Contains(name)) is { } foreign)
            throw new InvalidOperationException(Refusal(foreign, known, applied));
        foreach (var pending in known.Except(applied))
            logger.LogInformation("Applying database migration {Migration}", pending);
        await context.Dialect.PrepareMigrationAsync(context, cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>A newer program has all that this one has, and more. Of anything else nobody can say who wrote it.</summary>
    private string Refusal(string foreign, IReadOnlyList<string> known, IReadOnlyList<string> applied)
    {
        var newer = known.All(applied.Contains) && string.CompareOrdinal(foreign, known[^1]) > 0;
        return newer
            ? $"{place.Name} was written by a newer ParserAdmin (it holds {foreign}). Start that version, or restore a backup made by "
                + $"this one."
            : $"{place.Name} was made by another version of ParserAdmin, whose data this one does not take over (it holds {foreign}). "
                + $"Start that version, or give this one an empty database: another folder with --ParserAdmin:DataDirectory=FOLDER, or "
                + $"another ParserAdmin:Database:ConnectionString.";
    }

    /// <summary>
    /// The history table is made first, because reading one that is not there makes EF log an error on a healthy first start.
    /// </summary>
    private static async Task<IReadOnlyList<string>> AppliedAsync(ParserDbContext context, CancellationToken cancellationToken)
    {
        // Asked only there, because the question takes every failure for "no".
        if (context.Dialect.IsMadeByMigration && !await context.Database.CanConnectAsync(cancellationToken))
            return [];
        await context.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
        return [.. await context.Database.GetAppliedMigrationsAsync(cancellationToken)];
    }
}
