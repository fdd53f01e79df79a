using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>
/// Keeps hosts in the table <c>hosts</c>. A slot is taken by one conditional UPDATE: the database's own row lock, held for that statement alone,
/// decides between two nodes, on SQLite, PostgreSQL and SQL Server alike. Who comes too late is told when to try again.
/// </summary>
internal sealed class StoredHostLedger(IDbContextFactory<ParserDbContext> contexts, SettingsStore settings, EventBus bus, TimeProvider time) : IHostLedger
{
    // Politeness, not safety: the gate reads the settings for every request, this number may be a second old.
    private static readonly TimeSpan SettingsAge = TimeSpan.FromSeconds(1);

    private readonly Lazy<bool> _isShared = new(() =>
    {
        using var context = contexts.CreateDbContext();
        return context.Dialect.SharedByNodes;
    });

    private volatile KnownDelay? _leastDelay;

    public bool IsShared => _isShared.Value;

    public async Task<TimeSpan> LeastDelayAsync(CancellationToken cancellationToken)
    {
        if (_leastDelay is { } known && time.GetElapsedTime(known.At) < SettingsAge)
            return known.Delay;
        var delay = TimeSpan.FromMilliseconds((await settings.ReadAsync(cancellationToken)).HostDelayMs);
        _leastDelay = new KnownDelay(time.GetTimestamp(), delay);
        return delay;
    }

    public async Task<HostClocks> ReadAsync(string host, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await FindAsync(context, host, cancellationToken) ?? HostClocks.None;
    }

    public async Task<HostClocks?> TryTakeAsync(string host, TimeSpan delay, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.UtcMilliseconds();
        if (delay == TimeSpan.Zero)
        {
            // Nothing to reserve; a cooling that another node met still holds.
            var stored = await FindAsync(context, host, cancellationToken);
            return stored is not null && IsInTheWay(stored, now) ? stored : null;
        }

        var (next, slotsEnd, coolingsEnd) = (now + delay, now + HostPace.LongestDelay, now + HostGovernor.LongestCooling);

        // A clock that is further ahead than any may be set was set by a wall clock that has been corrected since.
        var taken = await context.Set<HostRecord>()
            .Where(row => row.Host == host && (row.NextAllowedAt <= now || row.NextAllowedAt > slotsEnd)
                && (row.CoolingUntil == null || row.CoolingUntil <= now || row.CoolingUntil > coolingsEnd))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAllowedAt, next), cancellationToken);
        if (taken > 0)
            return null;
        if (await FindAsync(context, host, cancellationToken) is { } clocks)
            return clocks;
        return await TryAddAsync(context, new HostRecord { Host = host, NextAllowedAt = next, UpdatedAt = now }, cancellationToken)
            ? null
            : await FindAsync(context, host, cancellationToken) ?? HostClocks.None;
    }

    public async Task PostponeAsync(string host, DateTime until, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Set<HostRecord>().Where(row => row.Host == host && row.NextAllowedAt < until)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAllowedAt, until), cancellationToken);
    }

    public async Task CoolAsync(string host, DateTime until, string reason, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.UtcMilliseconds();
        if (!await CoolRowAsync(context, host, until, reason, now, cancellationToken))
        {
            var first = new HostRecord { Host = host, NextAllowedAt = now, CoolingUntil = until, CoolingReason = reason, UpdatedAt = now };
            if (!await TryAddAsync(context, first, cancellationToken))
                await CoolRowAsync(context, host, until, reason, now, cancellationToken);
        }

        bus.Publish(new HostChanged(host));
    }

    public async Task NoteAsync(IReadOnlyList<HostNote> notes, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.UtcMilliseconds();
        foreach (var note in notes)
            if (!await NoteRowAsync(context, note, now, cancellationToken)
                && await TryAddAsync(context, new HostRecord { Host = note.Host, NextAllowedAt = now, UpdatedAt = now }, cancellationToken))
                await NoteRowAsync(context, note, now, cancellationToken);
    }

    /// <summary>One reference, so that no reader sees half of a new value.</summary>
    private sealed record KnownDelay(long At, TimeSpan Delay);

    private static bool IsInTheWay(HostClocks clocks, DateTime now) =>
        (clocks.NextAllowedAt > now && clocks.NextAllowedAt <= now + HostPace.LongestDelay)
        || (clocks.CoolingUntil > now && clocks.CoolingUntil <= now + HostGovernor.LongestCooling);

    private static async Task<bool> CoolRowAsync(
        ParserDbContext context, string host, DateTime until, string reason, DateTime now, CancellationToken cancellationToken)
    {
        var changed = await context.Set<HostRecord>().Where(row => row.Host == host && (row.CoolingUntil == null || row.CoolingUntil < until))
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.CoolingUntil, until).SetProperty(row => row.CoolingReason, reason).SetProperty(row => row.UpdatedAt, now),
                cancellationToken);
        return changed > 0 || await context.Set<HostRecord>().AnyAsync(row => row.Host == host, cancellationToken);
    }

    private static async Task<bool> NoteRowAsync(ParserDbContext context, HostNote note, DateTime now, CancellationToken cancellationToken)
    {
        var (delay, penalty) = ((int)note.Pace.Delay.TotalMilliseconds, (int)note.Penalty.TotalMilliseconds);
        return await context.Set<HostRecord>().Where(row => row.Host == note.Host).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.DelayMs, delay)
                .SetProperty(row => row.DelayReason, note.Pace.Why)
                .SetProperty(row => row.PenaltyMs, penalty)
                .SetProperty(row => row.Concurrency, note.Pace.Concurrency)
                .SetProperty(row => row.Requests, row => row.Requests + note.Requests)
                .SetProperty(row => row.NotModified, row => row.NotModified + note.NotModified)
                .SetProperty(row => row.UpdatedAt, now),
            cancellationToken) > 0;
    }

    private static async Task<HostClocks?> FindAsync(ParserDbContext context, string host, CancellationToken cancellationToken) =>
        await context.Set<HostRecord>().AsNoTracking().Where(row => row.Host == host)
            .Select(row => new HostClocks(row.NextAllowedAt, row.CoolingUntil, row.CoolingReason, TimeSpan.FromMilliseconds(row.PenaltyMs)))
            .SingleOrDefaultAsync(cancellationToken);

    /// <returns>False where another node has just added the row.</returns>
    private static async Task<bool> TryAddAsync(ParserDbContext context, HostRecord row, CancellationToken cancellationToken)
    {
        context.Add(row);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            context.ChangeTracker.Clear();
            if (await context.Set<HostRecord>().AnyAsync(other => other.Host == row.Host, cancellationToken))
                return false;
            throw;
        }
    }
}
