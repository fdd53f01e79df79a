using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Live;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Scheduling;

/// <summary>Run by hand, cancel and retry: the way for portal, API and CLI alike.</summary>
public sealed class JobCommands(
    Changes changes, IEnumerable<IInvocable> invocables, ActiveRuns runs, IJobDispatcher dispatcher, TimeProvider clock)
{
    public async Task<CommandResult<ParserJob>> RequestAsync(
        Actor actor, string task, string sourceId, JobParameters parameters, JobTrigger trigger, CancellationToken cancellationToken)
    {
        var result = await changes.RunAsync(
            new Change(actor, Role.Operator, "job.request", "parser_jobs", null),
            (context, token) => RequestAsync(context, actor, task, sourceId, parameters, trigger, 1, token),
            cancellationToken);
        if (result.Succeeded)
            await dispatcher.WakeAsync(cancellationToken);
        return result;
    }

    public async Task<CommandResult<ParserJob>> CancelAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        var result = await changes.RunAsync(
            new Change(actor, Role.Operator, "job.cancel", "parser_jobs", id.ToString()),
            (context, token) => CancelAsync(context, actor, id, token),
            cancellationToken);
        if (result.Succeeded)
            runs.Cancel(run => run.JobId == id, $"Cancelled by {actor.Name}");
        return result;
    }

    public async Task<CommandResult<ParserJob>> RetryAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        var result = await changes.RunAsync(
            new Change(actor, Role.Operator, "job.retry", "parser_jobs", id.ToString()),
            async (context, token) =>
            {
                var old = await context.Set<ParserJob>().AsNoTracking().SingleOrDefaultAsync(job => job.Id == id, token);
                if (old is null)
                    return NoSuchJob(id);
                return JobLifecycle.IsFinal(old.Status)
                    ? await RequestAsync(context, actor, old.Task, old.SourceId, JobParameters.Read(old.Parameters), JobTrigger.Retry, old.Attempt + 1, token)
                    : ChangeOutcome<ParserJob>.Refused(CommandStatus.Conflict, "The job has not ended yet; cancel it first, or wait.", old);
            },
            cancellationToken);
        if (result.Succeeded)
            await dispatcher.WakeAsync(cancellationToken);
        return result;
    }

    private async Task<ChangeOutcome<ParserJob>> RequestAsync(
        ParserDbContext context, Actor actor, string task, string sourceId, JobParameters parameters, JobTrigger trigger, int attempt, CancellationToken cancellationToken)
    {
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        var settings = await context.Set<ParserSettings>().AsNoTracking().SingleAsync(cancellationToken);
        if (settings.Stopped)
            return Refuse(CommandStatus.Locked, $"Emergency stop by {settings.StoppedBy}: nothing may start until an admin resets it.");
        if (parameters.Problem is { } problem)
            return Refuse(CommandStatus.Unprocessable, problem);
        if (invocables.FirstOrDefault(candidate => candidate.Task == task) is not { } invocable)
            return Refuse(CommandStatus.Unprocessable, $"There is no task '{task}'. Known tasks: {string.Join(", ", invocables.Select(known => known.Task))}.");
        var source = await context.Set<Source>().AsNoTracking().SingleOrDefaultAsync(source => source.Id == sourceId, cancellationToken);
        if (source is null)
            return Refuse(CommandStatus.NotFound, $"There is no source '{sourceId}'.");
        if (source.Block is { } block)
            return Refuse(CommandStatus.Locked, $"{block}. Resume it first.");
        if (SourceDefinitionReader.Read(source.Definition).Definition is not { } definition || !definition.Paths.ContainsKey(invocable.RequiredPath))
            return Refuse(CommandStatus.Unprocessable, $"{source.Name} has no path '{invocable.RequiredPath}' in its definition, which {task} needs.");
        if (await WaitingTwinAsync(context, task, sourceId, parameters.Write(), cancellationToken) is { } twin)
            return ChangeOutcome<ParserJob>.Same(twin);

        var job = ParserJob.Request(task, sourceId, trigger, actor.Name, parameters, settings.Epoch, clock.UtcMilliseconds(), attempt: attempt);
        context.Add(job);
        return new ChangeOutcome<ParserJob>(
            CommandResult<ParserJob>.Done(job), null, JobJson.Requested(job), job.Id.ToString(), settings.Epoch, [new JobChanged(job)]);
    }

    /// <summary>A double click is harmless: the job that already waits is the answer.</summary>
    private static Task<ParserJob?> WaitingTwinAsync(ParserDbContext context, string task, string sourceId, string parameters, CancellationToken cancellationToken) =>
        context.Set<ParserJob>().AsNoTracking()
            .FirstOrDefaultAsync(job => job.Task == task && job.SourceId == sourceId && job.Parameters == parameters && job.Status == JobStatus.Pending, cancellationToken);

    private async Task<ChangeOutcome<ParserJob>> CancelAsync(ParserDbContext context, Actor actor, Guid id, CancellationToken cancellationToken)
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
                job.Cancel($"Cancelled by {actor.Name}", null, now);
                break;
            case JobStatus.Running when job.CancelRequestedAt is null:
                job.RequestCancel(actor.Name, now);
                break;
            case JobStatus.Running:
                return ChangeOutcome<ParserJob>.Same(job);
            default:
                return ChangeOutcome<ParserJob>.Refused(CommandStatus.Conflict, $"The job has ended already: it is {StoredEnum.Write(job.Status)}.", job);
        }

        var after = job.Status == JobStatus.Running ? """{"status":"running","cancelRequested":true}""" : """{"status":"cancelled"}""";
        return new ChangeOutcome<ParserJob>(CommandResult<ParserJob>.Done(job), before, after, Epoch: job.Epoch, Events: [new JobChanged(job)]);
    }

    private static ChangeOutcome<ParserJob> Refuse(CommandStatus status, string message) => ChangeOutcome<ParserJob>.Refused(status, message);

    private static ChangeOutcome<ParserJob> NoSuchJob(Guid id) => Refuse(CommandStatus.NotFound, $"There is no job {id}.");
}
