using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Shared.Logs;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Jobs.Timings;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Jobs;

/// <summary>One job: how far it is, what it did, how it ended, the attempts before and after it, and its log.</summary>
public sealed partial class JobPage
{
    private const int MostAttempts = 20;
    private JobCounts _counts = new();
    private string? _whyNot;
    private (int Total, IReadOnlyList<RequestTiming> Last)? _timings;

    // Replaced whole, because Wants reads it on other threads.
    private IReadOnlyList<JobSnapshot> _chain = [];

    [Inject]
    private JobQueries Jobs { get; set; } = default!;

    [Inject]
    private JobRequests Requests { get; set; } = default!;

    [Inject]
    private JobTimingsKeeper Timings { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery]
    private string? Find { get; set; }

    [SupplyParameterFromQuery]
    private string? Levels { get; set; }

    [SupplyParameterFromQuery]
    private string? Line { get; set; }

    protected override object LoadKey => Id;

    protected override bool MovesWithClock => _chain.Any(job => !JobLifecycle.IsFinal(job.Status));

    private JobSnapshot? Job => _chain.FirstOrDefault(job => job.Id == Id);

    private LogPlace Place => LogPlace.Read(Find, Levels, Line);

    protected override bool Wants(IEvent raised) =>
        raised switch
        {
            JobChanged changed => changed.Job.Id == Id || Belongs(changed.Job),
            JobProgressed progressed => progressed.JobId == Id,
            SettingsChanged => true,
            SourceChanged changed => Job?.SourceId == changed.SourceId,
            _ => false,
        };

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _chain = [.. (await Jobs.AttemptsAsync(Id, MostAttempts, cancellationToken)).Select(job => job.Snapshot())];
        if (Job is not { } job)
            return;
        _counts = job.Counts;
        _timings = await Timings.FindAsync(Id, cancellationToken);
        _whyNot = await Requests.WhyNotAsync(job.Task, job.SourceId, cancellationToken);
    }

    protected override async Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken)
    {
        foreach (var raised in batch)
        {
            if (raised is JobChanged { Job: var told } && Belongs(told))
                Take(told);
            else if (raised is JobProgressed progressed && Job is { Status: JobStatus.Running })
                _counts = progressed.Counts;
        }

        if (batch.Any(raised => raised is JobChanged changed && changed.Job.Id == Id))
            _timings = await Timings.FindAsync(Id, cancellationToken);
        if (Job is { } job && batch.Any(raised => raised is SettingsChanged or SourceChanged))
            _whyNot = await Requests.WhyNotAsync(job.Task, job.SourceId, cancellationToken);
    }

    protected override Task OnSecondAsync(CancellationToken cancellationToken)
    {
        _timings = Timings.Live(Id) ?? _timings;
        return Task.CompletedTask;
    }

    private bool Belongs(JobSnapshot told) => _chain.Any(job => job.Id == told.Id || job.Id == told.RetryOf);

    /// <summary>Old news about a job that is further already do no harm.</summary>
    private void Take(JobSnapshot told)
    {
        var known = _chain.FirstOrDefault(job => job.Id == told.Id);
        if (known is not null && JobLifecycle.IsFinal(known.Status) && !JobLifecycle.IsFinal(told.Status))
            return;
        _chain = [.. _chain.Where(job => job.Id != told.Id).Append(told).OrderBy(job => job.Id)];
        if (told.Id == Id && told.Status != JobStatus.Running)
            _counts = told.Counts;
    }

    private void Go(LogPlace place) => Navigation.NavigateTo(JobAddress.Of(Id, place), replace: true);
}
