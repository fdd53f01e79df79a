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
    public required IReadOnlyDictionary<JobStatus, int> Counts { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Source> Sources { get; set; }

    [Parameter, EditorRequired]
    public required IEnumerable<string> Tasks { get; set; }

    [Parameter]
    public EventCallback<JobsView> OnChange { get; set; }

    private string Chosen => View.WantedStatus?.ToString().ToLowerInvariant() ?? All;

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
            .Select(status => (status.ToString().ToLowerInvariant(), Text([status])))
            .Prepend((All, Text(Enum.GetValues<JobStatus>().Where(status => status != JobStatus.Skipped))));

    private Task ChooseAsync(string? status) => OnChange.InvokeAsync(View with { Status = status is null or All ? null : status });

    private string Text(IEnumerable<JobStatus> statuses)
    {
        var counts = statuses.Select(status => Counts.GetValueOrDefault(status)).ToList();
        var more = counts.Any(count => count >= JobQueries.MostCounted) ? "+" : "";
        return counts.Sum().ToString("N0", CultureInfo.InvariantCulture) + more;
    }
}
