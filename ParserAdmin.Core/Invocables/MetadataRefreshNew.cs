using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables;

/// <summary>Looks the items of the last days up at the metadata source and corrects their fields.</summary>
public sealed class MetadataRefreshNew(MetadataRefresh refresh) : IInvocable
{
    public static readonly TaskDefinition Definition = new(
        "metadata-refresh-new",
        PathNames.Search,
        "Looks the items of the last days up at the metadata source and corrects their fields."
    )
    {
        Cron = "30 4 * * SUN",
        Lacks = MetadataRefresh.Lacking,
        Library = MetadataRefresh.Library,
    };

    TaskDefinition IInvocable.Definition => Definition;

    public Task InvokeAsync(JobRun run, CancellationToken cancellationToken) =>
        refresh.RunAsync(run, Definition, onlyNew: true, cancellationToken);
}
