using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Jobs;

/// <summary>The list of jobs; its filter and its place are in the address.</summary>
public sealed partial class JobsPage
{
    private const int PageSize = 50;
    private const int MostSources = 500;
    private JobFeed _feed = new(_ => false, PageSize);
    private IReadOnlyList<Source> _sources = [];

    [Inject]
    private JobQueries Jobs { get; set; } = default!;

    [Inject]
    private JobCommands JobCommands { get; set; } = default!;

    [Inject]
    private SourceQueries Sources { get; set; } = default!;

    [Inject]
    private IEnumerable<IInvocable> Invocables { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? Status { get; set; }

    [SupplyParameterFromQuery]
    private string? Task { get; set; }

    [SupplyParameterFromQuery]
    private string? Source { get; set; }

    [SupplyParameterFromQuery]
    private string? Schedule { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    private string? BeforeText { get; set; }

    private Guid? Before => QueryText.Id(BeforeText);

    protected override object LoadKey => (Status, Task, Source, Schedule, Before);

    protected override bool MovesWithClock => _feed.Jobs.Any(job => !JobLifecycle.IsFinal(job.Status));

    private IEnumerable<string> Tasks => Invocables.Select(invocable => invocable.Definition.Name).Order();

    private bool IsFiltered => WantedStatus is not null || !string.IsNullOrEmpty(Task) || !string.IsNullOrEmpty(Source) || !string.IsNullOrEmpty(Schedule);

    // An unknown word in the address is as none: the list says what it shows.
    private JobStatus? WantedStatus =>
        Enum.GetValues<JobStatus>().Cast<JobStatus?>().FirstOrDefault(status => string.Equals(status.ToString(), Status, StringComparison.OrdinalIgnoreCase));

    protected override bool Wants(IEvent raised) => raised is JobChanged or JobProgressed;

    protected override async System.Threading.Tasks.Task LoadAsync(CancellationToken cancellationToken)
    {
        var (status, task, source, schedule) = (WantedStatus, Task, Source, Schedule);
        var filter = new JobFilter(status is { } one ? [one] : null, task, source, ScheduleId: schedule);
        var jobs = await Jobs.RecentAsync(filter, Before, PageSize, cancellationToken);
        _sources = await Sources.ListAsync(null, MostSources, cancellationToken);
        _feed = new JobFeed(
            job => (status is null || job.Status == status) && (string.IsNullOrEmpty(task) || job.Task == task) && (string.IsNullOrEmpty(source) || job.SourceId == source)
                && (string.IsNullOrEmpty(schedule) || job.ScheduleId == schedule),
            PageSize)
        {
            TakesNew = Before is null,
        };
        _feed.Load(jobs);
    }

    protected override System.Threading.Tasks.Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken)
    {
        foreach (var raised in batch)
            _feed.Apply(raised);
        return System.Threading.Tasks.Task.CompletedTask;
    }

    private void Go(string? status, string? task, string? source) => Navigation.NavigateTo(JobAddress.Filtered(status, task, source, schedule: Schedule));

    private System.Threading.Tasks.Task CancelAsync(JobSnapshot job) =>
        RunAsync((actor, token) => JobCommands.CancelAsync(actor, job.Id, token), ended => $"{ended.Name} is told to end.");

    private System.Threading.Tasks.Task RepeatAsync(JobSnapshot job) =>
        RunAsync((actor, token) => JobCommands.RetryAsync(actor, job.Id, token), again => $"{again.Name} was asked for again.");
}
