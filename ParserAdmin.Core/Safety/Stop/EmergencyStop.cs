using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Safety.Stop;

/// <summary>Stops everything: this node first, in memory; then the stored latch, which every other node reads; then the record.</summary>
public sealed class EmergencyStop(
    Changes changes,
    SettingsStore store,
    SettingsApplier applier,
    LocalLatch latch,
    ActiveRuns runs,
    IRunningJobs jobs,
    StopFile stopFile,
    TimeProvider clock,
    ILogger<EmergencyStop> logger)
{
    /// <summary>
    /// Any operator, in any mode, any number of times. Succeeds with the node stopped even when the database cannot be written: the STOP file
    /// then keeps the node stopped, and the result says so with status <see cref="CommandStatus.Unavailable"/>.
    /// </summary>
    public async Task<CommandResult<StopReport>> StopAsync(Actor actor, string? reason, CancellationToken cancellationToken)
    {
        if (!actor.May(Role.Operator))
            return await RecordAsync(actor, reason, 0, cancellationToken);
        var clicked = clock.GetTimestamp();
        latch.Close($"Emergency stop by {actor.Name}");
        var cancelled = runs.Cancel(_ => true, $"Emergency stop by {actor.Name}");
        var localMs = clock.GetElapsedTime(clicked).TotalMilliseconds;
        try
        {
            // From here on the caller's going away must not leave the stop half done.
            var result = await RecordAsync(actor, reason, cancelled, CancellationToken.None);
            latch.Release();
            return result.Succeeded ? CommandResult<StopReport>.Done(result.Value with { LocalMilliseconds = localMs }) : result;
        }
        catch (Exception unwritable)
        {
            // Whatever it was: a stop that is not stored has to be kept by the file.
            latch.MarkUnstored();
            logger.LogCritical(unwritable, "The emergency stop could not be stored; the STOP file keeps this node stopped");
            await stopFile.WriteAsync($"Emergency stop by {actor.Name}: {reason}");
            return CommandResult<StopReport>.Refused(
                CommandStatus.Unavailable,
                $"This node is stopped ({cancelled} jobs cancelled), but the database could not be written, so other nodes may not know. A file named STOP in the data folder keeps this node stopped until someone removes it.");
        }
    }

    private async Task<CommandResult<StopReport>> RecordAsync(Actor actor, string? reason, int cancelled, CancellationToken cancellationToken)
    {
        ParserSettings? stopped = null;
        var result = await changes.RunAsync<StopReport>(
            new Change(actor, Role.Operator, "emergency-stop", "parser_settings", "1", reason),
            async (context, token) =>
            {
                var now = await store.ReadForChangeAsync(context, token);
                var decision = (SafetyDecision.Accepted)SafetyMachine.Decide(now, new SafetyEvent.Stop(actor.Name, clock.UtcMilliseconds(), reason));
                stopped = await SettingsStore.WriteAsync(context, now, decision.Settings, token);
                var running = await jobs.CountAsync(context, token);
                var news = await jobs.CancelPendingAsync(context, $"Emergency stop by {actor.Name}", token);
                var (before, after) = SettingsJson.Difference(now, stopped);
                var report = new StopReport(stopped, Math.Max(running, cancelled), 0);
                return new ChangeOutcome<StopReport>(CommandResult<StopReport>.Done(report), before, after, Epoch: stopped.Epoch, Events: news);
            },
            cancellationToken);
        if (stopped is not null && result.Succeeded)
            applier.Apply(stopped);
        return result;
    }
}
