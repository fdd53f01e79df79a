using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Safety.Settings;

/// <summary>
/// Brings the settings row and the audit trail in step with what was stored beside them: stops, and what another program wrote. Any node
/// may, and any number at once: under the admission's lock each finds what is left.
/// </summary>
public sealed class SettingsReconciler(IDbContextFactory<ParserDbContext> contexts, SettingsStore store, EventBus bus)
{
    /// <summary>Nobody waits for it, so it does not make others wait for the lock that it holds while the row is locked.</summary>
    private static readonly TimeSpan LockPatience = TimeSpan.FromMilliseconds(500);

    /// <exception cref="System.Data.Common.DbException">Somebody holds the row, or the database is away: try again later.</exception>
    public async Task<ParserSettings> SettleAsync(CancellationToken cancellationToken)
    {
        var news = new List<IEvent>();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Dialect.LimitLockWaitsAsync(context, LockPatience, cancellationToken);
        var settings = await store.ReadForChangeAsync(context, cancellationToken, news);
        await transaction.CommitAsync(cancellationToken);
        store.Saw(settings);
        news.ForEach(bus.Publish);
        return settings;
    }
}
