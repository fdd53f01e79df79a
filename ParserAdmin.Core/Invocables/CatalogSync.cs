using ParserAdmin.Core.Invocables.Steps;
using ParserAdmin.Core.Invocables.Steps.Crawling;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables;

/// <summary>Crawls a source's whole catalogue: listings, pages, details; adds, updates, and marks what is gone.</summary>
public sealed class CatalogSync(WholeCrawl crawl) : IInvocable
{
    public static readonly TaskDefinition Definition = new(
        "catalog-sync",
        PathNames.Catalog,
        "Reads the whole catalogue: adds what is new, updates what changed and marks what is gone."
    )
    {
        FollowsSetting = nameof(ParserSettings.CatalogSyncIntervalHours),
        Crawls = true,
        Unit = TimeSpan.FromHours(1),
    };

    TaskDefinition IInvocable.Definition => Definition;

    public Task InvokeAsync(JobRun run, CancellationToken cancellationToken)
    {
        var (path, kind) = Definitions.Listing(run, Definition, PathNames.Catalog, ItemKinds.Title);
        return crawl.RunAsync(run, path, kind, null, cancellationToken);
    }
}
