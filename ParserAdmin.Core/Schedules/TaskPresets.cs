using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Schedules;

/// <summary>All tasks that the program knows by name, with the schedule that each begins with. Which of them it can run, the invocables say.</summary>
public static class TaskPresets
{
    public static IReadOnlyList<TaskPreset> All { get; } =
    [
        new(CatalogSync.TaskName, PathNames.Catalog, FollowsSetting: nameof(ParserSettings.CatalogSyncIntervalHours), Unit: TimeSpan.FromHours(1)),
        new(EpisodeSync.TaskName, PathNames.Episodes, FollowsSetting: nameof(ParserSettings.EpisodeSyncIntervalMinutes), Unit: TimeSpan.FromMinutes(1)),
        new(ChannelParse.TaskName, PathNames.Updates, FollowsSetting: nameof(ParserSettings.ChannelParseIntervalSeconds), Unit: TimeSpan.FromSeconds(1)),
        new(ListingScrape.TaskName, PathNames.Updates, FollowsSetting: nameof(ParserSettings.ListingScrapeIntervalMinutes), Unit: TimeSpan.FromMinutes(1)),
        new(GuideCrawl.TaskName, PathNames.Catalog, "0 2 * * *") { Needs = GuideCrawl.Lacking },
        new(TopDiscovery.TaskName, PathNames.Top, "0 3 * * SUN") { Needs = TopDiscovery.Lacking },
        new(MetadataRefreshFull.TaskName, PathNames.Search, "0 4 1 * *") { Needs = MetadataRefresh.Lacking },
        new(MetadataRefreshNew.TaskName, PathNames.Search, "30 4 * * SUN") { Needs = MetadataRefresh.Lacking },
        new(SeriesCompletion.TaskName, PathNames.Series, "0 3 2 * *") { Needs = SeriesCompletion.Lacking },
        new(CreatorCompletion.TaskName, PathNames.Creator, "0 3 3 * *") { Needs = CreatorCompletion.Lacking },
        new(Cleanup.TaskName, null, "0 1 * * *"),
    ];

    /// <summary>Null for a task that this version does not know.</summary>
    public static TaskPreset? Find(string task) => All.FirstOrDefault(preset => preset.Task == task);

    /// <summary>Those that a source of this kind may have: channels are parsed, listings scraped, both from their updates.</summary>
    public static IEnumerable<TaskPreset> For(SourceDefinition definition) => All.Where(preset =>
        preset.RequiredPath is not null && preset.Lacks(definition) is null && preset.Task switch
        {
            ChannelParse.TaskName => definition.Kind == SourceKind.Channel,
            ListingScrape.TaskName => definition.Kind == SourceKind.Listing,
            _ => true,
        });
}
