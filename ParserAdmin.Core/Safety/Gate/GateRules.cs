using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Safety.Gate;

/// <summary>Whether a run may go on, as a pure function of what is stored. The stricter rule wins.</summary>
public static class GateRules
{
    /// <summary>The task that <see cref="NeedsAutoupdate"/>; the gate decides by its name, for that is what is stored of a run.</summary>
    public const string EpisodeSync = "episode-sync";

    /// <summary>Whether the task also needs <c>enable_autoupdate</c> when a schedule starts it.</summary>
    public static bool NeedsAutoupdate(string task) => task == EpisodeSync;

    /// <returns>Null to pass, or why not.</returns>
    public static (GateRefusal Refusal, string Message)? Refusal(GateFacts facts, RunIdentity run, GateAction action)
    {
        var settings = facts.Settings;
        if (settings.Stopped)
        {
            return (
                GateRefusal.Stopped,
                $"Emergency stop by {settings.StoppedBy}{(settings.StopReason is { Length: > 0 } why ? $": {why}" : "")}"
            );
        }

        if (run.Epoch != settings.Epoch)
            return (GateRefusal.StaleEpoch, $"Everything was stopped after this run began (epoch {run.Epoch}, now {settings.Epoch})");
        if (Schedule(settings, run.Task, run.Scheduled) is { } refusal)
            return refusal;
        if (facts.SourceBlock is { } block)
            return (GateRefusal.SourcePaused, block);
        if (facts.CancelledBy is { } by)
            return (GateRefusal.JobEnded, $"Cancelled by {by}");
        if (run.IsPreview)
            return action == GateAction.Write ? (GateRefusal.JobEnded, "A look at a page stores nothing") : null;
        return action != GateAction.Start && !facts.JobRuns ? (GateRefusal.JobEnded, "The job was ended elsewhere") : null;
    }

    /// <summary>What mode and feature flags say to a task, before there is a job.</summary>
    public static (GateRefusal Refusal, string Message)? Schedule(SafetyState settings, string task, bool scheduled)
    {
        if (!scheduled)
            return null;
        if (settings.Mode != ParserMode.Auto)
            return (GateRefusal.ManualMode, "Mode changed: it is manual, in which schedules start nothing");
        return NeedsAutoupdate(task) && !settings.EnableAutoupdate
            ? (GateRefusal.TaskDisabled, "Automatic updates are off (enable_autoupdate)")
            : null;
    }
}
