using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Invocables;

/// <summary>
/// The tasks that this version knows, in the order in which people see them. Which of them this process runs, its invocables say.
/// </summary>
public static class TaskDefinitions
{
    public static IReadOnlyList<TaskDefinition> All { get; } =
    [
        CatalogSync.Definition,
        EpisodeSync.Definition,
        ChannelParse.Definition,
        ListingScrape.Definition,
        GuideCrawl.Definition,
        TopDiscovery.Definition,
        MetadataRefreshFull.Definition,
        MetadataRefreshNew.Definition,
        SeriesCompletion.Definition,
        CreatorCompletion.Definition,
        Cleanup.Definition,
    ];

    /// <summary>Null for a task that this version does not know.</summary>
    public static TaskDefinition? Find(string task) => All.FirstOrDefault(known => known.Name == task);

    /// <summary>Those that a source of this definition can have.</summary>
    public static IEnumerable<TaskDefinition> For(SourceDefinition definition) => All.Where(task => task.Fits(definition));
}
