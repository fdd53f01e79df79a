using ParserAdmin.Components.Pages.Sources.Detail;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Backoff;
using ParserAdmin.Core.Sources.Watermarks;

namespace ParserAdmin.Components.Pages.Sources;

/// <summary>A source with what a person wants to know beside its name.</summary>
/// <param name="Health">How it is doing, in one word.</param>
/// <param name="Tasks">What may be asked of it, in the program's order.</param>
/// <param name="Jobs">Its newest jobs, newest first.</param>
/// <param name="Items">How many items it has, counted up to the cap.</param>
public sealed record SourceOverview(Source Source, SourceHealth Health, IReadOnlyList<SourceTask> Tasks, IReadOnlyList<ParserJob> Jobs, int Items)
{
    /// <summary>How far each of its paths is read; told of one source only.</summary>
    public IReadOnlyList<PathState> Paths { get; init; } = [];

    /// <summary>How much it is left alone for failing; told of one source only.</summary>
    public SourceBackoff? Backoff { get; init; }

    public ParserJob? LastJob => Jobs.Count > 0 ? Jobs[0] : null;

    public ParserJob? Running => Jobs.FirstOrDefault(job => job.Status == JobStatus.Running);

    /// <summary>What "Run now" runs: the first task that the definition allows.</summary>
    public SourceTask? MainTask => Tasks.FirstOrDefault(task => task.Available);

    /// <summary>The earliest next run of all its schedules, UTC.</summary>
    public DateTime? NextRun => Tasks.Min(task => task.NextRun);

    public SourceCondition Condition => Health switch
    {
        SourceHealth.Disabled => new SourceCondition("idle", "power_settings_new", "off", "It is switched off: nothing runs for it."),
        SourceHealth.Paused => new SourceCondition("warn", "pause", "paused", $"{Source.PauseReason} — {Source.PausedBy}"),
        SourceHealth.Running => new SourceCondition("live", "play_arrow", "running", Running?.Task),
        SourceHealth.Failing => new SourceCondition("bad", "error", "failing", Jobs.FirstOrDefault(job => job.Status == JobStatus.Failed)?.ErrorMessage),
        SourceHealth.New => new SourceCondition("idle", "fiber_new", "never run", null),
        _ => new SourceCondition("good", "check", "ready", null),
    };
}
