using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Running;

namespace ParserAdmin.Components.Pages.Jobs;

/// <summary>Jobs on a page, newest first, kept in step with the news. Old news about a job that is further already do no harm.</summary>
/// <param name="wanted">Which jobs belong on the page.</param>
/// <param name="most">How many stay; the oldest fall off.</param>
public sealed class JobFeed(Func<JobSnapshot, bool> wanted, int most)
{
    private readonly Dictionary<Guid, JobCounts> _progress = [];
    private List<JobSnapshot> _jobs = [];

    public IReadOnlyList<JobSnapshot> Jobs => _jobs;

    /// <summary>Whether new jobs come in at the top; not so on an older page of a list.</summary>
    public bool TakesNew { get; init; } = true;

    public void Load(IEnumerable<ParserJob> jobs)
    {
        _jobs = [.. jobs.Select(job => job.Snapshot())];
        _progress.Clear();
    }

    /// <summary>What the job did so far: as told last, else as stored.</summary>
    public JobCounts CountsOf(JobSnapshot job) =>
        job.Status == JobStatus.Running ? _progress.GetValueOrDefault(job.Id, job.Counts) : job.Counts;

    public void Apply(IEvent raised)
    {
        if (raised is JobProgressed progressed)
            _progress[progressed.JobId] = progressed.Counts;
        else if (raised is JobChanged changed)
            Take(changed.Job);
    }

    private void Take(JobSnapshot job)
    {
        var at = _jobs.FindIndex(known => known.Id == job.Id);
        if (at >= 0 && Rank(job.Status) < Rank(_jobs[at].Status))
            return;
        if (JobLifecycle.IsFinal(job.Status))
            _progress.Remove(job.Id);
        if (at >= 0 && wanted(job))
            _jobs[at] = job;
        else if (at >= 0)
            _jobs.RemoveAt(at);
        else if (wanted(job) && TakesNew)
            Insert(job);
    }

    private void Insert(JobSnapshot job)
    {
        var at = _jobs.FindIndex(known => known.Id.CompareTo(job.Id) < 0);
        _jobs.Insert(at < 0 ? _jobs.Count : at, job);
        if (_jobs.Count > most)
            _jobs.RemoveRange(most, _jobs.Count - most);
    }

    private static int Rank(JobStatus status) =>
        status switch
        {
            JobStatus.Pending => 0,
            JobStatus.Running => 1,
            _ => 2,
        };
}
