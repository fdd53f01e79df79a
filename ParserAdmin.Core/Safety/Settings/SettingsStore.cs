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
/// <param name="Lost">Why there is no row to go by, in words; null while there is one.</param>
internal sealed record PolledSettings(ParserSettings Settings, bool Settled, bool ChangedBehind, string? Lost = null);

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
    private static readonly CompiledQuery<Func<ParserDbContext, CancellationToken, Task<StoredRow?>>> Row = new(() =>
        EF.CompileAsyncQuery(
            (ParserDbContext context, CancellationToken _) =>
                context
                    .Set<ParserSettings>()
                    .AsNoTracking()
                    .Select(settings => new StoredRow(settings, context.Set<StopRecord>().Max(stop => (long?)stop.Epoch)))
                    .SingleOrDefault()
        )
    );

    private readonly SettingsMemory _memory = new();
    private readonly SettingsMending _mending = new(trail, jobs, origin, clock);

    /// <summary>
    /// What holds on this node: a stop that no database has taken yet is one already, and who has no row to go by is stopped.
    /// </summary>
    public async Task<ParserSettings> ReadAsync(CancellationToken cancellationToken) =>
        latch.Unstored.Aggregate((await PollAsync(cancellationToken)).Settings, Stopped);

    /// <summary>The settings for a change or a decision, in the caller's context.</summary>
    /// <exception cref="LostRowException">The settings row is missing.</exception>
    public static async Task<ParserSettings> ReadAsync(ParserDbContext context, CancellationToken cancellationToken)
    {
        var (found, newest) = await ReadRowAsync(context, cancellationToken);
        var row = found ?? throw new LostRowException(SettingsLoss.Missing);
        return newest <= InStep(row) ? row : await StoppedAsync(context, row, cancellationToken);
    }

    /// <summary>
    /// Writes the safe defaults on the first start: manual, not stopped. At any other a row that is missing, or older than the trail knows
    /// it, was lost.
    /// </summary>
    public async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        var (row, _, words, known) = await LookForLossAsync(context, cancellationToken);
        if (row is null && known.Version == 0)
            await CreateAsync(context, cancellationToken);
        else if (words is not null)
            await RestoreAsync(context, row, words, known, null, cancellationToken);
        else
            return;
        await transaction.CommitAsync(cancellationToken);
    }

    internal async Task<PolledSettings> PollAsync(CancellationToken cancellationToken)
    {
        var known = _memory.Highest;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (row, newest) = await ReadRowAsync(context, cancellationToken);
        if (SettingsLoss.Of(row, newest, known) is { } words)
        {
            var basis = row ?? _memory.Last ?? new ParserSettings { UpdatedAt = clock.UtcMilliseconds() };
            return new PolledSettings(SettingsLoss.Stopped(basis, known, words), Settled: false, ChangedBehind: false, words);
        }

        _memory.Saw(row!, newest);
        var changedBehind = SettingsJson.IsChangedBehind(row!);
        return newest <= InStep(row!)
            ? new PolledSettings(row!, !changedBehind, changedBehind)
            : new PolledSettings(await StoppedAsync(context, row!, cancellationToken), Settled: false, changedBehind);
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
        var (row, inStep, words, known) = await LookForLossAsync(context, cancellationToken);
        var now = words is null ? row! : await RestoreAsync(context, row, words, known, news, cancellationToken);
        if (SettingsJson.IsChangedBehind(now))
            now = await _mending.TakeOverAsync(context, now, news, cancellationToken);
        var stops = await NewerAsync(context, inStep, cancellationToken);
        var audited = await SettingsLoss.AuditedAmongAsync(context, stops, cancellationToken);
        foreach (var stop in stops.Where(stop => !audited.Contains(stop.Epoch)))
            now = await _mending.BringInStepAsync(context, now, stop, news, cancellationToken);
        return now;
    }

    /// <summary>What was written is committed.</summary>
    internal void Saw(ParserSettings committed) => _memory.Saw(committed, newestStop: 0);

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

    private async Task CreateAsync(ParserDbContext context, CancellationToken cancellationToken)
    {
        var first = SettingsJson.Seal(new ParserSettings { UpdatedAt = clock.UtcMilliseconds(), UpdateReason = "first start" });
        context.Add(first);
        await trail.AppendAsync(
            context,
            new AuditRecord(Actor.System, "settings.create", "parser_settings", "1", null, SettingsJson.Write(first), first.UpdateReason),
            cancellationToken
        );
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Under the admission's lock: this node's memory and the trail tell how far the row had come.</summary>
    /// <returns>The row, up to which stop it is in step, why it is lost, and how far it had come.</returns>
    private async Task<(ParserSettings? Row, long InStep, string? Words, SettingsMark Known)> LookForLossAsync(
        ParserDbContext context,
        CancellationToken cancellationToken
    )
    {
        var remembered = _memory.Highest;
        var (row, newest) = await ReadRowAsync(context, cancellationToken);
        var audited = await SettingsLoss.AuditedAsync(context, cancellationToken);
        var words = SettingsLoss.Of(row, newest, remembered) ?? SettingsLoss.Of(row, 0, audited);
        return (row, words is null ? InStep(row!) : 0, words, remembered.With(audited));
    }

    private async Task<ParserSettings> RestoreAsync(
        ParserDbContext context,
        ParserSettings? row,
        string words,
        SettingsMark known,
        List<IEvent>? news,
        CancellationToken cancellationToken
    )
    {
        var highest = known.With(new SettingsMark(row?.Version ?? 0, row?.Epoch ?? 0));
        highest = highest.With(new SettingsMark(0, await SettingsLoss.EpochOnRecordAsync(context, cancellationToken)));
        return await _mending.RestoreAsync(
            context,
            row,
            row ?? _memory.Last ?? new ParserSettings(),
            highest,
            words,
            news,
            cancellationToken
        );
    }

    private static async Task<(ParserSettings? Row, long Newest)> ReadRowAsync(ParserDbContext context, CancellationToken cancellationToken)
    {
        var found = await ReadableAsync(Row.In(context)(context, cancellationToken));
        return (found?.Settings, found?.NewestStop ?? 0);
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

    internal static ParserSettings Stopped(ParserSettings now, StopRecord stop) =>
        ((SafetyDecision.Accepted)SafetyMachine.Decide(now, stop.ToEvent())).Settings;

    private sealed record StoredRow(ParserSettings Settings, long? NewestStop);
}
