using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Jobs.List;

/// <summary>What narrows the list of jobs: status with its count, words, source, task, time.</summary>
public sealed partial class JobFilterBar
{
    private const string All = "all";

    [Parameter, EditorRequired]
    public required JobsView View { get; set; }

    [Parameter, EditorRequired]
    public required StatusCounts Counts { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Source> Sources { get; set; }

    [Parameter, EditorRequired]
    public required IEnumerable<string> Tasks { get; set; }

    [Parameter]
    public EventCallback<JobsView> OnChange { get; set; }

    private string Chosen => View.WantsErrors ? JobsView.WithErrors : View.WantedStatus?.ToString().ToLowerInvariant() ?? All;

    private IEnumerable<(string Value, string Count)> Chips =>
        Enum.GetValues<JobStatus>()
            .OrderBy(status =>
                status switch
                {
                    JobStatus.Running => -2,
                    JobStatus.Pending => -1,
                    _ => (int)status,
                }
            )
            .SelectMany(Chip)
            .Prepend(
                (All, Text([.. Enum.GetValues<JobStatus>().Where(status => status != JobStatus.Skipped).Select(status => Counts[status])]))
            );

    /// <summary>Those that succeeded with errors have a chip of their own behind the others.</summary>
    private IEnumerable<(string Value, string Count)> Chip(JobStatus status)
    {
        yield return (status.ToString().ToLowerInvariant(), Text(Counts[status]));
        if (status == JobStatus.Succeeded)
            yield return (JobsView.WithErrors, Text(Counts.WithErrors));
    }

    private Task ChooseAsync(string? status) =>
        OnChange.InvokeAsync(View with { Status = status is null or All ? null : status.Replace(' ', '-') });

    private static string Text(params IReadOnlyCollection<int> counts)
    {
        var more = counts.Any(count => count >= JobQueries.MostCounted) ? "+" : "";
        return counts.Sum().ToString("N0", CultureInfo.InvariantCulture) + more;
    }
}
