namespace ParserAdmin.Core.Jobs;

/// <summary>The only place that knows which status may follow which.</summary>
public static class JobLifecycle
{
    private static readonly Dictionary<JobStatus, JobStatus[]> Table = new()
    {
        [JobStatus.Pending] = [JobStatus.Running, JobStatus.Cancelled, JobStatus.Skipped],
        [JobStatus.Running] = [JobStatus.Succeeded, JobStatus.Failed, JobStatus.Cancelled, JobStatus.Lost],
        [JobStatus.Succeeded] = [],
        [JobStatus.Failed] = [],
        [JobStatus.Cancelled] = [],
        [JobStatus.Lost] = [],
        [JobStatus.Skipped] = [],
    };

    public static bool Allows(JobStatus from, JobStatus to) => Table[from].Contains(to);

    public static bool IsFinal(JobStatus status) => Table[status].Length == 0;
}
