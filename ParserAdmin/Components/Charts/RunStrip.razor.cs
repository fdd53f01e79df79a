using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Charts;

/// <summary>
/// The last runs of a source, the oldest at the left: the height tells how long it took, colour and form how it ended. What failed or was
/// lost has the full height. Its words are its label.
/// </summary>
public sealed partial class RunStrip
{
    /// <summary>How many runs it has room for.</summary>
    public const int Places = 20;
    private const int Step = 7;
    private const int Full = 21;
    private TimeSpan _longest;
    private string _label = "";

    /// <summary>Newest first.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<RunSpan> Runs { get; set; }

    /// <summary>UTC.</summary>
    [Parameter, EditorRequired]
    public DateTime Now { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    protected override void OnParametersSet()
    {
        var shown = Runs.Take(Places).ToList();
        _longest = shown.Select(Took).DefaultIfEmpty().Max();
        _label =
            shown.Count == 0
                ? "No run yet"
                : $"Last {(shown.Count == 1 ? "run" : $"{shown.Count} runs")}: "
                    + string.Join(
                        ", ",
                        shown.CountBy(Word).OrderByDescending(each => each.Value).Select(each => $"{each.Value} {each.Key}")
                    )
                    + (shown.Count == 1 ? "" : $"; the newest {Word(shown[0])}");
    }

    private StripBar? BarAt(int place)
    {
        var at = Places - 1 - place;
        if (at >= Runs.Count)
            return null;
        var run = Runs[at];
        var share = _longest > TimeSpan.Zero ? Took(run) / _longest : 0;
        var words =
            $"{run.Task} {Word(run)}, {Times.Local(run.StartedAt, Zone ?? TimeZoneInfo.Utc)}, {(run.EndedAt is null ? "for" : "took")} "
            + Times.Duration(Took(run));
        return new StripBar(
            Tone(run),
            run.Status is JobStatus.Failed or JobStatus.Lost ? Full : 6 + (int)(14 * Math.Clamp(share, 0.05, 1)),
            run is { Status: not JobStatus.Succeeded, Why: { } why } ? $"{words}: {why}" : words
        );
    }

    private TimeSpan Took(RunSpan run) => (run.EndedAt ?? (Now > run.StartedAt ? Now : run.StartedAt)) - run.StartedAt;

    private static string Word(RunSpan run) => run.WithErrors ? "succeeded with errors" : run.Status.ToString().ToLowerInvariant();

    private static string Tone(RunSpan run) =>
        run switch
        {
            { WithErrors: true } => "errors",
            { Status: JobStatus.Succeeded } => "good",
            { Status: JobStatus.Failed } => "bad",
            { Status: JobStatus.Running } => "live",
            { Status: JobStatus.Lost } => "lost",
            _ => "cancelled",
        };

    private sealed record StripBar(string Tone, int Height, string Words);
}
