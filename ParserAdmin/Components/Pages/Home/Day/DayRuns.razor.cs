using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Charts;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Pages.Home.Day;

/// <summary>
/// The runs of the last 24 hours by outcome, a bar an hour; a bar leads to its jobs. Slots that were merely skipped are told in words: they
/// would dwarf the runs.
/// </summary>
public sealed partial class DayRuns
{
    private const int HoursBetweenMarks = 3;

    /// <summary>From the top of a bar down.</summary>
    private static readonly (JobStatus Status, string Tone)[] Outcomes =
    [
        (JobStatus.Failed, "bad"),
        (JobStatus.Lost, "lost"),
        (JobStatus.Cancelled, "warn"),
        (JobStatus.Running, "live"),
        (JobStatus.Succeeded, "good"),
    ];

    [Parameter, EditorRequired]
    public required LastDay Day { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    private IEnumerable<(JobStatus Status, string Tone, int Count)> Legend =>
        Outcomes
            .Reverse()
            .Append((JobStatus.Skipped, "idle"))
            .Select(one => (one.Item1, one.Item2, Count: Day.Count(one.Item1)))
            .Where(one => one.Count > 0 || one.Item1 is JobStatus.Succeeded or JobStatus.Failed);

    private IReadOnlyList<Bar> Bars => [.. Day.Hours.Select(BarOf)];

    private Bar BarOf(DateTime hour, int at)
    {
        var counts = Outcomes
            .Select(one => (one.Status, one.Tone, Count: Day.Count(one.Status, hour)))
            .Where(one => one.Count > 0)
            .ToList();
        var skipped = Day.Count(JobStatus.Skipped, hour);
        var words = counts
            .AsEnumerable()
            .Reverse()
            .Append((Status: JobStatus.Skipped, Tone: "", Count: skipped))
            .Where(one => one.Count > 0)
            .Select(one => $"{ChartText.Number(one.Count)} {Word(one.Status)}")
            .DefaultIfEmpty("nothing ran");
        var end = hour.AddHours(1);
        return new Bar(
            $"{ChartText.DayClock(hour, Zone)} to {ChartText.Clock(end, Zone)}: {string.Join(", ", words)}",
            LastDay.Address(null, hour, end),
            at == Day.Hours.Count - 1 ? "now"
                : at % HoursBetweenMarks == 0 && at < Day.Hours.Count - 2 ? ChartText.Clock(hour, Zone)
                : null,
            [.. counts.Select(one => new BarPart(one.Tone, one.Count))]
        );
    }

    private static string Word(JobStatus status) => status.ToString().ToLowerInvariant();
}
