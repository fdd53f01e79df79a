using ParserAdmin.Core.Invocables.Steps.Crawling;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables;

/// <summary>The newest listings of a site of classifieds, as far as they are not known; the first run reads all that the definition allows.</summary>
public sealed class ListingScrape(IncrementalCrawl news) : IInvocable
{
    public const string TaskName = "listing-scrape";

    public string Task => TaskName;

    public string RequiredPath => PathNames.Updates;

    public Task InvokeAsync(JobRun run, CancellationToken cancellationToken) => news.RunAsync(run, RequiredPath, ItemKinds.Listing, cancellationToken);
}
