using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Commands.Running;

/// <summary>Asks for the runs of <c>run</c> and waits until each has ended.</summary>
internal sealed class FirstRun(
    JobCommands commands,
    JobQueries jobs,
    SourceQueries sources,
    IEnumerable<IInvocable> invocables,
    TimeProvider clock
)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly List<Guid> _requested = [];

    /// <summary>The jobs that came of it.</summary>
    public IReadOnlyList<Guid> Requested => _requested;

    /// <returns>0 when all succeeded, 3 when one was refused, otherwise 1.</returns>
    public async Task<int> RunAsync(RunOptions options, TextWriter error, CancellationToken cancellationToken)
    {
        var worst = ExitCode.Done;
        if (!options.IsTaskNamed && options.Source is { } only && await OnlyTaskAsync(options.Task, only, cancellationToken) is { } instead)
        {
            await error.WriteLineAsync(
                $"{only} has nothing for {options.Task}, and {instead} is all that crawls it: running that. Name another with --task."
            );
            options = options with { Task = instead };
        }

        foreach (var source in await SourcesAsync(options, cancellationToken))
        {
            var result = await commands.RequestAsync(
                CommandHost.Actor,
                options.Task,
                source,
                options.Parameters,
                JobTrigger.Cli,
                cancellationToken
            );
            if (result.Succeeded)
            {
                _requested.Add(result.Value.Id);
                continue;
            }

            await error.WriteLineAsync($"{JobText.Of(options.Task, source)}: {result.Message}");
            if (
                result.Status == CommandStatus.Unprocessable
                && await TasksAsync(source, cancellationToken) is [var possible, ..] tasks
                && !tasks.Contains(options.Task)
            )
            {
                await error.WriteLineAsync(
                    $"Name the task, for example: parseradmin run{(options.Once ? " --once" : "")} --source {source} --task {possible}"
                );
            }

            worst = Math.Max(worst, ExitCode.Of(result.Status));
        }

        if (_requested.Count == 0 && worst == ExitCode.Done)
        {
            var other = await OtherTasksAsync(cancellationToken);
            await error.WriteLineAsync(
                options.Parameters.Path is { } path && other.Contains(options.Task)
                    ? $"No source can do {options.Task} with the path '{path}'."
                : other.Count == 0 ? $"No source can do {options.Task}. Import one with: parseradmin source import FILE"
                : $"No source can do {options.Task}. The sources that are stored can do: {string.Join(", ", other)}. Name one with "
                    + $"--task."
            );
            return ExitCode.Failed;
        }

        foreach (var id in _requested)
            worst = Math.Max(worst, await EndAsync(id, cancellationToken));
        return worst;
    }

    private async Task<IReadOnlyList<string>> SourcesAsync(RunOptions options, CancellationToken cancellationToken)
    {
        if (options.Source is { } one)
            return [one];
        var task = invocables.FirstOrDefault(invocable => invocable.Definition.Name == options.Task)?.Definition;
        if (task is { IsGlobal: true })
            return [""]; // A task of the whole program: one run for all sources.
        var all = new List<string>();
        for (string? after = null; ; )
        {
            var page = await sources.ListAsync(after, 500, cancellationToken);
            all.AddRange(
                page.Where(source => source.Block is null && May(source, task, options.Parameters.Path)).Select(source => source.Id)
            );
            if (page.Count < 500)
                return all;
            after = page[^1].Id;
        }
    }

    /// <summary>What the source can do, in the order of the tasks.</summary>
    private async Task<IReadOnlyList<string>> TasksAsync(string source, CancellationToken cancellationToken) =>
        await sources.FindAsync(source, cancellationToken) is { } found ? Tasks(found) : [];

    /// <returns>The one task that crawls the source, where <paramref name="wanted"/> does not; null where there is a choice.</returns>
    private async Task<string?> OnlyTaskAsync(string wanted, string source, CancellationToken cancellationToken)
    {
        // What completes or corrects a catalogue is no way to fill it.
        var crawls = (await TasksAsync(source, cancellationToken))
            .Where(task =>
                task == wanted || TaskDefinitions.Find(task)?.RequiredPath is PathNames.Catalog or PathNames.Updates or PathNames.Top
            )
            .ToList();
        return crawls is [var one] && one != wanted ? one : null;
    }

    private async Task<IReadOnlyList<string>> OtherTasksAsync(CancellationToken cancellationToken) =>
        [
            .. (await sources.ListAsync(null, SourceQueries.MostOffered, cancellationToken))
                .Where(source => source.Block is null)
                .SelectMany(Tasks)
                .Distinct(),
        ];

    private IReadOnlyList<string> Tasks(Source source) =>
        SourceDefinitionReader.Read(source.Definition).Definition is { } definition
            ? [.. TaskDefinitions.For(definition).Intersect(invocables.Select(known => known.Definition)).Select(task => task.Name)]
            : [];

    /// <summary>An unknown task keeps every source, so that the refusal names the known ones.</summary>
    /// <param name="path">Sources without it are none of those that were meant; null for any.</param>
    private static bool May(Source source, TaskDefinition? task, string? path) =>
        task is null
        || SourceDefinitionReader.Read(source.Definition).Definition is { } definition
            && task.Lacks(definition) is null
            && (path is null || definition.Paths.ContainsKey(path));

    /// <summary>Read from the store, not from this node's news: on a cluster another node may run it.</summary>
    private async Task<int> EndAsync(Guid id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var job = await jobs.FindAsync(id, cancellationToken);
            if (job is null || JobLifecycle.IsFinal(job.Status))
            {
                return job?.Status switch
                {
                    JobStatus.Succeeded => ExitCode.Done,
                    JobStatus.Skipped => ExitCode.Refused,
                    _ => ExitCode.Failed,
                };
            }

            await Task.Delay(LookEvery, clock, cancellationToken);
        }
    }
}
