using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Core.Safety.Settings;

/// <summary>The settings at one moment.</summary>
/// <param name="Settled">The row needs nothing: nobody wrote it behind the program's back, and no stop is newer.</param>
/// <param name="ChangedBehind">Another program wrote the row, and that is not on record yet.</param>
internal sealed record PolledSettings(ParserSettings Settings, bool Settled, bool ChangedBehind);

/// <summary>
/// Reads the settings as they are at this moment, always anew: the row, and the stops that are newer than it. Writes the row with its seal.
/// </summary>
public sealed class SettingsStore(
    IDbContextFactory<ParserDbContext> contexts,
    AuditTrail trail,
    IRunningJobs jobs,
    LocalLatch latch,
    StopOrigin origin,
    TimeProvider clock
)
{
    private static readonly CompiledQuery<Func<ParserDbContext, CancellationToken, Task<StoredRow>>> Row = new(() =>
        EF.CompileAsyncQuery(
            (ParserDbContext context, CancellationToken _) =>
                context
                    .Set<ParserSettings>()
                    .AsNoTracking()
                    .Select(settings => new StoredRow(settings, context.Set<StopRecord>().Max(stop => (long?)stop.Epoch)))
                    .Single()
        )
    );

    /// <summary>What holds on this node: a stop that no database has taken yet is one already.</summary>
    public async Task<ParserSettings> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return latch.Unstored.Aggregate(await ReadAsync(context, cancellationToken), Stopped);
    }

    /// <summary>The settings for a change or a decision, in the caller's context.</summary>
    /// <exception cref="InvalidOperationException">The settings row is missing.</exception>
    public static async Task<ParserSettings> ReadAsync(ParserDbContext context, CancellationToken cancellationToken)
    {
        var (row, newest) = await ReadRowAsync(context, cancellationToken);
        return newest <= InStep(row) ? row : await StoppedAsync(context, row, cancellationToken);
    }

    /// <summary>Writes the safe defaults on the first start: manual, not stopped.</summary>
    public async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        if (await context.Set<ParserSettings>().AnyAsync(cancellationToken))
            return;
        var first = SettingsJson.Seal(new ParserSettings { UpdatedAt = clock.UtcMilliseconds(), UpdateReason = "first start" });
        context.Add(first);
        await trail.AppendAsync(
            context,
            new AuditRecord(Actor.System, "settings.create", "parser_settings", "1", null, SettingsJson.Write(first), first.UpdateReason),
            cancellationToken
        );
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    internal async Task<PolledSettings> PollAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await PollAsync(context, cancellationToken);
    }

    /// <summary>
    /// The row for a change, in the caller's transaction. If another program wrote it, that goes on record first (actor <c>database</c>),
    /// so that no change made behind the program's back can hide under one made through it; then every stop that the row does not know yet.
    /// </summary>
    /// <param name="news">To be published after the commit.</param>
    internal async Task<ParserSettings> ReadForChangeAsync(
        ParserDbContext context,
        CancellationToken cancellationToken,
        List<IEvent>? news = null
    )
    {
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        var now = await ReadableAsync(context.Set<ParserSettings>().AsNoTracking().SingleAsync(cancellationToken));
        var known = InStep(now);
        if (SettingsJson.IsChangedBehind(now))
            now = await TakeOverAsync(context, now, news, cancellationToken);
        foreach (var stop in await NewerAsync(context, known, cancellationToken))
            now = await BringInStepAsync(context, now, stop, news, cancellationToken);
        return now;
    }

    internal static async Task<ParserSettings> WriteAsync(
        ParserDbContext context,
        ParserSettings before,
        ParserSettings after,
        CancellationToken cancellationToken
    )
    {
        // A copy is tracked: the caller still has to tell before from after.
        var row = context.Set<ParserSettings>().Local.SingleOrDefault() ?? before with { };
        var entry = context.Entry(row);
        if (entry.State == EntityState.Detached)
            entry = context.Attach(row);
        var sealedAfter = SettingsJson.Seal(after);
        entry.CurrentValues.SetValues(sealedAfter);
        await context.SaveChangesAsync(cancellationToken);
        return sealedAfter;
    }

    private static async Task<PolledSettings> PollAsync(ParserDbContext context, CancellationToken cancellationToken)
    {
        var (row, newest) = await ReadRowAsync(context, cancellationToken);
        var changedBehind = SettingsJson.IsChangedBehind(row);
        return newest <= InStep(row)
            ? new PolledSettings(row, !changedBehind, changedBehind)
            : new PolledSettings(await StoppedAsync(context, row, cancellationToken), Settled: false, changedBehind);
    }

    private static async Task<(ParserSettings Row, long Newest)> ReadRowAsync(ParserDbContext context, CancellationToken cancellationToken)
    {
        var found = await ReadableAsync(Row.In(context)(context, cancellationToken));
        return (found.Settings, found.NewestStop ?? 0);
    }

    private static async Task<T> ReadableAsync<T>(Task<T> reading)
    {
        try
        {
            return await reading;
        }
        catch (Exception broken) when (UnreadableRowException.Is(broken))
        {
            throw new UnreadableRowException("parser_settings", broken);
        }
    }

    /// <summary>The row as it will be once the stops that are newer than it are written into it.</summary>
    private static async Task<ParserSettings> StoppedAsync(
        ParserDbContext context,
        ParserSettings row,
        CancellationToken cancellationToken
    ) => (await NewerAsync(context, InStep(row), cancellationToken)).Aggregate(row, Stopped);

    private static long InStep(ParserSettings row) => SettingsJson.InStep(row.Sealed, row.Epoch);

    private static Task<List<StopRecord>> NewerAsync(ParserDbContext context, long epoch, CancellationToken cancellationToken) =>
        context
            .Set<StopRecord>()
            .AsNoTracking()
            .Where(stop => stop.Epoch > epoch)
            .OrderBy(stop => stop.Epoch)
            .ToListAsync(cancellationToken);

    private static ParserSettings Stopped(ParserSettings now, StopRecord stop) =>
        ((SafetyDecision.Accepted)SafetyMachine.Decide(now, stop.ToEvent())).Settings;

    private async Task<ParserSettings> TakeOverAsync(
        ParserDbContext context,
        ParserSettings found,
        List<IEvent>? news,
        CancellationToken cancellationToken
    )
    {
        var changed = new SafetyEvent.ChangedBehind(Actor.Database.Name, clock.UtcMilliseconds());
        var accepted = ((SafetyDecision.Accepted)SafetyMachine.Decide(found, changed)).Settings;
        if (accepted.Epoch > Math.Max(found.Epoch, InStep(found)))
        {
            // A stop by hand is a stop like any other: no two have one epoch.
            var newest = await context.Set<StopRecord>().MaxAsync(stop => (long?)stop.Epoch, cancellationToken) ?? 0;
            accepted = accepted with { Epoch = Math.Max(accepted.Epoch, newest + 1) };
            context.Add(
                StopRecord.Create(Actor.Database, accepted.StopReason, origin.Node, clock.UtcMilliseconds()) with
                {
                    Epoch = accepted.Epoch,
                }
            );
        }

        var before = SettingsJson.Read(found.Sealed);
        var (old, now) = before is null ? ("null", SettingsJson.Write(accepted)) : SettingsJson.Difference(before, accepted);
        var written = await WriteAsync(context, found, accepted, cancellationToken);
        await RecordAsync(
            context,
            new AuditRecord(
                Actor.Database,
                "settings.change",
                "parser_settings",
                "1",
                old,
                now,
                "changed outside the program",
                Epoch: written.Epoch
            ),
            news,
            cancellationToken
        );
        if (accepted.Stopped && before is not { Stopped: true })
            await CancelPendingAsync(context, Actor.Database.Name, news, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        return written;
    }

    /// <summary>Writes a stop into the row and the trail, in the name of who stopped.</summary>
    private async Task<ParserSettings> BringInStepAsync(
        ParserDbContext context,
        ParserSettings now,
        StopRecord stop,
        List<IEvent>? news,
        CancellationToken cancellationToken
    )
    {
        if (stop.ActorType == ActorType.Database)
            return now;
        var stopped = await WriteAsync(context, now, Stopped(now, stop), cancellationToken);
        var (before, after) = SettingsJson.Difference(now, stopped);
        await CancelPendingAsync(context, stop.StoppedBy, news, cancellationToken);
        await RecordAsync(
            context,
            new AuditRecord(stop.ToActor(), EmergencyStop.Action, "parser_settings", "1", before, after, stop.Reason, Epoch: stop.Epoch),
            news,
            cancellationToken
        );
        await context.SaveChangesAsync(cancellationToken);
        return stopped;
    }

    private async Task CancelPendingAsync(ParserDbContext context, string by, List<IEvent>? news, CancellationToken cancellationToken)
    {
        var cancelled = await jobs.CancelPendingAsync(context, $"Emergency stop by {by}", cancellationToken);
        news?.AddRange(cancelled);
    }

    private async Task RecordAsync(ParserDbContext context, AuditRecord record, List<IEvent>? news, CancellationToken cancellationToken)
    {
        var entry = await trail.AppendAsync(context, record, cancellationToken);
        news?.Add(new AuditAppended(entry));
    }

    private sealed record StoredRow(ParserSettings Settings, long? NewestStop);
}
