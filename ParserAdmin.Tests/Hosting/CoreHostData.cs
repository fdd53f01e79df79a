using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Tests.Hosting;

/// <summary>Puts things into a host's database for a test to act on.</summary>
public static class CoreHostData
{
    public static async Task<Source> AddSourceAsync(this CoreHost host, string id = "shop")
    {
        var saved = await host.Get<SourceCommands>().SaveAsync(Actors.Admin, TestSources.Yaml(id), null, CancellationToken.None);
        return saved.Succeeded ? saved.Value : throw new InvalidOperationException(saved.Message);
    }

    /// <summary>A job that has lived up to <paramref name="status"/>; written straight into the table, without audit.</summary>
    public static async Task<ParserJob> AddJobAsync(
        this CoreHost host,
        JobStatus status,
        string sourceId = "shop",
        JobTrigger trigger = JobTrigger.Person,
        string task = "catalog-sync",
        string? node = null,
        Guid? nodeInstance = null,
        JobCounts? counts = null
    )
    {
        var now = host.Clock.UtcMilliseconds();
        var epoch = (await host.SettingsAsync()).Epoch;
        var scheduleId = trigger == JobTrigger.Schedule ? $"{task}:{sourceId}" : null;
        var job = ParserJob.Request(task, sourceId, trigger, Actors.Operator.Name, JobParameters.None, epoch, now, scheduleId);
        var self = host.Get<NodeIdentity>();
        if (status is not (JobStatus.Pending or JobStatus.Skipped))
            job.Start(node ?? self.Name, nodeInstance ?? self.Instance, epoch, now);
        switch (status)
        {
            case JobStatus.Succeeded:
                job.Succeed(counts ?? new JobCounts(), now);
                break;
            case JobStatus.Failed:
                job.Fail(ErrorClass.Network, "The connection was closed.", counts ?? new JobCounts(), now);
                break;
            case JobStatus.Cancelled:
                job.Cancel("Cancelled by olga@example.org", counts, now);
                break;
            case JobStatus.Lost:
                job.MarkLost("Its node stopped while the job ran", now);
                break;
            case JobStatus.Skipped:
                job.Skip("Mode changed: it is manual, in which schedules start nothing", now);
                break;
        }

        await using var context = await host.OpenAsync();
        context.Add(job);
        await context.SaveChangesAsync();
        return job;
    }

    public static async Task AddLogLinesAsync(this CoreHost host, ParserJob job, int count)
    {
        await using var context = await host.OpenAsync();
        await context.AddLogLinesAsync(job, count, host.Clock.UtcMilliseconds());
    }

    /// <summary>"Line 1 of the log" and so on; every third is a warning. As many as one likes, in one statement.</summary>
    public static Task AddLogLinesAsync(this ParserDbContext context, ParserJob job, int count, DateTime at) =>
        context.Database.ExecuteSqlAsync(
            $"""
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})
            INSERT INTO parser_job_logs (job_id, source_id, created_at, level, message)
            SELECT {job.Id}, {job.SourceId}, {at}, CASE WHEN n % 3 = 0 THEN 'warning' ELSE 'info' END, 'Line ' || n || ' of the log' FROM numbers
            """
        );

    public static async Task<ParserJob> JobAsync(this CoreHost host, Guid id) =>
        await host.Get<JobQueries>().FindAsync(id, CancellationToken.None) ?? throw new InvalidOperationException($"There is no job {id}.");

    /// <summary>The whole trail, oldest first.</summary>
    public static async Task<IReadOnlyList<AuditEntry>> AuditAsync(this CoreHost host)
    {
        await using var context = await host.OpenAsync();
        return await context.Set<AuditEntry>().AsNoTracking().OrderBy(entry => entry.Sequence).ToListAsync();
    }

    /// <summary>Switches to auto as an operator would.</summary>
    public static async Task<ParserSettings> SwitchToAutoAsync(this CoreHost host)
    {
        var version = (await host.SettingsAsync()).Version;
        var switched = await host.Get<SafetyCommands>()
            .SwitchModeAsync(Actors.Operator, ParserMode.Auto, "ready", version, CancellationToken.None);
        return switched.Succeeded ? switched.Value : throw new InvalidOperationException(switched.Message);
    }
}
