using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Sources;

/// <summary>A source with what a person wants to know beside its name.</summary>
/// <param name="Tasks">What may be asked of it, in the program's order.</param>
/// <param name="Jobs">Its newest jobs, newest first.</param>
/// <param name="Items">How many items it has, counted up to the cap.</param>
public sealed record SourceOverview(Source Source, IReadOnlyList<SourceTask> Tasks, IReadOnlyList<ParserJob> Jobs, int Items)
{
    public ParserJob? LastJob => Jobs.Count > 0 ? Jobs[0] : null;

    public ParserJob? Running => Jobs.FirstOrDefault(job => job.Status == JobStatus.Running);

    /// <summary>What "Run now" runs: the first task that the definition allows.</summary>
    public SourceTask? MainTask => Tasks.FirstOrDefault(task => task.Available);

    /// <summary>The earliest next run of all its schedules, UTC.</summary>
    public DateTime? NextRun => Tasks.Min(task => task.NextRun);

    // A run that a person or the gate ended says nothing about the source.
    private ParserJob? LastTelling => Jobs.FirstOrDefault(job => job.Status is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Lost);

    public SourceCondition Condition =>
        !Source.Enabled ? new SourceCondition("idle", "power_settings_new", "off", "It is switched off: nothing runs for it.")
        : Source.Paused ? new SourceCondition("warn", "pause", "paused", $"{Source.PauseReason} — {Source.PausedBy}")
        : Running is { } running ? new SourceCondition("live", "play_arrow", "running", running.Task)
        : LastTelling is { Status: JobStatus.Failed or JobStatus.Lost } bad ? new SourceCondition("bad", "error", "failing", bad.ErrorMessage ?? bad.Reason)
        : LastTelling is null ? new SourceCondition("idle", "fiber_new", "never run", null)
        : new SourceCondition("good", "check", "ready", null);
}
