using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Tests.Jobs;

/// <summary>A job as it was asked for, and one that runs.</summary>
internal static class ParserJobs
{
    public static readonly DateTime Begin = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    public static readonly JobCounts Counts = new() { ItemsProcessed = 3, ItemsFailed = 1 };

    public static ParserJob New(
        string source = "shop",
        JobTrigger trigger = JobTrigger.Person,
        string? schedule = null,
        DateTime? now = null
    ) => ParserJob.Request("catalog-sync", source, trigger, "olga", JobParameters.None, 5, now ?? Begin, schedule);

    public static ParserJob Running()
    {
        var job = New();
        job.Start("node-1", Guid.NewGuid(), 5, Begin);
        return job;
    }
}
