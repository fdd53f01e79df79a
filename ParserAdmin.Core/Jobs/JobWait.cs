using System.Linq.Expressions;

namespace ParserAdmin.Core.Jobs;

/// <summary>Which pending jobs still wait for their time: asked of one job, and of the database.</summary>
internal static class JobWait
{
    /// <summary>The clocks of two nodes may differ by so much without anybody having set them.</summary>
    public static readonly TimeSpan ClocksDiffer = TimeSpan.FromSeconds(10);

    public static bool Waits(ParserJob job, DateTime now) => job.Status == JobStatus.Pending && job.NotBefore > now;

    public static Expression<Func<ParserJob, bool>> Waiting(DateTime now) => job => job.Status == JobStatus.Pending && job.NotBefore > now;

    public static Expression<Func<ParserJob, bool>> Ready(DateTime now) =>
        job => job.Status == JobStatus.Pending && (job.NotBefore == null || job.NotBefore <= now);

    /// <summary>
    /// The ready ones, and those that were asked for in the future: the clock was set back, and <see cref="ParserJob.Redate"/> says from
    /// when they are ready.
    /// </summary>
    public static Expression<Func<ParserJob, bool>> MayBeReady(DateTime now)
    {
        var ahead = now + ClocksDiffer;
        return job => job.Status == JobStatus.Pending && (job.NotBefore == null || job.NotBefore <= now || job.RequestedAt > ahead);
    }
}
