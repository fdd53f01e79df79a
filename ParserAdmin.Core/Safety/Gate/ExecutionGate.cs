using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Core.Safety.Gate;

/// <summary>
/// The one place that answers "may this run go on?". It reads the stored settings for every answer. If they cannot be read, the answer is
/// no.
/// </summary>
public sealed class ExecutionGate(IGateFacts facts, LocalLatch latch, ActiveRuns runs, ILogger<ExecutionGate> logger)
{
    /// <returns>Null to pass, or why not.</returns>
    public async ValueTask<(GateRefusal Refusal, string Message)?> AskAsync(
        RunIdentity run,
        GateAction action,
        CancellationToken cancellationToken
    )
    {
        if (latch.Reason is { } closed)
            return (GateRefusal.Stopped, closed);
        GateFacts stored;
        try
        {
            stored = await facts.ReadAsync(run, cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // Whatever it was: who does not know may not go on.
            logger.LogError(unreadable, "The settings cannot be read; job {JobId} may not go on", run.JobId);
            return (GateRefusal.SettingsUnreadable, "The settings cannot be read, so nothing may run");
        }

        // The latch may have closed while the database answered.
        return latch.Reason is { } closedMeanwhile ? (GateRefusal.Stopped, closedMeanwhile) : GateRules.Refusal(stored, run, action);
    }

    /// <summary>Hands out the right to act, which asks this gate again before each request and write.</summary>
    /// <exception cref="GateRefusedException">The run may not start.</exception>
    internal async Task<GatedRun> OpenAsync(RunIdentity run, ActiveRun active, CancellationToken cancellationToken)
    {
        await DemandAsync(run, GateAction.Start, cancellationToken);
        return new Permit(this, run, active);
    }

    private async ValueTask DemandAsync(RunIdentity run, GateAction action, CancellationToken cancellationToken)
    {
        if (await AskAsync(run, action, cancellationToken) is { } refused)
            throw new GateRefusedException(refused.Refusal, refused.Message);
    }

    private IDisposable Enter() => runs.Enter();

    private sealed class Permit(ExecutionGate gate, RunIdentity run, ActiveRun active) : GatedRun
    {
        public override Guid JobId => run.JobId;

        public override string SourceId => run.SourceId;

        public override long Epoch => run.Epoch;

        public override CancellationToken Stopping => active.Stopping;

        public override ValueTask DemandAsync(GateAction action, CancellationToken cancellationToken) =>
            active.CancelReason is { } reason
                ? throw new GateRefusedException(GateRefusal.JobEnded, reason)
                : gate.DemandAsync(run, action, cancellationToken);

        internal override IDisposable Enter() => gate.Enter();
    }
}
