using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Jobs.List;

/// <summary>What the list of jobs shows, as its address says it.</summary>
/// <param name="Status">A status in lower case, or <see cref="WithErrors"/>; null for all but skipped slots.</param>
/// <param name="From">Asked for then or later: a choice of <see cref="TimeSpanChoice"/> or an ISO 8601 time.</param>
/// <param name="To">Asked for before then, an ISO 8601 time.</param>
/// <param name="Before">Where the page before ended.</param>
/// <param name="Open">The job whose details are shown beside the list.</param>
public sealed record JobsView(
    string? Status = null,
    string? Task = null,
    string? Source = null,
    string? Schedule = null,
    string? Text = null,
    string? From = null,
    string? To = null,
    Guid? Before = null,
    Guid? Open = null
)
{
    /// <summary>Of those that succeeded, the ones with items that failed.</summary>
    public const string WithErrors = "with errors";

    private static readonly JobStatus[] Runs = [.. Enum.GetValues<JobStatus>().Where(status => status != JobStatus.Skipped)];

    public bool IsFiltered => this with { Before = null, Open = null } != new JobsView();

    /// <summary>What is asked of the database; opening a job's details asks for nothing new.</summary>
    public JobsView Asked => this with { Open = null };

    public string Address =>
        QueryText.Write(
            JobAddress.List,
            [
                new("status", Status),
                new("task", Task),
                new("source", Source),
                new("schedule", Schedule),
                new("q", Text),
                new("from", From),
                new("to", To),
                new("before", Before?.ToString()),
                new("open", Open?.ToString()),
            ]
        );

    public bool WantsErrors => Status?.Replace('-', ' ').Equals(WithErrors, StringComparison.OrdinalIgnoreCase) == true;

    // An unknown word in the address is as none: the list says what it shows.
    public JobStatus? WantedStatus =>
        Enum.GetValues<JobStatus>()
            .Cast<JobStatus?>()
            .FirstOrDefault(status => string.Equals(status.ToString(), Status, StringComparison.OrdinalIgnoreCase));

    public JobFilter Filter(DateTime now, IEnumerable<Source> sources) =>
        new(
            WantedStatus is { } status ? [status]
                : WantsErrors ? [JobStatus.Succeeded]
                : Runs,
            QueryText.Clean(Task),
            QueryText.Clean(Source),
            TimeSpanChoice.Start(From, now),
            QueryText.Clean(Schedule),
            TimeSpanChoice.Time(To),
            Number,
            Number is { } text
                ? [.. sources.Where(source => source.Name.Contains(text, StringComparison.OrdinalIgnoreCase)).Select(source => source.Id)]
                : null,
            WantsErrors
        );

    // People write the id as the list shows it.
    private string? Number => QueryText.Clean(Text)?.TrimStart('#');
}
