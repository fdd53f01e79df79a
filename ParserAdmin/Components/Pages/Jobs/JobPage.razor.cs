using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Running;

namespace ParserAdmin.Components.Pages.Jobs;

/// <summary>One job: how far it is, what it did, how it ended, and its log.</summary>
public sealed partial class JobPage
{
    private JobSnapshot? _job;
    private JobCounts _counts = new();
    private Guid? _next;

    [Inject]
    private JobQueries Jobs { get; set; } = default!;

    [Inject]
    private JobCommands JobCommands { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Parameter]
    public Guid Id { get; set; }

    protected override object LoadKey => Id;

    protected override bool MovesWithClock => _job is { } job && !JobLifecycle.IsFinal(job.Status);

    protected override bool Wants(IEvent raised) => raised switch
    {
        JobChanged changed => changed.Job.Id == Id || changed.Job.RetryOf == Id,
        JobProgressed progressed => progressed.JobId == Id,
        _ => false,
    };

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _job = (await Jobs.FindAsync(Id, cancellationToken))?.Snapshot();
        if (_job is not null)
            _counts = _job.Counts;
        _next = await Jobs.NextAsync(Id, cancellationToken);
    }

    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken)
    {
        foreach (var raised in batch)
        {
            if (raised is JobChanged { Job: var next } && next.RetryOf == Id)
                _next = next.Id;
            else if (raised is JobChanged changed && !(_job is { } known && JobLifecycle.IsFinal(known.Status) && !JobLifecycle.IsFinal(changed.Job.Status)))
                (_job, _counts) = (changed.Job, changed.Job.Status == JobStatus.Running ? _counts : changed.Job.Counts);
            else if (raised is JobProgressed progressed && _job is { Status: JobStatus.Running })
                _counts = progressed.Counts;
        }

        return Task.CompletedTask;
    }

    private Task CancelAsync() => RunAsync((actor, token) => JobCommands.CancelAsync(actor, Id, token), _ => "The job is told to end; what it has parsed is kept.");

    private async Task RepeatAsync()
    {
        var again = await RunAsync((actor, token) => JobCommands.RetryAsync(actor, Id, token));
        if (again is { Succeeded: true })
            Navigation.NavigateTo(JobAddress.Of(again.Value.Id));
    }
}
