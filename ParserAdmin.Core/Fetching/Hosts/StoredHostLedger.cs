using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>
/// Keeps hosts in the table <c>hosts</c>. A slot is taken by one conditional UPDATE: the database's own row lock, held for that statement
/// alone, decides between two nodes, on SQLite, PostgreSQL and SQL Server alike. Who comes too late is told when to try again.
/// </summary>
internal sealed class StoredHostLedger(IDbContextFactory<ParserDbContext> contexts, SettingsStore settings, EventBus bus, TimeProvider time)
    : IHostLedger
{
    // Politeness, not safety: the gate reads the settings for every request, this number may be a second old.
    private static readonly TimeSpan SettingsAge = TimeSpan.FromSeconds(1);

    private readonly Lazy<bool> _isShared = new(() =>
    {
        using var context = contexts.CreateDbContext();
        return context.Dialect.SharedByNodes;
    });

    private readonly OwnHostClocks _own = new(time);

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
        return await HostRows.FindAsync(context, host, cancellationToken) is { } clocks
            ? await CorrectAsync(context, host, clocks, cancellationToken)
            : HostClocks.None;
    }

    public async Task<HostClocks?> TryTakeAsync(string host, TimeSpan delay, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.UtcMilliseconds();

        // Without a delay there is nothing to reserve; a cooling that another node met still holds.
        delay = WholeMilliseconds(delay);
        if (delay > TimeSpan.Zero && await TakeRowAsync(context, host, now, delay, cancellationToken))
            return null;
        if (await HostRows.FindAsync(context, host, cancellationToken) is { } clocks)
        {
            var right = await CorrectAsync(context, host, clocks, cancellationToken);
            now = time.UtcMilliseconds();
            var isFree = right.NextAllowedAt <= now && (right.CoolingUntil ?? now) <= now;
            return isFree && (delay == TimeSpan.Zero || await TakeRowAsync(context, host, now, delay, cancellationToken)) ? null : right;
        }

        var first = new HostRecord
        {
            Host = host,
            NextAllowedAt = now + delay,
            LeaseMs = (int)delay.TotalMilliseconds,
            UpdatedAt = now,
        };
        if (delay == TimeSpan.Zero)
            return null;
        if (!await HostRows.TryAddAsync(context, first, cancellationToken))
            return await HostRows.FindAsync(context, host, cancellationToken) ?? HostClocks.None;
        _own.SetLease(host, now + delay, delay);
        return null;
    }

    public async Task PostponeAsync(string host, TimeSpan by, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        by = WholeMilliseconds(by);
        var (until, lease) = (time.UtcMilliseconds() + by, (int)by.TotalMilliseconds);
        var moved = await context
            .Set<HostRecord>()
            .Where(row => row.Host == host && row.NextAllowedAt < until)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.NextAllowedAt, until)
                        .SetProperty(row => row.LeaseMs, row => row.LeaseMs < lease ? lease : row.LeaseMs),
                cancellationToken
            );
        if (moved > 0)
            _own.SetLease(host, until, by);
    }

    public async Task CoolAsync(string host, TimeSpan duration, string reason, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        duration = WholeMilliseconds(duration);
        if (!await CoolRowAsync(context, host, duration, reason, cancellationToken))
        {
            var now = time.UtcMilliseconds();
            var first = new HostRecord
            {
                Host = host,
                NextAllowedAt = now,
                CoolingUntil = now + duration,
                CoolingMs = (int)duration.TotalMilliseconds,
                CoolingReason = reason,
                UpdatedAt = now,
            };
            if (await HostRows.TryAddAsync(context, first, cancellationToken))
                _own.SetCooling(host, now + duration, duration);
            else
                await CoolRowAsync(context, host, duration, reason, cancellationToken);
        }

        bus.Publish(new HostChanged(host));
    }

    public async Task NoteAsync(IReadOnlyList<HostNote> notes, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.UtcMilliseconds();
        foreach (var note in notes)
        {
            if (
                !await HostRows.NoteAsync(context, note, now, cancellationToken)
                && await HostRows.TryAddAsync(
                    context,
                    new HostRecord
                    {
                        Host = note.Host,
                        NextAllowedAt = now,
                        UpdatedAt = now,
                    },
                    cancellationToken
                )
            )
            {
                await HostRows.NoteAsync(context, note, now, cancellationToken);
            }
        }
    }

    /// <summary>One reference, so that no reader sees half of a new value.</summary>
    private sealed record KnownDelay(long At, TimeSpan Delay);

    private async Task<bool> TakeRowAsync(
        ParserDbContext context,
        string host,
        DateTime now,
        TimeSpan delay,
        CancellationToken cancellationToken
    )
    {
        var (next, lease) = (now + delay, (int)delay.TotalMilliseconds);
        var taken =
            await context
                .Set<HostRecord>()
                .Where(row => row.Host == host && row.NextAllowedAt <= now && (row.CoolingUntil == null || row.CoolingUntil <= now))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.NextAllowedAt, next).SetProperty(row => row.LeaseMs, lease),
                    cancellationToken
                ) > 0;
        if (taken)
            _own.SetLease(host, next, delay);
        return taken;
    }

    /// <summary>
    /// Sets back what a wall clock set too far ahead that has been set back since, unless another node has moved it meanwhile.
    /// </summary>
    private async Task<HostClocks> CorrectAsync(
        ParserDbContext context,
        string host,
        HostClocks stored,
        CancellationToken cancellationToken
    )
    {
        var right = _own.Right(host, stored, time.UtcMilliseconds());
        if (right != stored)
        {
            await context
                .Set<HostRecord>()
                .Where(row => row.Host == host && row.NextAllowedAt == stored.NextAllowedAt && row.CoolingUntil == stored.CoolingUntil)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.NextAllowedAt, right.NextAllowedAt)
                            .SetProperty(row => row.CoolingUntil, right.CoolingUntil),
                    cancellationToken
                );
        }

        return right;
    }

    private async Task<bool> CoolRowAsync(
        ParserDbContext context,
        string host,
        TimeSpan duration,
        string reason,
        CancellationToken cancellationToken
    )
    {
        if (await HostRows.FindAsync(context, host, cancellationToken) is not { } stored)
            return false;
        await CorrectAsync(context, host, stored, cancellationToken);
        var now = time.UtcMilliseconds();
        var (until, cooling) = (now + duration, (int)duration.TotalMilliseconds);
        var cooled = await context
            .Set<HostRecord>()
            .Where(row => row.Host == host && (row.CoolingUntil == null || row.CoolingUntil < until))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.CoolingUntil, until)
                        .SetProperty(row => row.CoolingMs, cooling)
                        .SetProperty(row => row.CoolingReason, reason)
                        .SetProperty(row => row.UpdatedAt, now),
                cancellationToken
            );
        if (cooled > 0)
            _own.SetCooling(host, until, duration);
        return true;
    }

    /// <summary>Rounded up, so that what is stored of a clock and of its span agrees on every database.</summary>
    private static TimeSpan WholeMilliseconds(TimeSpan span) => TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds));
}
