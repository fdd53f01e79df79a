using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Execution;

/// <summary>Makes a job that a person wants, inside the caller's change, if it may start at all.</summary>
public sealed class JobRequests(
    IDbContextFactory<ParserDbContext> contexts,
    IEnumerable<IInvocable> invocables,
    KnownDefinitions definitions,
    LocalLatch latch,
    TimeProvider clock
)
{
    private static readonly CompiledQuery<Func<ParserDbContext, string, CancellationToken, Task<Source?>>> ById = new(() =>
        EF.CompileAsyncQuery(
            (ParserDbContext context, string id, CancellationToken _) =>
                context.Set<Source>().AsNoTracking().SingleOrDefault(source => source.Id == id)
        )
    );

    private static readonly CompiledQuery<Func<ParserDbContext, string, string, IAsyncEnumerable<ParserJob>>> Pending = new(() =>
        EF.CompileAsyncQuery(
            (ParserDbContext context, string task, string source) =>
                context.Set<ParserJob>().Where(job => job.Task == task && job.SourceId == source && job.Status == JobStatus.Pending)
        )
    );

    /// <summary>Why a person who asked for this run now would be refused; null where it would be made.</summary>
    public async Task<string?> WhyNotAsync(string task, string sourceId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var settings = await SettingsStore.ReadAsync(context, cancellationToken);
        var (refusal, _) = await CheckAsync(
            context,
            settings,
            new JobRequest(task, sourceId, JobParameters.None, JobTrigger.Person),
            cancellationToken
        );
        return refusal?.Result.Message;
    }

    /// <summary>Why nothing may start while everything is stopped; null where it is not.</summary>
    public static string? StopWords(ParserSettings settings) =>
        settings.Stopped ? $"Emergency stop by {settings.StoppedBy}: nothing may start until an admin resets it." : null;

    /// <summary>Why nothing may start for this source; null where it may.</summary>
    /// <param name="block"><see cref="Source.Block"/>.</param>
    public static string? BlockWords(string? block) => block is null ? null : $"{block}. Resume it first.";

    internal async Task<ChangeOutcome<ParserJob>> AddAsync(
        ParserDbContext context,
        Actor actor,
        JobRequest wanted,
        CancellationToken cancellationToken
    )
    {
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        var settings = await SettingsStore.ReadAsync(context, cancellationToken);
        var (refusal, source) = await CheckAsync(context, settings, wanted, cancellationToken);
        if (refusal is not null)
            return refusal;
        var now = clock.UtcMilliseconds();
        var pending = await PendingAsync(context, wanted, cancellationToken);
        if (WaitingTwin(pending, wanted, now) is { } twin)
            return ChangeOutcome<ParserJob>.Same(twin);
        var superseded = SupersedeRetries(pending, actor, now);
        var job = ParserJob.Request(
            wanted.Task,
            wanted.SourceId,
            wanted.Trigger,
            actor.Name,
            wanted.Parameters,
            settings.Epoch,
            now,
            attempt: wanted.Attempt,
            retryOf: wanted.RetryOf,
            priority: source?.Priority ?? 0
        );
        context.Add(job);
        return new ChangeOutcome<ParserJob>(
            CommandResult<ParserJob>.Done(job),
            null,
            JobJson.Requested(job),
            job.Id.ToString(),
            settings.Epoch,
            [new JobChanged(job), .. superseded]
        );
    }

    /// <returns>Why it may not start, or null with its source.</returns>
    private async Task<(ChangeOutcome<ParserJob>? Refusal, Source? Source)> CheckAsync(
        ParserDbContext context,
        ParserSettings settings,
        JobRequest wanted,
        CancellationToken cancellationToken
    )
    {
        // A stop that the database has not taken yet stops this node all the same, and whoever asks is told so.
        if ((StopWords(settings) ?? latch.Reason) is { } stopped)
            return (Refuse(CommandStatus.Locked, stopped), null);
        if (wanted.Parameters.Problem is (var name, var problem))
            return (Refuse(CommandStatus.Unprocessable, problem, $"parameters.{JsonNamingPolicy.CamelCase.ConvertName(name)}"), null);
        if (invocables.FirstOrDefault(candidate => candidate.Definition.Name == wanted.Task)?.Definition is not { } task)
        {
            var names = string.Join(", ", invocables.Select(known => known.Definition.Name));
            return (Refuse(CommandStatus.Unprocessable, $"There is no task '{wanted.Task}'. Known tasks: {names}.", "task"), null);
        }

        var source = task.IsGlobal ? null : await ById.In(context)(context, wanted.SourceId, cancellationToken);
        return (await SourceRefusalAsync(context, task, wanted, source, cancellationToken), source);
    }

    /// <summary>Why the task cannot be done for this source, or for none.</summary>
    private async Task<ChangeOutcome<ParserJob>?> SourceRefusalAsync(
        ParserDbContext context,
        TaskDefinition task,
        JobRequest wanted,
        Source? source,
        CancellationToken cancellationToken
    )
    {
        if (task.IsGlobal)
        {
            return wanted.SourceId.Length == 0
                ? PathRefusal(task, null, wanted)
                : Refuse(
                    CommandStatus.Unprocessable,
                    $"{wanted.Task} is a task of the whole program: ask for it without a source.",
                    "sourceId"
                );
        }

        if (wanted.SourceId.Length == 0)
        {
            return Refuse(
                CommandStatus.Unprocessable,
                $"Say for which source: {wanted.Task} is done for one source at a time.",
                "sourceId"
            );
        }

        if (source is null)
            return Refuse(CommandStatus.NotFound, $"There is no source '{wanted.SourceId}'.", "sourceId");
        if (BlockWords(source.Block) is { } blocked)
            return Refuse(CommandStatus.Locked, blocked, "sourceId");
        if (definitions.Of(source) is not { } definition)
            return Refuse(CommandStatus.Unprocessable, $"The definition of {source.Name} has errors. Mend them first.", "sourceId");
        if (task.Lacks(definition) is { } lacks)
        {
            return Refuse(
                CommandStatus.Unprocessable,
                $"{source.Name} has {lacks} in its definition, which {wanted.Task} needs. {Possible(definition)}",
                "task"
            );
        }

        if (PathRefusal(task, definition, wanted) is { } unread)
            return unread;

        // Known before a job is made of it: a person who tries the task reads at once what is still to do.
        return
            task.Library?.Invoke(definition) is { } library
            && !await context.Set<Source>().AnyAsync(other => other.Id == library, cancellationToken)
            ? Refuse(
                CommandStatus.Unprocessable,
                $"There is no source '{library}', at which {source.Name} looks its items up. Add it first.",
                "sourceId"
            )
            : null;
    }

    private static ChangeOutcome<ParserJob>? PathRefusal(TaskDefinition task, SourceDefinition? definition, JobRequest wanted) =>
        wanted.Parameters.Path is { } path && task.PathProblem(definition, path) is { } problem
            ? Refuse(CommandStatus.Unprocessable, problem, "parameters.path")
            : null;

    private string Possible(SourceDefinition definition) =>
        TaskDefinitions.For(definition).Intersect(invocables.Select(known => known.Definition)).Select(task => task.Name).ToList()
            is { Count: > 0 } tasks
            ? $"What it can run: {string.Join(", ", tasks)}."
            : "There is no task that it can run as it is.";

    /// <summary>Of the same task and source, whatever they wait for; also what this transaction asked for before.</summary>
    private static async Task<List<ParserJob>> PendingAsync(ParserDbContext context, JobRequest wanted, CancellationToken cancellationToken)
    {
        await foreach (var _ in Pending.In(context)(context, wanted.Task, wanted.SourceId).WithCancellation(cancellationToken)) { }
        return
        [
            .. context
                .Set<ParserJob>()
                .Local.Where(job => job.Task == wanted.Task && job.SourceId == wanted.SourceId && job.Status == JobStatus.Pending),
        ];
    }

    /// <summary>
    /// A double click is harmless: the job that already waits is the answer. One that waits for its time is not: who asks means now.
    /// </summary>
    private static ParserJob? WaitingTwin(IEnumerable<ParserJob> pending, JobRequest wanted, DateTime now)
    {
        var parameters = wanted.Parameters.Write();
        return pending.FirstOrDefault(job => job.Parameters == parameters && !JobWait.Waits(job, now));
    }

    /// <summary>The run by hand is the next try; a retry after it would only do the same again.</summary>
    private static IReadOnlyList<IEvent> SupersedeRetries(IEnumerable<ParserJob> pending, Actor actor, DateTime now)
    {
        var waiting = pending.Where(job => JobWait.Waits(job, now)).ToList();
        waiting.ForEach(job => job.Cancel($"Superseded by the run that {actor.Name} asked for", null, now));
        return [.. waiting.Select(job => new JobChanged(job))];
    }

    private static ChangeOutcome<ParserJob> Refuse(CommandStatus status, string message, string? field = null) =>
        ChangeOutcome<ParserJob>.Refused(status, message, field: field);
}
