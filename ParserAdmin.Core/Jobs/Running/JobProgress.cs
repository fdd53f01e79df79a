namespace ParserAdmin.Core.Jobs.Running;

/// <summary>The counters of a running job. Any step may add, from any thread.</summary>
public sealed class JobProgress
{
    private readonly Lock _lock = new();
    private JobCounts _counts = new();

    public JobCounts Counts
    {
        get
        {
            lock (_lock)
                return _counts;
        }
    }

    public void Add(Func<JobCounts, JobCounts> change)
    {
        lock (_lock)
            _counts = change(_counts);
    }
}
