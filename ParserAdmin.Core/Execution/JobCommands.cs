using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Core.Execution;

/// <summary>Run by hand, cancel and retry: the way for portal, API and CLI alike.</summary>
public sealed class JobCommands(
    Changes changes,
    JobRequests requests,
    ScheduleQueries schedules,
    ActiveRuns runs,
    IJobDispatcher dispatcher,
    TimeProvider clock
)
{
    public async Task<CommandResult<ParserJob>> RequestAsync(
        Actor actor,
        string task,
        string sourceId,
        JobParameters parameters,
        JobTrigger trigger,
        CancellationToken cancellationToken
    )
    {
        var result = await changes.RunAsync(
            new Change(actor, Role.Operator, "job.request", "parser_jobs", null),
            (context, token) => requests.AddAsync(context, actor, new JobRequest(task, sourceId, parameters, trigger), token),
            cancellationToken
        );
        if (result.Succeeded)
            await dispatcher.WakeAsync(cancellationToken);
        return result;
    }

    /// <summary>Runs a schedule's task once, in any mode; also while the schedule is paused, because a person asked.</summary>
    public async Task<CommandResult<ParserJob>> RunScheduleAsync(
        Actor actor,
        string scheduleId,
        JobTrigger trigger,
        CancellationToken cancellationToken
    ) =>
        await schedules.FindAsync(scheduleId, cancellationToken) is { Schedule: var schedule }
            ? Unnamed(await RequestAsync(actor, schedule.Task, schedule.SourceId ?? "", JobParameters.None, trigger, cancellationToken))
            : CommandResult<ParserJob>.Refused(CommandStatus.NotFound, $"There is no schedule '{scheduleId}'.");

    public Task<CommandResult<ParserJob>> CancelAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        CancelAsync(actor, id, null, cancellationToken);

    /// <param name="reason">For the trail and for the job's own reason; null where nobody gave one.</param>
    public async Task<CommandResult<ParserJob>> CancelAsync(Actor actor, Guid id, string? reason, CancellationToken cancellationToken)
    {
        var why = reason is { Length: > 0 } ? $"Cancelled by {actor.Name}: {reason}" : $"Cancelled by {actor.Name}";
        var result = await changes.RunAsync(
            new Change(actor, Role.Operator, "job.cancel", "parser_jobs", id.ToString(), reason),
            (context, token) => CancelAsync(context, actor, id, why, token),
            cancellationToken
        );
        if (result.Succeeded)
            runs.Cancel(run => run.JobId == id, why);
        return result;
    }

    public Task<CommandResult<ParserJob>> RetryAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        RetryAsync(actor, id, null, cancellationToken);

    /// <param name="reason">For the trail; null where nobody gave one.</param>
    public async Task<CommandResult<ParserJob>> RetryAsync(Actor actor, Guid id, string? reason, CancellationToken cancellationToken)
    {
        var result = await changes.RunAsync(
            new Change(actor, Role.Operator, "job.retry", "parser_jobs", id.ToString(), reason),
            async (context, token) =>
            {
                var old = await context.Set<ParserJob>().AsNoTracking().SingleOrDefaultAsync(job => job.Id == id, token);
                if (old is null)
                    return NoSuchJob(id);
                return JobLifecycle.IsFinal(old.Status)
                    ? await requests.AddAsync(
                        context,
                        actor,
                        new JobRequest(
                            old.Task,
                            old.SourceId,
                            JobParameters.Read(old.Parameters),
                            JobTrigger.Retry,
                            old.Attempt + 1,
                            old.Id
                        ),
                        token
                    )
                    : ChangeOutcome<ParserJob>.Refused(CommandStatus.Conflict, "The job has not ended yet; cancel it first, or wait.", old);
            },
            cancellationToken
        );
        if (result.Succeeded)
            await dispatcher.WakeAsync(cancellationToken);
        return Unnamed(result);
    }

    private async Task<ChangeOutcome<ParserJob>> CancelAsync(
        ParserDbContext context,
        Actor actor,
        Guid id,
        string why,
        CancellationToken cancellationToken
    )
    {
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        var job = await context.Set<ParserJob>().SingleOrDefaultAsync(job => job.Id == id, cancellationToken);
        if (job is null)
            return NoSuchJob(id);
        var before = $$"""{"status":"{{StoredEnum.Write(job.Status)}}"}""";
        var now = clock.UtcMilliseconds();
        switch (job.Status)
        {
            case JobStatus.Pending:
                job.Cancel(why, null, now);
                break;
            case JobStatus.Running when job.CancelRequestedAt is null:
                job.RequestCancel(actor.Name, now);
                break;
            case JobStatus.Running:
                return ChangeOutcome<ParserJob>.Same(job);
            default:
                return ChangeOutcome<ParserJob>.Refused(
                    CommandStatus.Conflict,
                    $"The job has ended already: it is {StoredEnum.Write(job.Status)}.",
                    job
                );
        }

        var after = job.Status == JobStatus.Running ? """{"status":"running","cancelRequested":true}""" : """{"status":"cancelled"}""";
        return new ChangeOutcome<ParserJob>(
            CommandResult<ParserJob>.Done(job),
            before,
            after,
            Epoch: job.Epoch,
            Events: [new JobChanged(job)]
        );
    }

    private static ChangeOutcome<ParserJob> Refuse(CommandStatus status, string message) =>
        ChangeOutcome<ParserJob>.Refused(status, message);

    /// <summary>Task, source and parameters are those of the schedule or job: whoever named only that one sent none of them.</summary>
    private static CommandResult<ParserJob> Unnamed(CommandResult<ParserJob> result) => result with { Field = null };

    private static ChangeOutcome<ParserJob> NoSuchJob(Guid id) => Refuse(CommandStatus.NotFound, $"There is no job {id}.");
}
