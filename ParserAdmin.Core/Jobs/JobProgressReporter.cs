using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Live;

namespace ParserAdmin.Core.Jobs;

/// <summary>Tells the pages four times a second how far a job is, and stores it once a second, so that a killed process leaves what it had counted.</summary>
public sealed class JobProgressReporter(
    IDbContextFactory<ParserDbContext> contexts, LiveBus bus, TimeProvider clock, ILogger<JobProgressReporter> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private const int StoreEvery = 4;

    public async Task ReportAsync(ParserJob job, JobProgress progress, Task ended)
    {
        var shown = progress.Counts;
        for (var round = 1; !ended.IsCompleted; round++)
        {
            await Task.WhenAny(ended, Task.Delay(Interval, clock));
            var counts = progress.Counts;
            if (counts == shown)
                continue;
            bus.Publish(new JobProgressed(job.Id, job.SourceId, counts));
            shown = counts;
            if (round % StoreEvery == 0)
                await StoreAsync(job.Id, counts);
        }
    }

    private async Task StoreAsync(Guid jobId, JobCounts counts)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync();
            await context.Set<ParserJob>().Where(job => job.Id == jobId && job.Status == JobStatus.Running)
                .ExecuteUpdateAsync(set => set.SetProperty(job => job.Counts, counts));
        }
        catch (Exception unwritable) when (unwritable is DbException or TimeoutException or InvalidOperationException)
        {
            // The end of the job writes the counts again; a missed one in between harms nobody.
            logger.LogWarning("The progress of job {JobId} was not stored: {Problem}", jobId, unwritable.Message);
        }
    }
}
