using System.Collections.Concurrent;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Jobs.Running;

namespace ParserAdmin.Core.Cluster.Relay;

/// <summary>What the pages of this node were told already, by whichever way it came: the poll must not tell it twice.</summary>
internal sealed class SeenEvents
{
    private readonly ConcurrentDictionary<long, byte> _entries = new();
    private readonly ConcurrentDictionary<long, byte> _lines = new();
    private readonly ConcurrentDictionary<Guid, (JobStatus Status, string? Reason, DateTime? Cancel)> _jobs = new();
    private readonly ConcurrentDictionary<Guid, JobCounts> _counts = new();

    /// <summary>Observes the bus, so that nothing is published and not yet noted.</summary>
    public void Note(IEvent raised)
    {
        switch (raised)
        {
            case AuditAppended appended:
                _entries[appended.Entry.Sequence] = 0;
                break;
            case JobLogged logged:
                foreach (var line in logged.Lines)
                    _lines[line.Sequence] = 0;
                break;
            case JobChanged changed:
                Note(changed.Job);
                break;
            case JobProgressed progressed:
                _counts[progressed.JobId] = progressed.Counts;
                break;
        }
    }

    public void Note(JobSnapshot job)
    {
        _jobs[job.Id] = Mark(job);
        _counts[job.Id] = job.Counts;
    }

    public bool HasEntry(long sequence) => _entries.ContainsKey(sequence);

    public bool HasLine(long sequence) => _lines.ContainsKey(sequence);

    public bool HasJob(JobSnapshot job) => _jobs.TryGetValue(job.Id, out var mark) && mark == Mark(job);

    public JobCounts Counts(JobSnapshot job) => _counts.GetValueOrDefault(job.Id) ?? new JobCounts();

    public void ForgetEntriesUpTo(long sequence) => Forget(_entries, known => known <= sequence);

    public void ForgetLinesUpTo(long sequence) => Forget(_lines, known => known <= sequence);

    /// <summary>Jobs that have ended and are not looked at any more.</summary>
    public void ForgetJobs(IReadOnlySet<Guid> looked)
    {
        const int many = 2_000;
        if (_jobs.Count < many)
            return;
        Forget(_jobs, id => !looked.Contains(id) && JobLifecycle.IsFinal(_jobs[id].Status));
        Forget(_counts, id => !_jobs.ContainsKey(id));
    }

    private static (JobStatus Status, string? Reason, DateTime? Cancel) Mark(JobSnapshot job) =>
        (job.Status, job.Reason, job.CancelRequestedAt);

    private static void Forget<TKey, TValue>(ConcurrentDictionary<TKey, TValue> known, Func<TKey, bool> which)
        where TKey : notnull
    {
        foreach (var key in known.Keys.Where(which))
            known.TryRemove(key, out _);
    }
}
