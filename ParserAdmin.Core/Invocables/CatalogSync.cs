using ParserAdmin.Core.Invocables.Steps.Crawling;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables;

/// <summary>Crawls a source's whole catalogue: listings, pages, details; adds, updates, and marks what is gone.</summary>
public sealed class CatalogSync(WholeCrawl crawl) : IInvocable
{
    public const string TaskName = "catalog-sync";

    public string Task => TaskName;

    public string RequiredPath => PathNames.Catalog;

    public Task InvokeAsync(JobRun run, CancellationToken cancellationToken) => crawl.RunAsync(run, RequiredPath, ItemKinds.Title, null, cancellationToken);
}
