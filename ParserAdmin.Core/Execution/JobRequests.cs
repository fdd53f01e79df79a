using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Execution;

/// <summary>Makes a job that a person wants, inside the caller's change, if it may start at all.</summary>
public sealed class JobRequests(IEnumerable<IInvocable> invocables, TimeProvider clock)
{
    internal async Task<ChangeOutcome<ParserJob>> AddAsync(ParserDbContext context, Actor actor, JobRequest wanted, CancellationToken cancellationToken)
    {
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        var settings = await SettingsStore.ReadAsync(context, cancellationToken);
        if (settings.Stopped)
            return Refuse(CommandStatus.Locked, $"Emergency stop by {settings.StoppedBy}: nothing may start until an admin resets it.");
        if (wanted.Parameters.Problem is { } problem)
            return Refuse(CommandStatus.Unprocessable, problem);
        if (invocables.FirstOrDefault(candidate => candidate.Definition.Name == wanted.Task)?.Definition is not { } task)
            return Refuse(CommandStatus.Unprocessable, $"There is no task '{wanted.Task}'. Known tasks: {string.Join(", ", invocables.Select(known => known.Definition.Name))}.");
        if (await SourceRefusalAsync(context, task, wanted, cancellationToken) is { } refusal)
            return refusal;
        if (await WaitingTwinAsync(context, wanted, cancellationToken) is { } twin)
            return ChangeOutcome<ParserJob>.Same(twin);

        var now = clock.UtcMilliseconds();
        var superseded = await SupersedeRetriesAsync(context, actor, wanted, now, cancellationToken);
        var priority = await context.Set<Source>().Where(source => source.Id == wanted.SourceId).Select(source => source.Priority).SingleOrDefaultAsync(cancellationToken);
        var job = ParserJob.Request(
            wanted.Task, wanted.SourceId, wanted.Trigger, actor.Name, wanted.Parameters, settings.Epoch, now, attempt: wanted.Attempt, retryOf: wanted.RetryOf, priority: priority);
        context.Add(job);
        return new ChangeOutcome<ParserJob>(
            CommandResult<ParserJob>.Done(job), null, JobJson.Requested(job), job.Id.ToString(), settings.Epoch, [new JobChanged(job), .. superseded]);
    }

    /// <summary>Why the task cannot be done for this source, or for none.</summary>
    private async Task<ChangeOutcome<ParserJob>?> SourceRefusalAsync(
        ParserDbContext context, TaskDefinition task, JobRequest wanted, CancellationToken cancellationToken)
    {
        if (task.IsGlobal)
            return wanted.SourceId.Length == 0 ? null : Refuse(CommandStatus.Unprocessable, $"{wanted.Task} is a task of the whole program: ask for it without a source.");
        if (wanted.SourceId.Length == 0)
            return Refuse(CommandStatus.Unprocessable, $"Say for which source: {wanted.Task} is done for one source at a time.");
        var source = await context.Set<Source>().AsNoTracking().SingleOrDefaultAsync(source => source.Id == wanted.SourceId, cancellationToken);
        if (source is null)
            return Refuse(CommandStatus.NotFound, $"There is no source '{wanted.SourceId}'.");
        if (source.Block is { } block)
            return Refuse(CommandStatus.Locked, $"{block}. Resume it first.");
        if (SourceDefinitionReader.Read(source.Definition).Definition is not { } definition)
            return Refuse(CommandStatus.Unprocessable, $"The definition of {source.Name} has errors. Mend them first.");
        if (task.Lacks(definition) is { } lacks)
            return Refuse(CommandStatus.Unprocessable, $"{source.Name} has {lacks} in its definition, which {wanted.Task} needs. {Possible(definition)}");

        // Known before a job is made of it: a person who tries the task reads at once what is still to do.
        return task.Library?.Invoke(definition) is { } library && !await context.Set<Source>().AnyAsync(other => other.Id == library, cancellationToken)
            ? Refuse(CommandStatus.Unprocessable, $"There is no source '{library}', at which {source.Name} looks its items up. Add it first.")
            : null;
    }

    private string Possible(SourceDefinition definition) =>
        TaskDefinitions.For(definition).Intersect(invocables.Select(known => known.Definition)).Select(task => task.Name).ToList() is { Count: > 0 } tasks
            ? $"What it can run: {string.Join(", ", tasks)}."
            : "There is no task that it can run as it is.";

    /// <summary>A double click is harmless: the job that already waits is the answer. One that waits for its time is not: who asks means now.</summary>
    private async Task<ParserJob?> WaitingTwinAsync(ParserDbContext context, JobRequest wanted, CancellationToken cancellationToken)
    {
        var parameters = wanted.Parameters.Write();
        var now = clock.UtcMilliseconds();
        return context.Set<ParserJob>().Local.FirstOrDefault(job => IsTwin(job, wanted, parameters))
            ?? await context.Set<ParserJob>().AsNoTracking().FirstOrDefaultAsync(
                job => job.Task == wanted.Task && job.SourceId == wanted.SourceId && job.Parameters == parameters && job.Status == JobStatus.Pending
                    && (job.NotBefore == null || job.NotBefore <= now),
                cancellationToken);
    }

    /// <summary>The run by hand is the next try; a retry after it would only do the same again.</summary>
    private static async Task<IReadOnlyList<IEvent>> SupersedeRetriesAsync(
        ParserDbContext context, Actor actor, JobRequest wanted, DateTime now, CancellationToken cancellationToken)
    {
        var waiting = await context.Set<ParserJob>().Where(
            job => job.Task == wanted.Task && job.SourceId == wanted.SourceId && job.Status == JobStatus.Pending && job.NotBefore > now).ToListAsync(cancellationToken);
        waiting.ForEach(job => job.Cancel($"Superseded by the run that {actor.Name} asked for", null, now));
        return [.. waiting.Select(job => new JobChanged(job))];
    }

    private static bool IsTwin(ParserJob job, JobRequest wanted, string parameters) =>
        job.Task == wanted.Task && job.SourceId == wanted.SourceId && job.Parameters == parameters && job is { Status: JobStatus.Pending, NotBefore: null };

    private static ChangeOutcome<ParserJob> Refuse(CommandStatus status, string message) => ChangeOutcome<ParserJob>.Refused(status, message);
}
