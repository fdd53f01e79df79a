using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Execution;

/// <summary>
/// Takes an admitted job through its invocable to its end, and writes down how it ended. The job stays in hand until that is stored, for as
/// long as the database may take: what it is given to write is never the run's own fault.
/// </summary>
public sealed class JobRunner(
    ExecutionGate gate,
    ActiveRuns runs,
    JobsInHand inHand,
    SettingsStore settings,
    SettingsWatcher watcher,
    IEnumerable<IInvocable> invocables,
    JobLogWriter logWriter,
    JobEnder ender,
    JobProgressReporter reporter,
    FailSafe failSafe,
    ShutdownGrace grace,
    TimeProvider clock,
    ILogger<JobRunner> logger
)
{
    /// <summary>While the node shuts down nothing waits longer than this for a database that may be gone.</summary>
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(3);

    public async Task RunAsync(AdmittedJob admitted)
    {
        try
        {
            await RunToEndAsync(admitted);
        }
        finally
        {
            inHand.Drop(admitted.Job.Id);
        }
    }

    private async Task RunToEndAsync(AdmittedJob admitted)
    {
        var job = admitted.Job;
        var active = runs.Begin(job.Identity);
        var log = new JobLog(logWriter, job.Id, job.SourceId);
        var progress = new JobProgress();
        await using var onShutdown = grace.Over.Register(() => active.Cancel(ShutdownGrace.Reason));
        var reporting = reporter.ReportAsync(job, progress, active.Ended);
        var work = WorkAsync(admitted, active, log, progress);
        if (await OverdueAsync(work, active) is { } seconds)
        {
            logger.LogError("Job {JobId} ({Name}) ignores its cancellation", job.Id, job.Name);
            await EndAsync(
                job,
                new RunEnd((ending, now) => ending.MarkLost($"It ignored its cancellation for {seconds} s ({active.CancelReason})", now))
            );
            return;
        }

        var end = await work;
        await WithinPatienceAsync(reporting);
        await WithinPatienceAsync(TellAsync(log, end));
        await EndAsync(job, end);
    }

    /// <summary>However it comes back, from that moment it is no run any more, but one whose end is to be stored.</summary>
    private async Task<RunEnd> WorkAsync(AdmittedJob admitted, ActiveRun active, JobLog log, JobProgress progress)
    {
        try
        {
            return await InvokeAsync(admitted, active, log, progress);
        }
        finally
        {
            runs.End(active);
        }
    }

    private async Task<RunEnd> InvokeAsync(AdmittedJob admitted, ActiveRun active, JobLog log, JobProgress progress)
    {
        var job = admitted.Job;
        try
        {
            var permit = await gate.OpenAsync(job.Identity, active, active.Stopping);
            var invocable =
                invocables.SingleOrDefault(candidate => candidate.Definition.Name == job.Task)
                ?? throw new JobFailedException(ErrorClass.Internal, $"This version has no task {job.Task}.");
            await log.InfoAsync($"{JobText.Of(job.Task, admitted.Source?.Name)} started on {job.Node}");
            var run = new JobRun(
                permit,
                admitted.Source,
                JobParameters.Read(job.Parameters),
                log,
                progress,
                job.StartedAt!.Value,
                job.Checkpoint
            );
            await invocable.InvokeAsync(run, active.Stopping);
            var errors = progress.Counts.ItemsFailed > 0 ? " with errors" : "";
            return new RunEnd((ending, now) => ending.Succeed(progress.Counts, now))
            {
                LastLine = job.IsGlobal ? "Done" : $"Done{errors}: {JobSummary.Of(progress.Counts)}",
            };
        }
        catch (OperationCanceledException stopped)
        {
            var reason = active.CancelReason ?? await WhyAsync(active, stopped);
            var continues =
                reason == ShutdownGrace.Reason ? JobContinuation.NodeShutDown
                : reason == SettingsWatcher.Blind || stopped is GateRefusedException { Refusal: GateRefusal.SettingsUnreadable }
                    ? JobContinuation.SettingsUnread
                : JobContinuation.No;
            return new RunEnd(new JobEnding((ending, now) => ending.Cancel(reason, progress.Counts, now), continues))
            {
                Level = JobLogLevel.Warning,
                LastLine = job.IsGlobal ? Cancelled(reason) : $"{Cancelled(reason)}. Kept: {JobSummary.Of(progress.Counts)}",
            };
        }
        catch (Exception failed)
        {
            var fault = JobFailure.Explain(failed);
            if (fault.Class == ErrorClass.Internal)
                logger.LogError(failed, "Job {JobId} failed by a fault in the program", job.Id);
            return RunEnd.OfFault(fault, () => progress.Counts);
        }
    }

    /// <summary>
    /// The gate knows what is so, and not who made it so. Where it was quicker than this node's look at the settings, that look tells the
    /// runs who it was.
    /// </summary>
    private async Task<string> WhyAsync(ActiveRun active, OperationCanceledException stopped)
    {
        if (stopped is GateRefusedException { Refusal: GateRefusal.ManualMode or GateRefusal.TaskDisabled or GateRefusal.Stopped })
            await watcher.SeeAsync(CancellationToken.None);
        return active.CancelReason ?? stopped.Message;
    }

    /// <summary>A person's or a schedule's reason says it already.</summary>
    private static string Cancelled(string reason) =>
        reason.StartsWith("Cancelled", StringComparison.Ordinal) ? reason : $"Cancelled: {reason}";

    /// <summary>
    /// Only after the run: a log that has to wait for the database must not make one that was cancelled look as if it went on.
    /// </summary>
    private async Task TellAsync(JobLog log, RunEnd end)
    {
        await log.WriteAsync(end.Level, end.LastLine!);
        await logWriter.FlushAsync(CancellationToken.None);
    }

    /// <summary>
    /// Waits for the run's end and answers null; or, if it was told to end and did not in the time that the settings allow, that time in
    /// seconds.
    /// </summary>
    private async Task<int?> OverdueAsync(Task work, ActiveRun active)
    {
        await Task.WhenAny(work, Task.Delay(Timeout.Infinite, active.Stopping));
        if (work.IsCompleted)
            return null;
        var seconds = await DeadlineAsync();
        await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(seconds), clock));
        return work.IsCompleted ? null : seconds;
    }

    private async Task<int> DeadlineAsync()
    {
        var shortest = (int)ShutdownGrace.Deadline.TotalSeconds;
        if (grace.IsEnding)
            return shortest;
        try
        {
            return (await settings.ReadAsync(CancellationToken.None)).StopDeadlineSeconds;
        }
        catch (Exception unreadable) when (StorageFaults.IsOutage(unreadable))
        {
            var seconds = new ParserSettings().StopDeadlineSeconds;
            logger.LogWarning("The stop deadline could not be read, so it is {Seconds} s: {Problem}", seconds, unreadable.Message);
            return seconds;
        }
    }

    /// <summary>Waits for it; but once the node is ending, no longer than a database that answers would need.</summary>
    private async Task WithinPatienceAsync(Task task)
    {
        try
        {
            await task.WaitAsync(grace.Ending);
            return;
        }
        catch (OperationCanceledException) when (grace.IsEnding)
        {
            // The node ends: from here on its patience is short.
        }

        if (await Task.WhenAny(task, Task.Delay(LastPatience, clock)) != task)
            logger.LogWarning("The database does not answer; the last lines of a job are not stored");
    }

    private async Task EndAsync(ParserJob job, RunEnd end)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var patience = grace.IsEnding ? new CancellationTokenSource(LastPatience, clock) : new CancellationTokenSource();
                if (await ender.EndAsync(job.Id, end.Ending, patience.Token) is null)
                    logger.LogWarning("Job {JobId} had been marked as lost before it ended", job.Id);
                if (tries > 0)
                    logger.LogInformation("The end of job {JobId} is stored now", job.Id);
                await failSafe.CheckAsync(end.Critical, patience.Token);
                return;
            }
            catch (InvariantException broken)
            {
                // Trying again would break it again.
                logger.LogCritical(broken, "The end of job {JobId} breaks a rule", job.Id);
                await failSafe.CheckAsync($"An invariant is violated: {broken.Message}", CancellationToken.None);
                return;
            }
            catch (Exception unwritable) when (unwritable is OperationCanceledException || StorageFaults.IsOutage(unwritable))
            {
                // Told once it can be stored: what refused an end will refuse the next one's too.
                if (end.Critical is null && JobFailure.Explain(unwritable).Critical is { } critical)
                    end = end with { Critical = critical };
                // Tried each second: only the first failure is told.
                if (tries == 0)
                    logger.LogError(unwritable, "The end of job {JobId} could not be stored yet", job.Id);
                if (grace.IsEnding)
                    return;
                await Task.Delay(TimeSpan.FromSeconds(1), clock);
            }
        }
    }
}
