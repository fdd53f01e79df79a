using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Jobs.Detail;

/// <summary>A job beside the list: what it did, how it ended and its last lines, live.</summary>
public sealed partial class JobDetail
{
    private const int MostLines = 12;
    private JobSnapshot? _job;
    private JobCounts _counts = new();
    private string? _whyNot;
    private List<JobLogLine> _lines = [];

    [Inject]
    private JobQueries Jobs { get; set; } = default!;

    [Inject]
    private JobRequests Requests { get; set; } = default!;

    [Parameter, EditorRequired]
    public Guid Id { get; set; }

    /// <summary>For people; the id where it is not known.</summary>
    [Parameter]
    public string? SourceName { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    protected override object LoadKey => Id;

    protected override bool MovesWithClock => _job is { } job && !JobLifecycle.IsFinal(job.Status);

    protected override bool Wants(IEvent raised) =>
        raised switch
        {
            JobChanged changed => changed.Job.Id == Id,
            JobProgressed progressed => progressed.JobId == Id,
            JobLogged logged => logged.Lines.Any(line => line.JobId == Id),
            SettingsChanged => true,
            SourceChanged changed => changed.SourceId == _job?.SourceId,
            _ => false,
        };

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _job = (await Jobs.FindAsync(Id, cancellationToken))?.Snapshot();
        if (_job is not { } job)
            return;
        _counts = job.Counts;
        _lines = [.. await Jobs.LogTailAsync(new JobLogFilter(Id), MostLines, cancellationToken)];
        _whyNot = await Requests.WhyNotAsync(job.Task, job.SourceId, cancellationToken);
    }

    protected override async Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken)
    {
        foreach (var raised in batch)
        {
            if (raised is JobChanged { Job: var told } && told.Id == Id && !(IsOver && !JobLifecycle.IsFinal(told.Status)))
                (_job, _counts) = (told, told.Status == JobStatus.Running ? _counts : told.Counts);
            else if (raised is JobProgressed progressed && progressed.JobId == Id && !IsOver)
                _counts = progressed.Counts;
            else if (raised is JobLogged logged)
                _lines.AddRange(logged.Lines.Where(line => line.JobId == Id && line.Sequence > (_lines.LastOrDefault()?.Sequence ?? 0)));
        }

        if (_lines.Count > MostLines)
            _lines.RemoveRange(0, _lines.Count - MostLines);
        if (_job is { } job && batch.Any(raised => raised is SettingsChanged or SourceChanged))
            _whyNot = await Requests.WhyNotAsync(job.Task, job.SourceId, cancellationToken);
    }

    private bool IsOver => _job is { } job && JobLifecycle.IsFinal(job.Status);
}
