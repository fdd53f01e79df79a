using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Safety.Stop;

/// <summary>
/// Stops everything, and waits for nothing: first this node, in memory; then every node that can be told; then it is stored; then the settings row and
/// the audit trail are brought in step. Whatever of that cannot be done within a moment goes on behind, and the answer says so.
/// </summary>
public sealed class EmergencyStop
{
    /// <summary>The audit trail's word.</summary>
    public const string Action = "emergency-stop";

    // Together less than the second in which a person has the answer.
    private static readonly TimeSpan TellPatience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan StorePatience = TimeSpan.FromMilliseconds(450);

    /// <summary>Whoever waits at a shell for the nodes' acknowledgements would rather wait for this, too: the nodes were told before.</summary>
    private static readonly TimeSpan ShellStorePatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SettlePatience = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan CountPatience = TimeSpan.FromMilliseconds(100);

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
        Changes changes, SettingsStore store, SettingsReconciler reconciler, SettingsApplier applier, LocalLatch latch, ActiveRuns runs,
        IRunningJobs jobs, UnstoredStops unstored, StopOrigin origin, IDbContextFactory<ParserDbContext> contexts, StopLine line,
        TimeProvider clock, ILogger<EmergencyStop> logger)
    {
        (_changes, _store, _reconciler, _applier, _latch, _runs, _jobs) = (changes, store, reconciler, applier, latch, runs, jobs);
        (_unstored, _origin, _contexts, _line, _clock, _logger) = (unstored, origin, contexts, line, clock, logger);
    }

    /// <summary>
    /// Any operator, in any mode, any number of times; the caller's going away does not leave it half done. Where it could not be stored this node is
    /// stopped all the same, and the answer is <see cref="CommandStatus.Unavailable"/>, with the report and in words.
    /// </summary>
    public async Task<CommandResult<StopReport>> StopAsync(Actor actor, string? reason, CancellationToken cancellationToken)
    {
        if (!actor.May(Role.Operator))
            return await DenyAsync(actor, reason, cancellationToken);
        var clicked = _clock.GetTimestamp();
        var stop = StopRecord.Create(actor, reason, _origin.Node, _clock.UtcMilliseconds());
        var cancelled = ApplyCancellation(stop);
        var report = new StopReport(null, cancelled, _clock.GetElapsedTime(clicked).TotalMilliseconds, Told: false, Stored: false, Audited: false);

        // A command is no node: its file tells the node that runs on this folder.
        if (actor.Type == ActorType.Cli)
            report = report with { Kept = await _unstored.KeepAsync(stop) };
        var counting = CountRunningAsync();
        report = report with { Told = await WithinAsync(TellAsync(stop), TellPatience, "told to the other nodes") };
        var storing = StoreAsync(stop);
        if (!await WithinAsync(storing, actor.Type == ActorType.Cli ? ShellStorePatience : StorePatience, "stored"))
            return await UnstoredAsync(report, stop, storing);
        report = report with { Stored = true, Told = true, Epoch = await storing };
        report = report with { Audited = await WithinAsync(ApplyAsync(), SettlePatience, "brought in step") };
        var running = await WithinAsync(counting, CountPatience, "counted") ? await counting : 0;
        return CommandResult<StopReport>.Done(report with { JobsCancelled = Math.Max(running, cancelled) });
    }

    /// <summary>Another node, or a command, stopped everything: this one does not wait until it can be read.</summary>
    internal int ApplyCancellation(StopRecord stop) => _latch.Close(stop) ? _runs.Cancel(_ => true, $"Emergency stop by {stop.StoppedBy}") : 0;

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
            Forget(id);
        foreach (var stop in _latch.Unstored.Where(stop => stop.Node == _origin.Node || _latch.AgeOf(stop) >= leftToOthers))
            await StoreAsync(stop);
    }

    private async Task<CommandResult<StopReport>> DenyAsync(Actor actor, string? reason, CancellationToken cancellationToken)
    {
        try
        {
            return await _changes.RunAsync<StopReport>(
                new Change(actor, Role.Operator, Action, "parser_settings", "1", reason),
                (_, _) => throw new InvalidOperationException("It was refused before."),
                cancellationToken);
        }
        catch (Exception unrecorded) when (StorageFaults.IsOutage(unrecorded))
        {
            _logger.LogWarning("That {Actor} was refused an emergency stop could not be recorded: {Problem}", actor.Name, unrecorded.Message);
            return CommandResult<StopReport>.Refused(CommandStatus.Forbidden, "This needs the role operator. Ask an admin.");
        }
    }

    private async Task<bool> TellAsync(StopRecord stop) => await _line.TellAsync(stop, CancellationToken.None) || !_line.IsShared;

    /// <summary>Goes on however long it takes; a second try finds what the first one stored.</summary>
    private async Task<long> StoreAsync(StopRecord stop)
    {
        var epoch = await _line.StoreAsync(stop, CancellationToken.None);
        Forget(stop.Id);
        return epoch;
    }

    private void Forget(Guid id)
    {
        _latch.Release(id);
        _unstored.Forget(id);
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

    private async Task<CommandResult<StopReport>> UnstoredAsync(StopReport report, StopRecord stop, Task storing)
    {
        var kept = report.Kept || await _unstored.KeepAsync(stop);

        // It may have gone through meanwhile.
        if (storing.IsCompletedSuccessfully)
            _unstored.Forget(stop.Id);
        var why = storing.Exception is { } failed
            ? StorageFaults.Words(failed.GetBaseException())
            : "The database did not answer in time; perhaps another program holds it";
        var others = !_line.IsShared ? ""
            : report.Told ? "The other nodes were told. "
            : "The other nodes could NOT be told: look whether they still run. ";
        var where = kept ? "in the data folder" : "in the memory of this program alone, for the disk did not take it either: do not end it";
        var message = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"This node is stopped ({report.JobsCancelled} jobs cancelled). {others}The stop could not be stored yet. {why.TrimEnd('.')}. "
            + $"Who, when and why are kept {where}; they are stored as soon as the database takes them.");
        _logger.LogCritical("{Message}", message);
        return CommandResult<StopReport>.Refused(CommandStatus.Unavailable, message, report with { Kept = kept });
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
                late => _logger.LogWarning("The emergency stop was not {What}: {Problem}", what, late.Exception!.GetBaseException().Message),
                TaskContinuationOptions.OnlyOnFaulted);
        }
        catch (Exception failed)
        {
            // Whatever it was: the next step of a stop does not depend on this one.
            _logger.LogWarning("The emergency stop could not be {What}: {Problem}", what, failed.Message);
        }

        return false;
    }
}
