using ParserAdmin.Components.Charts;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Components.Pages.Home.Day;

/// <summary>Makes the rows of the timeline: of the sources where most goes on, in the order of their names, so that none jumps.</summary>
/// <param name="starts">Whether schedules start anything now.</param>
/// <param name="at">The moment between past and future, UTC.</param>
internal sealed class TimelineRows(DashboardView view, JobFeed feed, bool starts, DateTime at, TimeZoneInfo? zone)
{
    public static readonly TimeSpan Past = TimeSpan.FromHours(2.5);
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(1);
    private const int MostRows = 12;
    private const int MostMarks = 60;
    private const string Waits = "Waits: ";

    private readonly DateTime _from = at - Past;
    private readonly DateTime _to = at + Ahead;
    private readonly ILookup<string, RunSpan> _runs = view
        .Latest.Where(run => run.Status != JobStatus.Running && (run.EndedAt ?? run.StartedAt) > at - Past)
        .ToLookup(run => run.SourceId);
    private readonly ILookup<string, JobSnapshot> _open = feed.Jobs.ToLookup(job => job.SourceId);
    private readonly ILookup<string, UpcomingRun> _next = (starts ? view.NextRuns : []).ToLookup(run => run.View.Schedule.SourceId ?? "");

    public IReadOnlyList<TimelineRow> All()
    {
        // Those that run or wait, then those that ran last, then those that come first.
        var ids = _open
            .Select(source => source.Key)
            .Concat(_runs.Select(source => source.Key))
            .Concat(_next.Where(source => source.Min(run => run.At) < _to).Select(source => source.Key))
            .Distinct()
            .Take(MostRows);
        return [.. ids.Select(Row).OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private TimelineRow Row(string id)
    {
        var runs = _runs[id].Take(MostMarks).SelectMany(Of).ToList();
        var open = _open[id].SelectMany(Of).ToList();
        var next = _next[id]
            .SelectMany(run => run.View.Timing.Until(run.At, _to).Take(MostMarks).Select(time => (run.View.Schedule.Task, At: time)))
            .OrderBy(run => run.At)
            .Take(MostMarks)
            .ToList();
        var name = id.Length == 0 ? "All sources" : view.Names.GetValueOrDefault(id, id);
        return new TimelineRow(
            name,
            JobAddress.Filtered(null, null, id),
            Words(name, _runs[id].ToList(), _open[id].ToList(), next.Count > 0 ? next[0].At : null),
            [
                .. runs.Concat(open).OrderBy(mark => mark.From),
                .. next.Select(run => new TimelineMark("next", run.At, run.At, $"{run.Task} comes at {ChartText.Clock(run.At, zone)}")),
            ]
        );
    }

    private IEnumerable<TimelineMark> Of(RunSpan run)
    {
        var end = run.EndedAt ?? run.StartedAt;
        if (Waited(run.Task, run.WantedAt, run.StartedAt, run.WaitedFor) is { } wait)
            yield return wait;
        yield return new TimelineMark(
            Tone(run),
            run.StartedAt,
            end,
            $"{run.Task} {(run.WithErrors ? "succeeded with errors" : Word(run.Status))}, {ChartText.Clock(run.StartedAt, zone)}, "
                + $"took {Times.Duration(end - run.StartedAt)}",
            JobAddress.Of(run.Id)
        );
    }

    private IEnumerable<TimelineMark> Of(JobSnapshot job)
    {
        var wanted = job.NotBefore ?? job.RequestedAt;
        if (job.StartedAt is not { } started)
        {
            yield return new TimelineMark(
                "pending",
                wanted < at ? wanted : at,
                wanted < at ? at : wanted,
                $"{job.Task} waits: {job.Reason ?? "starts in a moment"}",
                JobAddress.Of(job.Id)
            );
            yield break;
        }

        if (Waited(job.Task, wanted, started, job.WaitedFor) is { } wait)
            yield return wait;
        var counts = feed.CountsOf(job);
        yield return new TimelineMark(
            "live",
            started,
            at,
            $"{job.Task} runs since {ChartText.Clock(started, zone)}, {counts.Share}",
            JobAddress.Of(job.Id)
        );
        if (counts.Percent is > 0 and < 100 and var done && at > started)
        {
            var rest = (at - started) / done * (100 - done);
            yield return new TimelineMark("rest", at, at + rest, $"about {Times.Duration(rest)} more");
        }
    }

    private TimelineMark? Waited(string task, DateTime wanted, DateTime started, string? waitedFor) =>
        started - wanted > TimeSpan.FromSeconds(2) && started > _from
            ? new TimelineMark("wait", wanted, started, $"{task} waited {Times.Duration(started - wanted)}{For(waitedFor)}")
            : null;

    /// <summary>As it said while it waited: "Waits: another job of this source runs".</summary>
    private static string For(string? reason) =>
        reason is null ? ""
        : reason.StartsWith(Waits, StringComparison.Ordinal) ? $" ({reason[Waits.Length..]})"
        : $" ({reason})";

    private string Words(string name, List<RunSpan> runs, List<JobSnapshot> open, DateTime? next)
    {
        var failed = runs.Count(run => run.Status is JobStatus.Failed or JobStatus.Lost);
        var errors = runs.Count(run => run.WithErrors);
        var running = open.Count(job => job.Status == JobStatus.Running);
        return string.Join(
            ", ",
            new[]
            {
                $"{name}: {runs.Count} {(runs.Count == 1 ? "run" : "runs")} ended",
                failed > 0 ? $"{failed} of them failed" : null,
                errors > 0 ? $"{errors} with errors" : null,
                running > 0 ? "one runs now" : null,
                open.Count > running ? $"{open.Count - running} waiting" : null,
                next is { } time ? $"next {ChartText.Clock(time, zone)}" : null,
            }.Where(word => word is not null)
        );
    }

    private static string Word(JobStatus status) => status == JobStatus.Cancelled ? "was cancelled" : status.ToString().ToLowerInvariant();

    private static string Tone(RunSpan run) =>
        run switch
        {
            { WithErrors: true } => "errors",
            { Status: JobStatus.Succeeded } => "good",
            { Status: JobStatus.Failed } => "bad",
            { Status: JobStatus.Lost } => "lost",
            { Status: JobStatus.Cancelled } => "warn",
            _ => "live",
        };
}
