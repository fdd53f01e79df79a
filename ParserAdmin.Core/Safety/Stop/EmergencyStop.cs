using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Safety.Stop;

/// <summary>
/// Stops everything, and waits for nothing: first this node, in memory; then every node that can be told; then it is stored; then the
/// settings row and the audit trail are brought in step. None of that is done on the caller's thread, each has a moment's patience, what is
/// not done by then goes on behind, and the answer says so. Only the telling is broken off: its connection is needed for the storing.
/// </summary>
public sealed class EmergencyStop
{
    /// <summary>The audit trail's word.</summary>
    public const string Action = "emergency-stop";

    // Together less than the second in which a person has the answer.
    internal static readonly TimeSpan TellPatience = TimeSpan.FromMilliseconds(250);
    internal static readonly TimeSpan StorePatience = TimeSpan.FromMilliseconds(450);

    /// <summary>
    /// Whoever waits at a shell for the nodes' acknowledgements would rather wait for this, too; and a command is a program that has only
    /// just begun.
    /// </summary>
    private static readonly TimeSpan ShellTellPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ShellStorePatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SettlePatience = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan CountPatience = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan KeepPatience = TimeSpan.FromMilliseconds(250);

    private readonly Changes _changes;
    private readonly SettingsStore _store;
    private readonly SettingsReconciler _reconciler;
    private readonly SettingsApplier _applier;
    private readonly LocalLatch _latch;
    private readonly ActiveRuns _runs;
    private readonly IRunningJobs _jobs;
    private readonly UnstoredStops _unstored;
    private readonly StopOrigin _origin;
    private readonly IDbContextFactory<ParserDbContext> _contexts;
    private readonly StopLine _line;
    private readonly TimeProvider _clock;
    private readonly ILogger<EmergencyStop> _logger;

    public EmergencyStop(
        Changes changes,
        SettingsStore store,
        SettingsReconciler reconciler,
        SettingsApplier applier,
        LocalLatch latch,
        ActiveRuns runs,
        IRunningJobs jobs,
        UnstoredStops unstored,
        StopOrigin origin,
        IDbContextFactory<ParserDbContext> contexts,
        StopLine line,
        TimeProvider clock,
        ILogger<EmergencyStop> logger
    )
    {
        (_changes, _store, _reconciler, _applier, _latch, _runs, _jobs) = (changes, store, reconciler, applier, latch, runs, jobs);
        (_unstored, _origin, _contexts, _line, _clock, _logger) = (unstored, origin, contexts, line, clock, logger);
    }

    /// <summary>
    /// Any operator, in any mode, any number of times; the caller's going away does not leave it half done. Where it could not be stored
    /// this node is stopped all the same, and the answer is <see cref="CommandStatus.Unavailable"/>, with the report and in words.
    /// </summary>
    public Task<CommandResult<StopReport>> StopAsync(Actor actor, string? reason, CancellationToken cancellationToken) =>
        StopAsync(new Stopper(actor), reason, cancellationToken);

    /// <summary>
    /// Whoever was allowed at the last look has closed the latch before the database is heard. Where it says in time that they may not any
    /// more, it is opened again and nobody else is told.
    /// </summary>
    public async Task<CommandResult<StopReport>> StopAsync(Stopper stopper, string? reason, CancellationToken cancellationToken)
    {
        var actor = stopper.Actor;
        if (!actor.May(Role.Operator))
            return await DenyAsync(actor, reason, cancellationToken);
        var clicked = _clock.GetTimestamp();
        var stop = StopRecord.Create(actor, reason, _origin.Node, _clock.UtcMilliseconds());
        var cancelled = Cancel(stop, confirmed: false);
        var milliseconds = _clock.GetElapsedTime(clicked).TotalMilliseconds;
        if (await stopper.RefusedAsync(_clock, _logger) is { } refused)
        {
            _latch.Release(stop.Id);
            _runs.ForgetStopped(cancelled);
            return await DenyAsync(refused, reason, cancellationToken);
        }

        _latch.Confirm(stop.Id);

        // Side by side, and on other threads than this one: neither a disk nor a database that hangs holds up the telling.
        var telling = new CancellationTokenSource();
        var told = Task.Run(() => _line.TellAsync(stop, telling.Token), CancellationToken.None);
        var counting = Task.Run(CountRunningAsync, CancellationToken.None);

        // A command is no node: its file tells the node that runs on this folder.
        var isCommand = actor.Type == ActorType.Cli;
        var keeping = isCommand ? _unstored.KeepAsync(stop) : null;
        var isTold = await WithinAsync(told, isCommand ? ShellTellPatience : TellPatience, "told to the other nodes");
        _ = telling.CancelAsync();
        var report = new StopReport(null, cancelled.Count, milliseconds, isTold, Stored: false, Audited: false);
        var storing = StoreAsync(stop);
        if (!await WithinAsync(storing, isCommand ? ShellStorePatience : StorePatience, "stored"))
            return await UnstoredAsync(report, stop, storing, keeping ?? _unstored.KeepAsync(stop));
        var (epoch, forgetting) = await storing;
        report = report with { Stored = true, Told = true, Epoch = epoch };

        // A command ends after it, and the node may be frozen: then nobody else brings it in step.
        var settling = isCommand ? ShellStorePatience : SettlePatience;
        report = report with { Audited = await WithinAsync(Task.Run(ApplyAsync), settling, "brought in step") };
        var running = await WithinAsync(counting, CountPatience, "counted") ? await counting : 0;

        // A command ends now, and would leave a file behind that stops its node once more.
        if (keeping is not null)
            await WithinAsync(Task.WhenAll(keeping, forgetting), KeepPatience, "cleared from the data folder");
        return CommandResult<StopReport>.Done(report with { JobsCancelled = Math.Max(running, cancelled.Count) });
    }

