using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Sources.Folder;

/// <summary>
/// Keeps the database in step with the folder of definitions, every few seconds. A file that is new or changed is stored (actor system);
/// one with errors loses nothing and is reported; one that is removed pauses its source and deletes nothing.
/// </summary>
public sealed class DefinitionsFolderSync(
    DefinitionsFolder folder,
    FolderMemory memory,
    DefinitionInspector inspector,
    SourceCommands sources,
    SourceQueries stored,
    EventBus bus,
    TimeProvider clock,
    ILogger<DefinitionsFolderSync> logger
) : BackgroundService
{
    /// <summary>Looking costs next to nothing, and a watcher misses changes on network drives.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private const long LargestFile = 1024 * 1024;
    private const string GoneReason = "Its file is gone from the folder of definitions";

    /// <summary>One look at the folder.</summary>
    public async Task SyncAsync(CancellationToken cancellationToken)
    {
        if (folder.Path is not { } path)
            return;
        var (known, owners, problems) = (memory.Read(), new Dictionary<string, string>(), new List<FolderProblem>());
        if (!Directory.Exists(path))
        {
            // A drive that is not mounted is no reason to pause everything.
            Report(
                known.GroupBy(file => file.Value).ToDictionary(file => file.Key, file => file.First().Key),
                [new FolderProblem("", $"There is no folder {path} ({DefinitionsFolder.Key}). Its sources stay as they are.")]
            );
            return;
        }

        var files = new Dictionary<string, string>();
        foreach (var file in Files(path))
        {
            var (id, problem) = await TakeAsync(path, file, owners, cancellationToken);
            if (problem is not null)
                problems.Add(new FolderProblem(file.Name, problem));
            if ((id ?? known.GetValueOrDefault(file.Name)) is not { } source || !owners.TryAdd(source, file.Name))
                continue;
            files[file.Name] = source;
        }

        foreach (var gone in known.Values.Where(id => !owners.ContainsKey(id)).Distinct())
            await PauseAsync(gone, cancellationToken);
        if (files.Count != known.Count || files.Any(file => known.GetValueOrDefault(file.Key) != file.Value))
            memory.Write(files);
        Report(owners, problems);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (folder.Path is not null)
        {
            try
            {
                await SyncAsync(stoppingToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                logger.LogError(
                    failed,
                    "The folder of definitions {Folder} could not be looked at; trying again in {Seconds} s",
                    folder.Path,
                    Interval.TotalSeconds
                );
            }

            await Task.Delay(Interval, clock, stoppingToken);
        }
    }

    private static IEnumerable<FileInfo> Files(string path) =>
        new DirectoryInfo(path)
            .EnumerateFiles()
            .Where(file => file.Extension.ToLowerInvariant() is ".yaml" or ".yml")
            .OrderBy(file => file.Name, StringComparer.Ordinal);

    /// <returns>The source's id where the file tells it, and why the file is not stored.</returns>
    private async Task<(string? Id, string? Problem)> TakeAsync(
        string path,
        FileInfo file,
        Dictionary<string, string> owners,
        CancellationToken cancellationToken
    )
    {
        if (file.Length > LargestFile)
            return (null, "It is larger than 1 MiB, so no source definition.");
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (null, $"It cannot be read: {unreadable.Message}");
        }

        if (DefinitionText.Decode(bytes, out var problem, out var line, out var column) is not { } yaml)
            return (null, $"{line}:{column}: {problem}");
        var read = Definition.SourceDefinitionReader.Read(yaml);
        if (read.Definition is not { } definition)
            return (null, string.Join('\n', read.Errors));
        if (owners.TryGetValue(definition.Id, out var other))
            return (null, $"The file {other} declares the source '{definition.Id}' already. Give one of the two another id.");
        var source = await stored.FindAsync(definition.Id, cancellationToken);
        if (source is { Paused: true, PauseReason: GoneReason })
            await sources.ResumeAsync(Actor.System, definition.Id, cancellationToken);
        if (source?.Definition == yaml)
            return (definition.Id, null);

        // Asked before it is stored: what is refused goes on record, and this would be every few seconds.
        if ((await inspector.InspectAsync(yaml, path, cancellationToken)).Errors is { Count: > 0 } errors)
            return (definition.Id, string.Join('\n', errors));
        var saved = await sources.ImportAsync(Actor.System, yaml, path, cancellationToken);
        return (definition.Id, saved.Message);
    }

    private async Task PauseAsync(string id, CancellationToken cancellationToken)
    {
        if (await stored.FindAsync(id, cancellationToken) is { Paused: false })
            await sources.PauseAsync(Actor.System, id, GoneReason, cancellationToken);
    }

    private void Report(Dictionary<string, string> owners, List<FolderProblem> problems)
    {
        var before = folder.Problems;
        if (!folder.Set(owners, problems))
            return;
        foreach (var problem in problems.Except(before))
            logger.LogWarning("The folder of definitions: {File}: {Problem}", problem.File, problem.Message);
        bus.Publish(new FolderChanged());
    }
}
