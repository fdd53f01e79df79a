using ParserAdmin.Core.Invocables.Steps;
using ParserAdmin.Core.Invocables.Steps.Crawling;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Invocables;

/// <summary>
/// The newest listings of a site of classifieds, as far as they are not known; the first run reads all that the definition allows.
/// </summary>
public sealed class ListingScrape(IncrementalCrawl news) : IInvocable
{
    public static readonly TaskDefinition Definition = new(
        "listing-scrape",
        PathNames.Updates,
        "Reads the newest listings of a site of classifieds."
    )
    {
        Kind = SourceKind.Listing,
        FollowsSetting = nameof(ParserSettings.ListingScrapeIntervalMinutes),
        Crawls = true,
        Unit = TimeSpan.FromMinutes(1),
    };

    TaskDefinition IInvocable.Definition => Definition;

    public Task InvokeAsync(JobRun run, CancellationToken cancellationToken)
    {
        var (path, kind) = Definitions.Listing(run, Definition, PathNames.Updates, ItemKinds.Listing);
        return news.RunAsync(run, path, kind, cancellationToken);
    }
}