    /// <summary>Another node, or a command, stopped everything: this one does not wait until it can be read.</summary>
    internal int ApplyCancellation(StopRecord stop) => Cancel(stop, confirmed: true).Count;

    private IReadOnlyList<Guid> Cancel(StopRecord stop, bool confirmed) =>
        _latch.Close(stop, confirmed) ? _runs.Stop(_ => true, $"Emergency stop by {stop.StoppedBy}") : [];

    /// <summary>Stores the stops that are not yet. One of another node is left to that one for a moment.</summary>
    /// <exception cref="System.Data.Common.DbException">The database did not take it.</exception>
    internal async Task StoreUnstoredAsync(TimeSpan leftToOthers, CancellationToken cancellationToken)
    {
        if (_latch.Unstored.Count == 0)
            return;
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var ids = _latch.Unstored.Select(stop => stop.Id).ToList();
        var stored = context.Set<StopRecord>().Where(stop => ids.Contains(stop.Id)).Select(stop => stop.Id);
        foreach (var id in await stored.ToListAsync(cancellationToken))
            await ForgetAsync(id);
        var left = _latch.Unstored.Where(stop => stop.Node == _origin.Node || _latch.AgeOf(stop) >= leftToOthers);
        foreach (var stop in left.Where(stop => _latch.IsToStore(stop.Id)))
            await (await StoreAsync(stop)).Forgetting;
    }

    private async Task<CommandResult<StopReport>> DenyAsync(Actor actor, string? reason, CancellationToken cancellationToken)
    {
        try
        {
            return await _changes.RunAsync<StopReport>(
                new Change(actor, Role.Operator, Action, "parser_settings", "1", reason),
                (_, _) => throw new UnreachableException(),
                cancellationToken
            );
        }
        catch (Exception unrecorded) when (StorageFaults.IsOutage(unrecorded))
        {
            _logger.LogWarning(
                "That {Actor} was refused an emergency stop could not be recorded: {Problem}",
                actor.Name,
                unrecorded.Message
            );
            return CommandResult<StopReport>.Refused(CommandStatus.Forbidden, "This needs the role operator. Ask an admin.");
        }
    }

    /// <summary>
    /// Goes on however long it takes; a second try finds what the first one stored. What is stored does not wait for a disk.
    /// </summary>
    private async Task<(long Epoch, Task<bool> Forgetting)> StoreAsync(StopRecord stop) =>
        (await _line.StoreAsync(stop, CancellationToken.None), ForgetAsync(stop.Id));

    private Task<bool> ForgetAsync(Guid id)
    {
        _latch.Release(id);
        return Task.Run(() =>
        {
            _unstored.Forget(id);
            // Stryker disable once Boolean: its end is waited for, its word is not asked.
            return true;
        });
    }

    /// <summary>What is stored takes effect here at once, and then wherever it still has to be written.</summary>
    private async Task<bool> ApplyAsync()
    {
        _applier.Apply(await _store.ReadAsync(CancellationToken.None));
        await _reconciler.SettleAsync(CancellationToken.None);
        return true;
    }

    private async Task<int> CountRunningAsync()
    {
        await using var context = await _contexts.CreateDbContextAsync();
        return await _jobs.CountAsync(context, CancellationToken.None);
    }

    private async Task<CommandResult<StopReport>> UnstoredAsync(StopReport report, StopRecord stop, Task storing, Task<bool> keeping)
    {
        var kept = await WithinAsync(keeping, KeepPatience, "kept in the data folder");

        // It may have gone through meanwhile.
        if (_latch.Unstored.All(left => left.Id != stop.Id))
            _ = ForgetAsync(stop.Id);
        var why = storing.Exception is { } failed
            ? StorageFaults.Words(failed.GetBaseException())
            : "The database did not answer in time; perhaps another program holds it";
        var others =
            !_line.IsShared ? ""
            : report.Told ? "The other nodes were told. "
            : "The other nodes could NOT be told: look whether they still run. ";
        var where = kept ? "in the data folder" : "in the memory of this program alone, for the disk did not take it either: do not end it";
        var message =
            $"This node is stopped ({report.JobsCancelled} jobs cancelled). {others}The stop could not be stored yet. {why.TrimEnd('.')}. "
            + $"Who, when and why are kept {where}; they are stored as soon as the database takes them.";
        _logger.LogCritical("{Message}", message);
        report = report with { Kept = kept, Told = report.Told || !_line.IsShared };
        return CommandResult<StopReport>.Refused(CommandStatus.Unavailable, message, report);
    }

    /// <returns>Whether it was done, and said yes, within the time. It goes on in any case.</returns>
    private async Task<bool> WithinAsync<T>(Task<T> step, TimeSpan patience, string what)
    {
        try
        {
            return await step.WaitAsync(patience, _clock) is not false;
        }
        catch (TimeoutException) when (!step.IsCompleted)
        {
            _logger.LogWarning("The emergency stop is not {What} yet", what);
            _ = step.ContinueWith(
                late =>
                    _logger.LogWarning("The emergency stop was not {What}: {Problem}", what, late.Exception!.GetBaseException().Message),
                TaskContinuationOptions.OnlyOnFaulted
            );
        }
        catch (Exception failed)
        {
            // Whatever it was: the next step of a stop does not depend on this one.
            _logger.LogWarning("The emergency stop could not be {What}: {Problem}", what, failed.Message);
        }

        return false;
    }
}
