using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables;

/// <summary>Looks every item up at the metadata source and corrects its fields.</summary>
public sealed class MetadataRefreshFull(MetadataRefresh refresh) : IInvocable
{
    public static readonly TaskDefinition Definition = new(
        "metadata-refresh-full",
        PathNames.Search,
        "Looks every item up at the metadata source and corrects its fields."
    )
    {
        Cron = "0 4 1 * *",
        Lacks = MetadataRefresh.Lacking,
        Library = MetadataRefresh.Library,
    };

    TaskDefinition IInvocable.Definition => Definition;

    public Task InvokeAsync(JobRun run, CancellationToken cancellationToken) =>
        refresh.RunAsync(run, Definition, onlyNew: false, cancellationToken);
}
