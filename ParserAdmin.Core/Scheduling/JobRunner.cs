using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;

namespace ParserAdmin.Core.Scheduling;

/// <summary>Takes an admitted job through its invocable to its end, and writes down how it ended.</summary>
public sealed class JobRunner(
    ExecutionGate gate,
    ActiveRuns runs,
    SettingsStore settings,
    IEnumerable<IInvocable> invocables,
    JobLogWriter logWriter,
    JobEnder ender,
    JobProgressReporter reporter,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<JobRunner> logger)
{
    public async Task RunAsync(AdmittedJob admitted, CancellationToken interrupted)
    {
        var job = admitted.Job;
        var active = runs.Begin(job.Identity);
        var log = new JobLog(logWriter, job.Id, job.SourceId);
        var progress = new JobProgress();
        await using var onShutdown = lifetime.ApplicationStopping.Register(() => active.Cancel("The node is shutting down"));
        await using var onInterrupt = interrupted.Register(() => active.Cancel("The scheduler interrupted it"));
        var reporting = reporter.ReportAsync(job, progress, active.Ended);
        var work = WorkAsync(admitted, active, log, progress);
        _ = work.ContinueWith(_ => runs.End(active), TaskScheduler.Default);
        if (await OverdueAsync(active) is { } seconds)
        {
            logger.LogError("Job {JobId} ({Task} of {Source}) ignores its cancellation", job.Id, job.Task, job.SourceId);
            await EndAsync(job, (ending, now) => ending.Lose($"It ignored its cancellation for {seconds} s ({active.CancelReason})", now));
            return;
        }

        var end = await work;
        await reporting;
        await logWriter.FlushAsync(CancellationToken.None);
        await EndAsync(job, end);
    }

    private async Task<Action<ParserJob, DateTime>> WorkAsync(AdmittedJob admitted, ActiveRun active, JobLog log, JobProgress progress)
    {
        var job = admitted.Job;
        try
        {
            var permit = await gate.OpenAsync(job.Identity, active, active.Stopping);
            var invocable = invocables.SingleOrDefault(candidate => candidate.Task == job.Task)
                ?? throw new JobFailedException(ErrorClass.Internal, $"This version has no task {job.Task}.");
            await log.InfoAsync($"{job.Task} of {admitted.Source.Name} started on {job.Node}");
            var run = new JobRun(permit, admitted.Source, JobParameters.Read(job.Parameters), log, progress, job.StartedAt!.Value);
            await invocable.InvokeAsync(run, active.Stopping);
            await log.InfoAsync($"Done: {JobSummary.Of(progress.Counts)}");
            return (ending, now) => ending.Succeed(progress.Counts, now);
        }
        catch (OperationCanceledException stopped)
        {
            var reason = active.CancelReason ?? stopped.Message;
            await log.WarnAsync($"Cancelled: {reason}. {JobSummary.Of(progress.Counts)} is kept.");
            return (ending, now) => ending.Cancel(reason, progress.Counts, now);
        }
        catch (Exception failed)
        {
            var (errorClass, message) = JobFailure.Explain(failed);
            if (errorClass == ErrorClass.Internal)
                logger.LogError(failed, "Job {JobId} failed by a fault in the program", job.Id);
            await log.ErrorAsync($"Failed ({errorClass}): {message}");
            return (ending, now) => ending.Fail(errorClass, message, progress.Counts, now);
        }
    }

    /// <summary>Waits for the run's end and answers null; or, if it was told to end and did not in the time that the settings allow, that time in seconds.</summary>
    private async Task<int?> OverdueAsync(ActiveRun active)
    {
        await Task.WhenAny(active.Ended, Task.Delay(Timeout.Infinite, active.Stopping));
        if (active.Ended.IsCompleted)
            return null;
        var seconds = new ParserSettings().StopDeadlineSeconds;
        try
        {
            seconds = (await settings.ReadAsync(CancellationToken.None)).StopDeadlineSeconds;
        }
        catch (Exception unreadable) when (unreadable is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
        {
            logger.LogWarning("The stop deadline could not be read, so it is {Seconds} s: {Problem}", seconds, unreadable.Message);
        }

        await Task.WhenAny(active.Ended, Task.Delay(TimeSpan.FromSeconds(seconds), clock));
        return active.Ended.IsCompleted ? null : seconds;
    }

    private async Task EndAsync(ParserJob job, Action<ParserJob, DateTime> end)
    {
        while (true)
        {
            try
            {
                if (await ender.EndAsync(job.Id, end, CancellationToken.None) is null)
                    logger.LogWarning("Job {JobId} had been marked as lost before it ended", job.Id);
                return;
            }
            catch (Exception unwritable) when (unwritable is System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException or InvalidOperationException or TimeoutException)
            {
                logger.LogError(unwritable, "The end of job {JobId} could not be stored yet", job.Id);
                if (lifetime.ApplicationStopping.IsCancellationRequested)
                    return;
                await Task.Delay(TimeSpan.FromSeconds(1), clock);
            }
        }
    }
}
