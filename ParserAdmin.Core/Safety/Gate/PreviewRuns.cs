using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Safety.Gate;

/// <summary>
/// A person's look at something on a site: a run that is no job. It sends requests under the gate like any other and writes nothing; an
/// emergency stop ends it under way.
/// </summary>
public sealed class PreviewRuns(ExecutionGate gate, ActiveRuns runs, SettingsStore settings)
{
    /// <param name="task">What the look is for, as logs name it.</param>
    /// <param name="sourceId">Whose site it is; the source may be of a draft, and one that is paused bars the look.</param>
    /// <exception cref="GateRefusedException">Stopped, before or under way, or the source is paused.</exception>
    public async Task<T> RunAsync<T>(string task, string sourceId, Func<GatedRun, Task<T>> look, CancellationToken cancellationToken)
    {
        var epoch = (await settings.ReadAsync(cancellationToken)).Epoch;
        var identity = new RunIdentity(Guid.CreateVersion7(), task, sourceId, epoch, Scheduled: false) { IsPreview = true };
        using var active = runs.Begin(identity);
        try
        {
            return await look(await gate.OpenAsync(identity, active, cancellationToken));
        }
        catch (OperationCanceledException stopped) when (stopped is not GateRefusedException && active.CancelReason is { } reason)
        {
            throw new GateRefusedException(GateRefusal.Stopped, reason);
        }
        finally
        {
            runs.End(active);
        }
    }
}
