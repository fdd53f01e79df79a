using MudBlazor;
using ParserAdmin.Components.Pages.Sources.Detail;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Backoff;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Progress;

namespace ParserAdmin.Components.Pages.Sources;

/// <summary>A source with what a person wants to know beside its name.</summary>
/// <param name="Definition">Null where it has errors.</param>
/// <param name="Health">How it is doing, in one word.</param>
/// <param name="Tasks">What may be asked of it, in the program's order.</param>
/// <param name="Runs">Its last runs, newest first.</param>
/// <param name="Open">Its jobs that wait or run.</param>
/// <param name="Items">How many items it has, counted up to the cap.</param>
/// <param name="NewItems">How many its runs of the last 24 hours found.</param>
public sealed record SourceOverview(
    Source Source,
    SourceDefinition? Definition,
    SourceHealth Health,
    IReadOnlyList<SourceTask> Tasks,
    IReadOnlyList<RunSpan> Runs,
    IReadOnlyList<ParserJob> Open,
    int Items,
    int NewItems
)
{
    /// <summary>How far each of its paths is read; told of one source only.</summary>
    public IReadOnlyList<PathState> Paths { get; init; } = [];

    /// <summary>How much it is left alone for failing; told of one source only.</summary>
    public SourceBackoff? Backoff { get; init; }

    /// <summary>Where it is; null for a definition with errors.</summary>
    public string? Host => HostOf(Definition);

    public string Address => SourceLink.AddressOf(Source.Id);

    public RunSpan? LastRun => Runs.Count > 0 ? Runs[0] : null;

    public ParserJob? Running => Open.FirstOrDefault(job => job.Status == JobStatus.Running);

    public ParserJob? Waiting => Open.FirstOrDefault(job => job.Status == JobStatus.Pending);

    /// <summary>What "Run now" runs: the first task that the definition allows.</summary>
    public SourceTask? MainTask => Tasks.FirstOrDefault(task => task.Available);

    /// <summary>The earliest next run of all its schedules, UTC.</summary>
    public DateTime? NextRun => Tasks.Min(task => task.NextRun);

    /// <summary>What stands in place of a next run.</summary>
    /// <param name="stopped">Whether the emergency stop is on.</param>
    public string NoNextRun(bool stopped)
    {
        var schedules = Tasks.SelectMany(task => task.Schedules).Select(schedule => schedule.View).ToList();
        return schedules.Count == 0 ? "no schedule"
            : Health is SourceHealth.Disabled or SourceHealth.Paused ? Word(Health)
            : schedules.Exists(view => view.Armed)
                ? stopped ? "stopped"
                    : "by hand only"
            : schedules.Exists(view => view.Schedule.Paused) ? "paused"
            : "kept from running";
    }

    public SourceCondition Condition =>
        Health switch
        {
            SourceHealth.Disabled => Tell("idle", Icons.Material.Filled.PowerSettingsNew, "It is switched off: nothing runs for it."),
            SourceHealth.Paused => Tell("warn", Icons.Material.Filled.Pause, $"{Source.PauseReason} — {Source.PausedBy}"),
            SourceHealth.Running => Tell("live", Icons.Material.Filled.PlayArrow, Running?.Task),
            SourceHealth.Failing => Tell("bad", Icons.Material.Filled.Error, Runs.FirstOrDefault(IsFailure) is { } run ? Why(run) : null),
            SourceHealth.New => Tell("idle", Icons.Material.Filled.FiberNew, "No run of it has come to its end yet."),
            _ => Tell("good", Icons.Material.Filled.Check, null),
        };

    public static string? HostOf(SourceDefinition? definition) => definition is { Links: [var first, ..] } ? first.Host : null;

    /// <summary>The word for it, on badge and filter alike.</summary>
    public static string Word(SourceHealth health) =>
        health switch
        {
            SourceHealth.Disabled => "off",
            SourceHealth.New => "new",
            SourceHealth.Ok => "ready",
            _ => health.ToString().ToLowerInvariant(),
        };

    private SourceCondition Tell(string tone, string icon, string? why) => new(tone, icon, Word(Health), why);

    private static bool IsFailure(RunSpan run) => run.Status == JobStatus.Failed;

    private static string Why(RunSpan run) => run.ErrorClass is { } known ? $"{known}: {run.Why}" : run.Why ?? "";
}
