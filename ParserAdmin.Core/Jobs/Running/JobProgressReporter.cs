using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Jobs.Running;

/// <summary>
/// Tells the pages four times a second how far a job is, and stores it once a second, so that a killed process leaves what it had counted.
/// </summary>
public sealed class JobProgressReporter(
    IDbContextFactory<ParserDbContext> contexts,
    EventBus bus,
    TimeProvider clock,
    ILogger<JobProgressReporter> logger
)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan StoreInterval = TimeSpan.FromSeconds(1);

    public async Task ReportAsync(ParserJob job, JobProgress progress, Task ended)
    {
        var (shown, stored, storedAt) = (progress.Counts, progress.Counts, clock.GetTimestamp());
        while (!ended.IsCompleted)
        {
            await Task.WhenAny(ended, Task.Delay(Interval, clock));
            var counts = progress.Counts;
            if (counts != shown)
                bus.Publish(new JobProgressed(job.Id, job.SourceId, shown = counts));
            if (counts == stored || clock.GetElapsedTime(storedAt) < StoreInterval)
                continue;
            await StoreAsync(job.Id, counts);
            (stored, storedAt) = (counts, clock.GetTimestamp());
        }
    }

    private async Task StoreAsync(Guid jobId, JobCounts counts)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync();
            if (
                await context.Set<ParserJob>().SingleOrDefaultAsync(job => job.Id == jobId && job.Status == JobStatus.Running)
                is not { } running
            )
            {
                return;
            }

            running.Count(counts);
            await context.SaveChangesAsync();
        }
        catch (Exception unwritable) when (StorageFaults.IsNo(unwritable))
        {
            // The end of the job writes the counts again; a missed one in between harms nobody.
            logger.LogWarning("The progress of job {JobId} was not stored: {Problem}", jobId, unwritable.Message);
        }
    }
}
